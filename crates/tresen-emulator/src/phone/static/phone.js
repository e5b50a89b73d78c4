// One customer's phone.
import { bubble } from "./bubble.js";
import { composer } from "./composer.js";
import { closeButton, controls } from "./controls.js";
import { avatar, element, nameOf } from "./element.js";
import { icon } from "./icon.js";
import { connection } from "./log.js";
import { item, openMenu } from "./menu.js";
import * as server from "./server.js";
import { address, applyLook, day, isEmbedded, say, time } from "./words.js";

applyLook();
const customerId = decodeURIComponent(location.pathname.split("/").pop());
const place = (id) => document.getElementById(id);
let state = null;
let chat = null;
let number = null;
let typingTimer = null;
let isOffShown = false;
let goesToEnd = true;

const write = composer(place("compose"), { send, sendFile });
place("log").setAttribute("aria-label", say("messages"));
const panelBox = element("section", { class: "card", id: "controls" });
const logBox = element("section", { class: "card" });
place("panel").setAttribute("aria-label", say("controls"));
place("panel").append(closeButton(() => showPanel(false)), panelBox, logBox);
place("intro").append(element("h2", {}, say("about")), element("p", {}, say("aboutText")), element("p", {}, say("aboutTry")), element("div", {}, element("a", { class: "button", href: address("/phone") }, say("back"))));
const panel = controls(panelBox, { customerId, onError: fail, onNumber: (id) => { location.href = address(location.pathname, { number: id }); } });
const hooks = connection(logBox);

function fail(error) {
  write.tell(say("failedSend", { reason: error.message }), true);
}

function showPanel(isOpen) {
  place("panel").classList.toggle("is-open", isOpen);
}

async function send(message) {
  if (message.rows) return chooseRow(message);
  if (!number) return write.tell(say("noNumber"), true);
  try {
    await server.write(customerId, { ...message, phone_number_id: number.phone_number_id });
    if (state.customers.find((one) => one.id === customerId)?.is_online) write.tell(null);
    goesToEnd = message.type !== "reaction";
    await readChat();
  } catch (error) { fail(error); }
}

async function sendFile(message, file) {
  if (!number) return write.tell(say("noNumber"), true);
  try {
    await server.writeFile(customerId, { ...message, phone_number_id: number.phone_number_id }, file);
    goesToEnd = true;
    await readChat();
  } catch (error) { fail(error); }
}

function chooseRow({ rows, at, reply_to }) {
  openMenu(at, say("list"), rows.map((row) => item(element("span", {}, row.title, row.description ? element("small", {}, row.description) : null), () =>
    send({ type: "interactive", reply_to, choice: { kind: "list_reply", id: row.id, title: row.title, description: row.description } }))));
}

// Thumb up, heart, laughing, astonished, folded hands.
const EMOJIS = ["\u{1f44d}", "\u{2764}\u{fe0f}", "\u{1f602}", "\u{1f62e}", "\u{1f64f}"];
function openActs(message, anchor) {
  const own = message.reactions.find((one) => one.from === "customer");
  const react = (emoji) => send({ type: "reaction", reply_to: message.wamid, emoji });
  const emojis = element("div", { class: "emojis", role: "group", "aria-label": say("react") }, EMOJIS.map((emoji) => element("button", { type: "button", role: "menuitem", "aria-label": emoji, onclick: () => react(emoji) }, emoji)));
  const rows = [emojis, item([icon("reply"), say("reply")], () => setTimeout(() => write.reply(message)))];
  if (own) rows.push(item([icon("close"), say("removeReaction")], () => react("")));
  openMenu(anchor, say("acts"), rows);
}

function showHead() {
  const customer = state.customers.find((one) => one.id === customerId);
  if (!customer) return;
  document.title = `${nameOf(customer)} · Tresen`;
  const isTyping = chat?.is_typing && customer.is_online;
  const presence = isTyping ? say("typing") : customer.is_online ? say("online") : say("offline");
  const line = isEmbedded ? `${nameOf(customer)} · ${presence}` : presence;
  place("head").replaceChildren(
    isEmbedded ? "" : element("a", { class: "icon-button", href: address("/phone"), "aria-label": say("back") }, icon("back")),
    avatar({ id: number?.phone_number_id ?? "0", name: number?.verified_name ?? "?" }),
    element("div", { class: "who" }, element("h1", {}, number?.verified_name ?? say("business")), element("p", { class: isTyping ? "is-typing" : null, "aria-live": "polite" }, line)),
    element("button", { class: "icon-button panel-toggle", type: "button", "aria-label": say("showControls"), onclick: () => showPanel(true) }, icon("sliders")),
  );
  place("clock").textContent = time(new Date(state.now_at));
  place("signals").replaceChildren(icon(customer.is_online ? "bars" : "plane", 16));
  if (!customer.is_online) write.tell(say("isOff"));
  else if (!number) write.tell(say("noNumber"));
  else if (isOffShown) write.tell(null);
  isOffShown = !customer.is_online;
}

