// Sends one turn to the assistant, and says what became of it. Never throws.

const PATIENCE = 60000; // milliseconds, for a slow line; the same turn can be sent again without harm

let onItsWay = null;

export async function post({ id, text, choice }) {
  onItsWay = new AbortController();
  const late = setTimeout(abandon, PATIENCE);
  try {
    const response = await fetch("/api/messages", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(choice === undefined ? { id, text } : { id, choice }),
      signal: onItsWay.signal,
    });
    return outcome(response, await response.json());
  } catch (error) {
    return problem("waiting", "The assistant cannot be reached just now. Your message is kept here.", "Try again");
  } finally {
    clearTimeout(late);
  }
}

export function abandon() {
  if (onItsWay) onItsWay.abort();
}

function outcome(response, answer) {
  if (response.ok) return { state: "answered", replies: answer.replies, problem: null };
  if (response.status === 401) return problem("waiting", answer.error, "Reload this page");
  if (response.status >= 500) return problem("failed", answer.error, "Try again");
  return problem("refused", answer.error, "");
}

function problem(state, sentence, mend) {
  return { state, problem: { sentence, mend } };
}
