// The chat page: what is said goes into the log and to the assistant, one turn after the other.

import { element } from "./element.js";
import { assistantSaid, personSaid, problem } from "./message.js";
import { abandon, post } from "./post.js";
import { keep, newTurn, recalled } from "./transcript.js";

const START = { text: "/start", said: "" };
const BEFORE_WE_SAY_SO = 400; // milliseconds: a quick answer needs no "is writing"

const log = document.getElementById("log");
const list = document.getElementById("turns");
const writing = document.getElementById("writing");
const composer = document.getElementById("composer");
const words = document.getElementById("words");

let turns = recalled();
let sending = false;
let slow = 0; // the timer after which the answer counts as slow
let pressed = ""; // the turn that a button began: the focus goes on to what it brings

function say(what) {
  const turn = newTurn(what);
  turns.push(turn);
  keep(turns); // before it is sent, so that a reload cannot lose it
  show(turn);
  bringIntoView(turn);
  sendWaiting();
  return turn;
}

// A turn that did not get through holds up the ones after it: they may build on it.
async function sendWaiting() {
  if (sending) return;
  busy(true);
  for (let turn = nextWaiting(); turn; turn = nextWaiting()) {
    clearProblem(turn);
    const outcome = await post(turn);
    if (!turns.includes(turn)) continue; // somebody started over meanwhile
    Object.assign(turn, outcome);
    keep(turns);
    showOutcome(turn);
    goOn(turn);
    if (turn.state === "waiting") break;
  }
  busy(false);
}

function nextWaiting() {
  return turns.find((turn) => turn.state === "waiting");
}

function sendAgain(turn) {
  if (turn.state === "failed") turn.state = "waiting";
  pressed = turn.id;
  sendWaiting();
}

function press(choice, click) {
  const same = turns.find((turn) => turn.state === "waiting" && turn.choice === choice.carries);
  if (same) {
    sendAgain(same);
  } else if (click.detail < 2) { // the second half of a double click may hit another button
    pressed = say({ choice: choice.carries, said: choice.label }).id;
  }
}

function sendTyped() {
  const text = words.value.trim();
  if (!text) return;
  words.value = "";
  say({ text, said: text });
}

function startOver() {
  turns = [];
  list.textContent = "";
  abandon();
  say(START);
}

// ---- what is seen

function show(turn) {
  const item = element("li", "turn");
  item.id = turn.id;
  if (turn.said) item.append(personSaid(turn.said));
  list.append(item);
  showOutcome(turn);
}

function showOutcome(turn) {
  const item = document.getElementById(turn.id);
  item.append(...turn.replies.map((reply) => assistantSaid(reply, press)));
  if (turn.problem) {
    const reload = turn.problem.mend.startsWith("Reload");
    item.append(
      problem(turn.problem.sentence, turn.problem.mend, () => (reload ? location.reload() : sendAgain(turn))),
    );
  }
}

function clearProblem(turn) {
  turn.problem = null;
  const shown = document.getElementById(turn.id).querySelector(".problem");
  if (shown) shown.remove();
}

// Whoever pressed a button goes on from the answer; whoever writes stays where they write.
function goOn(turn) {
  if (turn === turns[turns.length - 1]) bringIntoView(turn);
  if (turn.state === "refused" && turn.text && !words.value) words.value = turn.said;
  if (pressed !== turn.id || document.activeElement === words) return;
  pressed = "";
  const next = document.getElementById(turn.id).querySelector(".problem button, [tabindex='-1']");
  if (next) next.focus({ preventScroll: true });
}

function bringIntoView(turn) {
  const item = document.getElementById(turn.id);
  if (turn === turns[0]) {
    scrollTo(0, 0);
  } else if (item.children.length > 1 && item.firstChild.offsetHeight > innerHeight / 3) {
    item.children[1].scrollIntoView(); // after a long message of their own, show the answer
  } else {
    item.scrollIntoView();
  }
}

function busy(now) {
  sending = now;
  log.setAttribute("aria-busy", String(now));
  writing.textContent = "";
  clearTimeout(slow);
  if (now) slow = setTimeout(() => { writing.textContent = "Assistant is writing…"; }, BEFORE_WE_SAY_SO);
}

// ---- how it begins

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  sendTyped();
  if (matchMedia("(hover: hover)").matches) words.focus(); // on a phone the keyboard would hide the answer
});

words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sendTyped();
});

document.getElementById("start-over").addEventListener("click", startOver);
document.getElementById("opening").remove();
history.scrollRestoration = "manual";

turns.forEach(show);
if (turns.length) {
  const last = turns[turns.length - 1];
  if (last.state === "failed") last.state = "waiting";
  bringIntoView(last);
  sendWaiting();
} else {
  say(START);
}
