// What stands inside a bubble, by kind of message.
import { element } from "./element.js";
import { icon } from "./icon.js";
import { rendered } from "./markup.js";
import { played } from "./server.js";
import { player } from "./voice.js";
import { say } from "./words.js";

const text = (words) => words ? [element("div", { class: "text" }, rendered(words))] : [];
const size = (bytes) => bytes > 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} KB`;

export function contentOf(message, context) {
  const { type, media, detail } = message;
  if (type === "location" && detail) return [place(detail)];
  if (type === "contacts") return [].concat(detail ?? []).map(card);
  const line = detail?.header?.text ?? (typeof detail?.header === "string" ? detail.header : null);
  const parts = [...(media ? [file(message, context)] : []), ...(line ? [element("div", { class: "head-line" }, line)] : []), ...text(message.text)];
  const foot = typeof detail?.footer === "string" ? detail.footer : null;
  if (foot) parts.push(element("div", { class: "foot-line" }, foot));
  return parts.length ? parts : [element("div", { class: "foot-line" }, say("unknown"))];
}

function file(message, { senderName, customerId }) {
  const { media, wamid, from } = message;
  if (media.mime_type.startsWith("image/")) {
    const isSticker = message.type === "sticker";
    const image = element("img", { class: isSticker ? "file-sticker" : "file-picture", src: media.url, loading: "lazy", alt: message.text || (isSticker ? say("sticker") : say("photoOf", { name: senderName })) });
    return isSticker || message.type === "document" ? image : element("a", { href: media.url, target: "_blank", rel: "noopener" }, image);
  }
  if (media.mime_type.startsWith("video/")) {
    return element("video", { class: "file-picture", src: media.url, controls: true, preload: "metadata", playsinline: true, "aria-label": say("videoOf", { name: senderName }) });
  }
  if (media.mime_type.startsWith("audio/")) {
    const onplay = () => { if (from === "business") played(customerId, wamid).catch(() => {}); };
    return player(media.url, onplay);
  }
  return fileCard("file", media.file_name || say("file"), `${media.mime_type.split(/[/;]/)[1]?.toUpperCase() ?? ""} · ${size(media.size_bytes)}`, media.url);
}

function fileCard(name, title, below, href) {
  const inside = [icon(name, 26), element("span", {}, element("b", {}, title), element("small", {}, below))];
  return href ? element("a", { class: "file-card", href, target: "_blank", rel: "noopener" }, inside) : element("div", { class: "file-card" }, inside);
}

const place = (detail) => fileCard("pin", detail.name || say("location"), detail.address || `${detail.latitude}, ${detail.longitude}`);
const card = (contact) => fileCard("person", contact?.name?.formatted_name || say("contact"), contact?.phones?.[0]?.phone ?? "");

// Buttons under the bubble: of templates, of interactive messages. `send` gets the message a tap makes.
export function choicesOf(message, isAnswered, send) {
  const detail = message.detail;
  if (message.from !== "business" || !detail) return [];
  const base = { reply_to: message.wamid };
  const button = (words, tapped, name) => element("button", { class: "choice", type: "button", disabled: isAnswered, onclick: tapped }, name ? icon(name, 16) : null, words);
  if (message.type === "template") {
    return (detail.buttons ?? []).map((one) => one.kind === "URL" && /^https?:\/\//.test(one.url ?? "")
      ? element("a", { class: "choice", href: one.url, target: "_blank", rel: "noopener noreferrer" }, one.text)
      : one.kind === "QUICK_REPLY" ? button(one.text, () => send({ ...base, type: "button", text: one.text, payload: one.payload }))
        : element("span", { class: "choice" }, one.text));
  }
  if (message.type !== "interactive") return [];
  const action = detail.action ?? {};
  if (detail.kind === "button") {
    return (action.buttons ?? []).map(({ reply }) => button(reply.title, () => send({ ...base, type: "interactive", choice: { kind: "button_reply", id: reply.id, title: reply.title } })));
  }
  if (detail.kind === "cta_url" && /^https?:\/\//.test(action.parameters?.url ?? "")) {
    return [element("a", { class: "choice", href: action.parameters.url, target: "_blank", rel: "noopener noreferrer" }, action.parameters.display_text)];
  }
  if (detail.kind === "location_request_message") return [button(say("location"), () => send({ ...base, ...somewhere() }), "pin")];
  if (detail.kind === "list") return [button(action.button ?? say("list"), (event) => send({ ...base, rows: (action.sections ?? []).flatMap((section) => section.rows ?? []), at: event.currentTarget }), "list")];
  return [];
}

export const somewhere = () => ({ type: "location", latitude: 52.5304, longitude: 13.3846, name: say("place"), address: say("placeAddress") });
