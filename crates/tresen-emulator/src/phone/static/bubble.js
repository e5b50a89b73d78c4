// One message: bubble, ticks, quote, reactions, and its small menu.
import { choicesOf, contentOf } from "./content.js";
import { element } from "./element.js";
import { icon } from "./icon.js";
import { plain } from "./markup.js";
import { say, time } from "./words.js";

const TICKS = { sent: "one", delivered: "two", read: "two", played: "two", failed: "close" };

export const shortText = (message) => message?.text || (message?.media ? message.media.file_name || say({ image: "photo", video: "video", audio: "voice", sticker: "sticker" }[message.type] ?? "file") : say("message"));

export function bubble(message, before, context) {
  const isOwn = message.from === "customer";
  const isNewSender = !before || before.from !== message.from || new Date(message.sent_at) - new Date(before.sent_at) > 120000;
  const senderName = isOwn ? context.customerName : context.businessName;
  const box = element("article", {
    class: `message ${isOwn ? "is-out" : "is-in"}${isNewSender ? " is-new-sender" : ""}${message.reactions.length ? " has-reaction" : ""}`,
    "data-wamid": message.wamid, "data-type": message.type, "data-state": message.state, "aria-label": `${isOwn ? say("you") : senderName}, ${time(new Date(message.sent_at))}`,
  });
  const inside = element("div", { class: "bubble" }, quote(message, context), contentOf(message, { ...context, senderName }), meta(message, isOwn));
  const choices = choicesOf(message, context.answered.has(message.wamid), context.send);
  box.append(inside, ...(choices.length ? [element("div", { class: "choices" }, choices)] : []));
  if (message.reactions.length) {
    const emojis = message.reactions.map((one) => one.emoji).join(" ");
    box.append(element("div", { class: "reactions", role: "img", "aria-label": say("reactedWith", { emojis }) }, emojis));
  }
  const acts = element("button", { class: "act", type: "button", "aria-label": say("acts"), "aria-haspopup": "menu", "aria-expanded": "false", onclick: (event) => context.openActs(message, event.currentTarget) }, icon("more", 16));
  box.append(acts);
  longPress(inside, () => context.openActs(message, acts));
  return box;
}

function quote(message, context) {
  const target = message.reply_to && context.byWamid.get(message.reply_to);
  if (!target) return null;
  const name = target.from === "customer" ? say("you") : context.businessName;
  return element("button", { class: "quote", type: "button", onclick: () => context.show(target.wamid) }, element("b", {}, name), element("span", {}, plain(shortText(target))));
}

function meta(message, isOwn) {
  const at = new Date(message.sent_at);
  const parts = [element("time", { datetime: message.sent_at }, time(at))];
  if (isOwn) {
    const isRead = message.state === "read" || message.state === "played";
    parts.push(element("span", { class: `ticks${isRead ? " is-read" : ""}`, role: "img", "aria-label": say(message.state) }, icon(TICKS[message.state], 15)));
  }
  return element("div", { class: "meta" }, parts);
}

function longPress(target, done) {
  let timer;
  target.addEventListener("touchstart", () => { timer = setTimeout(done, 450); }, { passive: true });
  for (const end of ["touchend", "touchmove", "touchcancel"]) target.addEventListener(end, () => clearTimeout(timer), { passive: true });
}