function showMessages() {
  const log = place("log");
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const items = chat?.items ?? [];
  const context = {
    customerId, customerName: nameOf(state.customers.find((one) => one.id === customerId) ?? { id: customerId, bsuid: customerId }), businessName: number?.verified_name ?? say("business"),
    byWamid: new Map(items.map((one) => [one.wamid, one])),
    answered: new Set(items.filter((one) => ["button", "interactive"].includes(one.type) && one.from === "customer").map((one) => one.reply_to)),
    send, openActs, show: (wamid) => log.querySelector(`[data-wamid="${CSS.escape(wamid)}"]`)?.scrollIntoView({ block: "center" }),
  };
  const kept = new Map([...log.children].map((one) => [one.rowKey, one]));
  const rows = [];
  let shownDay = null;
  items.forEach((message, at) => {
    const words = day(new Date(message.sent_at), new Date(chat.now_at));
    if (words !== shownDay) rows.push(reuse(kept, `day ${words}`, () => element("div", { class: "day" }, words)));
    shownDay = words;
    const key = JSON.stringify([message, context.answered.has(message.wamid), items[at - 1]?.from, context.byWamid.has(message.reply_to)]);
    rows.push(reuse(kept, key, () => bubble(message, items[at - 1], context)));
  });
  if (!rows.length) rows.push(element("div", { class: "empty" }, element("strong", {}, say("emptyTitle")), element("span", {}, say("emptyText"))));
  const isSame = rows.length === log.children.length && rows.every((row, at) => row === log.children[at]);
  if (!isSame) log.replaceChildren(...rows);
  if (isAtEnd || goesToEnd) log.scrollTop = log.scrollHeight;
  if (items.length) goesToEnd = false;
}

// Keeps elements that did not change, so that a playing voice message goes on playing.
function reuse(kept, key, make) {
  const found = kept.get(key) ?? make();
  found.rowKey = key;
  return found;
}

async function readChat() {
  if (!number) return;
  chat = await server.chat(customerId, number.phone_number_id);
  const isUnread = chat.items.some((one) => one.from === "business" && one.state === "delivered");
  if (isUnread && document.visibilityState === "visible") await server.read(customerId, number.phone_number_id).catch(() => {});
  clearTimeout(typingTimer);
  if (chat.is_typing) typingTimer = setTimeout(readChat, new Date(chat.typing_until_at) - new Date(chat.now_at) + 200);
  showMessages();
  showHead();
  panel.show(state, chat, number);
}

async function readState() {
  state = await server.state();
  const wished = new URLSearchParams(location.search).get("number");
  number = state.numbers.find((one) => one.phone_number_id === wished) ?? state.numbers[0] ?? null;
  showMessages();
  showHead();
  panel.show(state, chat, number);
  await readChat();
}

// One reading at a time; what happens meanwhile asks for one more.
function oneAtATime(work) {
  let isBusy = false;
  let again = false;
  return async () => {
    if (isBusy) { again = true; return; }
    isBusy = true;
    try { await work(); } catch (error) { write.tell(error.message, true); }
    isBusy = false;
    if (again) { again = false; refresh[work.name]?.(); }
  };
}
const refresh = { readChat: oneAtATime(readChat), readState: oneAtATime(readState) };

server.listen((event) => {
  if (event.type === "chat") { if (event.customer_id === customerId && event.phone_number_id === number?.phone_number_id) refresh.readChat(); return; }
  if (event.type === "webhook") return hooks.add(event.webhook);
  refresh.readState();
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") refresh.readState(); });
setInterval(() => { if (state) place("clock").textContent = time(new Date(Date.now() + state.ahead_seconds * 1000)); }, 20000);
hooks.start().catch(() => {});
