// Beside the phone: who it belongs to, time, presence and faults.
import { element, nameOf } from "./element.js";
import { icon } from "./icon.js";
import { advance, presence, putFaults } from "./server.js";
import { address, dayAndTime, say } from "./words.js";

const FAULTS = [
  ["fDuplicate", (plan) => plan.duplicate > 0, (on) => ({ duplicate: on ? 0.5 : 0 })],
  ["fReorder", (plan) => plan.reorder > 0, (on) => ({ reorder: on ? 0.6 : 0 })],
  ["fDelay", (plan) => plan.delay_ms[1] > 0, (on) => ({ delay_ms: on ? [500, 3000] : [0, 0] })],
  ["fDrop", (plan) => plan.drop_answer > 0, (on) => ({ drop_answer: on ? 1 : 0 })],
  ["fError", (plan) => plan.server_error > 0, (on) => ({ server_error: on ? 0.34 : 0 })],
  ["fEarly", (plan) => plan.status_before_answer > 0, (on) => ({ status_before_answer: on ? 1 : 0 })],
  ["fBatch", (plan) => plan.batch_max > 1, (on) => ({ batch_max: on ? 50 : 1 })],
  ["fUnknown", (plan) => plan.unknown_fields > 0 || plan.unknown_types > 0, (on) => ({ unknown_fields: on ? 1 : 0, unknown_types: on ? 0.3 : 0 })],
  ["fAtOnce", (plan) => plan.errors_at_once, (on) => ({ errors_at_once: on })],
  ["fHold", (plan) => plan.hold_webhooks, (on) => ({ hold_webhooks: on })],
];

function toggle(words, hint, isOn, onclick) {
  return element("button", { class: "switch", type: "button", role: "switch", "aria-checked": String(isOn), onclick: () => onclick(!isOn) },
    element("span", {}, say(words), hint ? element("small", {}, say(hint)) : null), element("span", { class: "track", "aria-hidden": "true" }));
}

export function controls(root, { customerId, onError, onNumber }) {
  let areFaultsOpen = false;
  const act = (promise) => promise.catch((error) => onError(error));

  function chooser(state, number) {
    const own = (one) => element("option", { value: one.id, selected: one.id === customerId }, nameOf(one));
    const fields = [element("label", { class: "field" }, say("customer"), element("select", { onchange: (event) => { location.href = address(`/phone/${encodeURIComponent(event.target.value)}`); } }, state.customers.map(own)))];
    if (state.numbers.length > 1) {
      const option = (one) => element("option", { value: one.phone_number_id, selected: one.phone_number_id === number?.phone_number_id }, one.verified_name);
      fields.push(element("label", { class: "field" }, say("number"), element("select", { onchange: (event) => onNumber(event.target.value) }, state.numbers.map(option))));
    }
    return fields;
  }
  function faults(plan) {
    const rows = FAULTS.map(([words, isOn, change]) => toggle(words, null, isOn(plan), (on) => act(putFaults({ ...plan, ...change(on) }))));
    return element("details", { open: areFaultsOpen, ontoggle: (event) => { areFaultsOpen = event.target.open; } }, element("summary", {}, say("faults")), rows);
  }
  function show(state, chat, number) {
    const customer = state.customers.find((one) => one.id === customerId);
    if (!customer) return;
    const focused = document.activeElement?.closest?.("#controls") ? [...root.querySelectorAll("button, select, summary")].indexOf(document.activeElement) : -1;
    const until = chat?.window_expires_at && new Date(chat.window_expires_at);
    const isOpen = until && until > new Date(chat.now_at);
    root.replaceChildren(
      element("h2", {}, say("controls")), ...chooser(state, number),
      toggle("isOffline", "isOfflineHint", !customer.is_online, (on) => act(presence(customerId, { is_online: !on }))),
      toggle("readsAtOnce", "readsAtOnceHint", customer.reads_at_once, (on) => act(presence(customerId, { reads_at_once: on }))),
      element("p", {}, isOpen ? say("windowOpen", { time: dayAndTime(until) }) : say("windowClosed")),
      element("div", { class: "buttons" }, element("button", { class: "button", type: "button", title: say("forwardHint"), onclick: () => act(advance(86400)) }, say("forward"))),
      element("p", {}, say("time", { time: dayAndTime(new Date(state.now_at)) })),
      faults(state.faults),
    );
    if (focused >= 0) root.querySelectorAll("button, select, summary")[focused]?.focus();
  }
  return { show };
}

export const closeButton = (onclick) => element("button", { class: "icon-button panel-toggle", type: "button", "aria-label": say("closeControls"), onclick }, icon("close"));
