// How one message looks: the person's own, the assistant's, or a problem on the way.

import { element } from "./element.js";
import { link, paragraphs, withLinks } from "./words.js";

const LONG_LABEL = 24; // characters
const LONG_QUESTION = 120; // more than that nobody wants to hear before each group of buttons

export function personSaid(words) {
  const message = element("div", "message person");
  message.append(element("p", "unseen", "You said"), element("p", "", words));
  return message;
}

// `press` is called with the choice and the click.
export function assistantSaid(reply, press) {
  const message = element("div", "message assistant");
  message.append(element("p", "unseen", "Assistant"));
  const beginning = reply.title ? message.appendChild(element("h2", "", reply.title)) : message;
  beginning.tabIndex = -1; // so that the focus can come here after a button was pressed
  if (reply.progress && reply.progress.total > 0) message.append(progress(reply.progress));
  message.append(paragraphs(reply.text));
  if (reply.document && reply.document.alt) message.append(picture(reply.document));
  if (reply.document) message.append(download(reply.document));
  if (reply.note) message.append(note(reply.note));
  for (const each of reply.links || []) message.append(source(each)); // a kept transcript may be older
  if (reply.choices.length) message.append(choices(reply, press));
  return message;
}

export function problem(sentence, mend, mended) {
  const message = element("div", "message problem");
  message.append(element("p", "unseen", "Problem"), element("p", "", sentence));
  if (mend) {
    const button = element("button", "", mend);
    button.type = "button";
    button.addEventListener("click", mended);
    message.append(button);
  }
  return message;
}

function progress({ done, total, label }) {
  const line = element("label", "progress", [`${done} of ${total}`, label].filter(Boolean).join(", "));
  const bar = element("progress");
  bar.max = total;
  bar.value = done;
  line.append(bar);
  return line;
}

function note(text) {
  const small = element("p", "note");
  small.append(withLinks(text));
  return small;
}

function source({ words, address }) {
  const line = element("p", "note source");
  line.append(address ? link(address, words) : words);
  return line;
}

function picture({ url, alt }) {
  const shown = element("img", "picture");
  shown.src = url;
  shown.alt = alt;
  return shown;
}

function download({ name, url, size }) {
  const line = element("p", "document");
  const link = line.appendChild(element("a", "", `Download ${name}`));
  link.href = url;
  link.download = name;
  line.append(` (${inBytes(size)})`);
  return line;
}

function inBytes(size) {
  if (size < 1000) return `${size} bytes`;
  return size < 1e6 ? `${Math.round(size / 1000)} KB` : `${(size / 1e6).toFixed(1)} MB`;
}

// Short choices stand side by side, long ones one below the other, so that they read as a list.
function choices(reply, press) {
  const long = reply.choices.some((choice) => choice.label.length > LONG_LABEL);
  const group = element("div", long ? "choices long" : "choices");
  group.setAttribute("role", "group");
  const question = reply.title || (reply.text.length <= LONG_QUESTION ? reply.text : "");
  group.setAttribute("aria-label", question ? `Choices: ${question}` : "Choices");
  for (const choice of reply.choices) {
    const button = group.appendChild(element("button", "", choice.label));
    button.type = "button";
    button.addEventListener("click", (click) => press(choice, click));
  }
  return group;
}
