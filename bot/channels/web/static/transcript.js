// What was said in this tab, kept in the tab's own storage so that a reload shows it again.
//
// A turn is { id, said, text or choice, state, replies, problem }. Its state is one of
//   waiting   not answered yet: it is sent, or sent again under the same id
//   answered  its replies are here
//   failed    the assistant could not take it; the person can try again
//   refused   it cannot be taken as it is

const KEPT_AS = "charter-transcript-1";

export function recalled() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT_AS)) || [];
  } catch (error) {
    return []; // storage is switched off, or holds something else: begin anew
  }
}

// When the storage is full the oldest turns go; when it is switched off the page goes on without.
export function keep(turns) {
  for (let from = 0; from <= turns.length; from += 10) {
    try {
      sessionStorage.setItem(KEPT_AS, JSON.stringify(turns.slice(from)));
      return;
    } catch (error) {
      continue;
    }
  }
}

export function newTurn(words) {
  return { ...words, id: newId(), state: "waiting", replies: [], problem: null };
}

// `crypto.randomUUID` is missing on old phones, and on every page that came without https.
function newId() {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
