// Plain text as paragraphs, lists and links.

import { element } from "./element.js";

const ADDRESS = /(\b(?:https?:\/\/|www\.)[^\s<>"“”]+)/i;
const AFTER_AN_ADDRESS = /[.,;:!?'’*_\]}]+$/;
const ITEM = /^\s*- /;

// Blank lines part paragraphs; lines that begin with "- " make a list.
export function paragraphs(text) {
  const all = document.createDocumentFragment();
  let block = null;
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    const tag = ITEM.test(line) ? "UL" : "P";
    if (!line.trim()) {
      block = null;
    } else if (!block || block.tagName !== tag) {
      block = all.appendChild(element(tag));
      add(block, line);
    } else {
      add(block, line, "\n");
    }
  }
  return all;
}

function add(block, line, before = "") {
  if (block.tagName === "UL") {
    block.appendChild(element("li")).append(withLinks(line.replace(ITEM, "")));
  } else {
    block.append(before, withLinks(line));
  }
}

export function withLinks(text) {
  const all = document.createDocumentFragment();
  text.split(ADDRESS).forEach((piece, index) => {
    const address = index % 2 ? withoutPunctuation(piece) : ""; // every second piece is an address
    all.append(address && link(address), piece.slice(address.length));
  });
  return all;
}

// A closing bracket belongs to the sentence, unless the address opened it.
function withoutPunctuation(address) {
  for (;;) {
    const shorter = address.replace(AFTER_AN_ADDRESS, "");
    const bracket = shorter.endsWith(")") && shorter.split("(").length < shorter.split(")").length;
    const kept = bracket ? shorter.slice(0, -1) : shorter;
    if (kept === address) return kept;
    address = kept;
  }
}

export function link(address, words = address) {
  const made = element("a", "", words);
  made.href = /^www\./i.test(address) ? `https://${address}` : address;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  made.append(element("span", "unseen", " (opens in a new tab)"));
  return made;
}
