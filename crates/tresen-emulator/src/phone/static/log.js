// The last webhooks with what the desk answered, and the counts.
import { element } from "./element.js";
import { webhookLog, webhooks } from "./server.js";
import { say, time } from "./words.js";

const SHOWN = 40;

export function connection(root) {
  const figures = element("dl", { class: "counts" });
  const list = element("ul", { class: "hooks", tabindex: 0, "aria-label": say("log") });
  root.replaceChildren(element("h2", {}, say("log")), figures, list);
  let waits = false;

  function entry(one) {
    const isOk = one.status === 200;
    const what = one.updates.length > 3 ? `${one.updates.slice(0, 3).join(", ")} +${one.updates.length - 3}` : one.updates.join(", ");
    const again = one.attempt > 1 ? ` · ${say("attempt", { n: one.attempt })}` : "";
    return element("li", {}, element("time", {}, time(new Date(one.at))), element("span", { class: "what" }, what + again), element("span", { class: `chip ${isOk ? "is-ok" : "is-bad"}`, title: one.error }, String(one.status ?? "—")));
  }
  async function count() {
    waits = false;
    const counts = await webhooks().catch(() => null);
    if (!counts) return;
    const figure = (words, value) => element("div", {}, element("dt", {}, say(words)), element("dd", {}, String(value)));
    figures.replaceChildren(figure("pending", counts.pending), figure("deliveredCount", counts.delivered), figure("failedCount", counts.failed));
  }
  function soon() {
    if (waits) return;
    waits = true;
    setTimeout(count, 250);
  }
  async function start() {
    const { items } = await webhookLog();
    list.replaceChildren(...items.slice(-SHOWN).reverse().map(entry));
    if (!items.length) list.append(element("li", {}, say("noHooks")));
    await count();
  }
  function add(one) {
    if (!list.querySelector("time")) list.replaceChildren();
    list.prepend(entry(one));
    while (list.children.length > SHOWN) list.lastChild.remove();
    soon();
  }
  return { start, add };
}
