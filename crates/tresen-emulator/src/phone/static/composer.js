// The line at the bottom: text, attachments, voice, and the message that is answered.
import { shortText } from "./bubble.js";
import { somewhere } from "./content.js";
import { element } from "./element.js";
import { icon } from "./icon.js";
import { plain } from "./markup.js";
import { item, openMenu } from "./menu.js";
import { canRecord, record } from "./recorder.js";
import { say } from "./words.js";

const SAMPLES = [
  ["machine", "image", "sampleMachine", "photo"], ["parcel", "image", "sampleParcel", "photo"],
  ["leak", "video", "sampleLeak", "video"], ["voice", "audio", "sampleVoice", "mic"], ["invoice", "document", "sampleInvoice", "file"],
];
const kindOf = (file) => ["image/jpeg", "image/png"].includes(file.type) ? "image" : ["video/mp4", "video/3gpp"].includes(file.type) ? "video" : "document";

export function composer(root, { send, sendFile }) {
  let replyTo = null;
  let stopRecording = null;
  const area = element("textarea", { rows: 1, maxlength: 4096, "aria-label": say("message"), placeholder: say("message"), enterkeyhint: "send" });
  const pick = element("input", { type: "file", hidden: true, tabindex: -1, "aria-hidden": "true" });
  const attach = button("attach", "attach", (event) => openMenu(event.currentTarget, say("attach"), attachments()));
  const voice = button("mic", "record", () => toggleVoice());
  const submit = element("button", { class: "icon-button send", type: "submit", "aria-label": say("send") }, icon("send"));
  const notice = element("div", { class: "notice", role: "status", hidden: true });
  const replying = element("div", { class: "replying", hidden: true });
  const form = element("form", { onsubmit: (event) => { event.preventDefault(); submitText(); } }, attach, area, voice, submit, pick);
  root.replaceChildren(notice, replying, form);

  area.addEventListener("input", fit);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submitText(); }
    if (event.key === "Escape" && replyTo) reply(null);
  });
  area.addEventListener("paste", (event) => { for (const file of event.clipboardData?.files ?? []) { event.preventDefault(); give(file); } });
  pick.addEventListener("change", () => { for (const file of pick.files) give(file); pick.value = ""; });
  fit();

  function button(name, words, onclick) {
    return element("button", { class: "icon-button", type: "button", "aria-label": say(words), "aria-haspopup": name === "attach" ? "menu" : null, onclick }, icon(name));
  }
  function fit() {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, 132)}px`;
    const hasText = area.value.trim() !== "";
    submit.hidden = !hasText;
    voice.hidden = hasText;
  }
  function withReply(message) {
    const full = replyTo ? { ...message, reply_to: replyTo.wamid } : message;
    reply(null);
    return full;
  }
  function submitText() {
    const text = area.value.trim();
    if (!text) return;
    area.value = "";
    fit();
    send(withReply({ type: "text", text }));
  }
  function give(file) {
    const caption = area.value.trim();
    const kind = kindOf(file);
    area.value = "";
    fit();
    sendFile(withReply({ type: kind, text: caption || undefined, file_name: kind === "document" ? file.name : undefined }), file);
  }
  function attachments() {
    const choose = (accept) => () => { pick.accept = accept; pick.click(); };
    const sample = ([name, type, words, symbol]) => item([
      type === "image" ? element("img", { src: `/control/samples/${name}`, alt: "" }) : icon(symbol, 22),
      element("span", {}, say(words), element("small", {}, say("ready"))),
    ], () => {
      const caption = type === "audio" ? "" : area.value.trim();
      if (caption) { area.value = ""; fit(); }
      send(withReply({ type, sample: name, text: caption || undefined }));
    }, { "data-sample": name });
    return [
      item([icon("photo"), say("photo")], choose("image/*,video/*")), item([icon("file"), say("document")], choose("")),
      item([icon("pin"), say("location")], () => send(withReply(somewhere()))),
      element("hr", { role: "separator" }), ...SAMPLES.map(sample),
    ];
  }
  async function toggleVoice() {
    if (stopRecording) {
      const stop = stopRecording;
      stopRecording = null;
      voice.classList.remove("is-recording");
      voice.setAttribute("aria-label", say("record"));
      tell(null);
      const file = await stop(true);
      if (file) sendFile(withReply({ type: "audio" }), file);
      return;
    }
    try {
      stopRecording = canRecord() ? await record() : null;
    } catch {
      stopRecording = null;
    }
    if (!stopRecording) {
      await send(withReply({ type: "audio", sample: "voice" }));
      tell(say("noRecording"));
      return;
    }
    voice.classList.add("is-recording");
    voice.setAttribute("aria-label", say("stopRecording"));
    const started = Date.now();
    const count = () => {
      if (!stopRecording) return;
      tell(say("recording", { seconds: Math.round((Date.now() - started) / 1000) }));
      setTimeout(count, 1000);
    };
    count();
  }
  function tell(words, isBad = false) {
    notice.hidden = !words;
    notice.classList.toggle("is-bad", isBad);
    notice.textContent = words ?? "";
  }
  function reply(message) {
    replyTo = message;
    replying.hidden = !message;
    replying.replaceChildren();
    if (!message) return;
    const cancel = element("button", { class: "icon-button", type: "button", "aria-label": say("stopReply"), onclick: () => { reply(null); area.focus(); } }, icon("close"));
    replying.append(element("div", { class: "quote" }, element("b", {}, say("replyingTo")), element("span", {}, plain(shortText(message)))), cancel);
    area.focus();
  }
  return { reply, tell, focus: () => area.focus() };
}
