// WhatsApp's text markup as elements: *bold*, _italic_, ~strike~, ```code```, `code`, addresses of the web.
import { element } from "./element.js";

// The text alone, for quotes.
export const plain = (text) => rendered(text).map((part) => part.textContent ?? part).join("");

const MARKS = { "*": "strong", "_": "em", "~": "s" };
const isWord = (char) => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const isBlank = (char) => char === undefined || /\s/.test(char);

export function rendered(text) {
  const parts = text.split(/(```[\s\S]+?```|`[^`\n]+`)/);
  return parts.flatMap((part) => {
    const code = part.match(/^```([\s\S]+)```$/) ?? part.match(/^`([^`\n]+)`$/);
    return code ? [element("code", {}, code[1])] : marked(part);
  });
}

function marked(text) {
  const chars = [...text];
  const nodes = [];
  let plain = "";
  for (let at = 0; at < chars.length; at += 1) {
    const end = MARKS[chars[at]] && !isWord(chars[at - 1]) && !isBlank(chars[at + 1]) ? closing(chars, at) : -1;
    if (end < 0) { plain += chars[at]; continue; }
    nodes.push(...linked(plain), element(MARKS[chars[at]], {}, ...marked(chars.slice(at + 1, end).join(""))));
    plain = "";
    at = end;
  }
  return [...nodes, ...linked(plain)];
}

function closing(chars, start) {
  for (let at = start + 2; at < chars.length && chars[at] !== "\n"; at += 1) {
    if (chars[at] === chars[start] && !isBlank(chars[at - 1]) && !isWord(chars[at + 1])) return at;
  }
  return -1;
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/).filter(Boolean).map((part) =>
    /^https?:\/\//.test(part) ? element("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part);
}
