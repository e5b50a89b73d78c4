// The list of phones, a new one, and five at once.
import { addressOf, avatar, element, nameOf } from "./element.js";
import * as server from "./server.js";
import { address, applyLook, say } from "./words.js";

applyLook();
document.title = `${say("title")} · Tresen`;
const page = document.getElementById("page");
const notice = element("p", { role: "status" });
const people = element("ul", { class: "people" });

function field(words, name, attributes = {}) {
  return element("label", { class: "field" }, say(words), element("input", { name, autocomplete: "off", ...attributes }));
}

async function add(event) {
  event.preventDefault();
  const form = new FormData(event.target);
  const setup = Object.fromEntries(["name", "phone", "username"].map((name) => [name, form.get(name)?.trim() || null]));
  try {
    const customer = await server.addCustomer(setup);
    location.href = address(`/phone/${customer.id}`);
  } catch (error) { notice.textContent = error.message; }
}

async function five() {
  const { numbers } = await server.state();
  const lastNames = say("lastNames");
  const customers = [];
  for (const first of say("firstNames")) {
    customers.push(await server.addCustomer({ name: `${first} ${lastNames[Math.floor(Math.random() * lastNames.length)]}` }));
  }
  const several = document.getElementById("several");
  several.hidden = false;
  several.replaceChildren(...customers.map((customer) => element("iframe", { src: address(`/phone/${customer.id}`, { embed: "1" }), title: nameOf(customer) })));
  several.scrollIntoView({ behavior: "smooth" });
  if (!numbers.length) return;
  await Promise.all(customers.map((customer, at) => server.write(customer.id, { phone_number_id: numbers[0].phone_number_id, type: "text", text: say("fiveTexts")[at] })));
}

async function show() {
  const { customers } = await server.state();
  people.replaceChildren(...customers.map((customer) => element("li", {}, element("a", { href: address(`/phone/${customer.id}`) },
    avatar(customer), element("span", {}, element("b", {}, nameOf(customer)), element("small", {}, addressOf(customer))), customer.is_online ? null : element("small", { class: "away" }, say("offline"))))));
  people.hidden = customers.length === 0;
  notice.textContent = customers.length ? "" : say("nobody");
}

const guarded = (work) => () => work().catch((error) => { notice.textContent = error.message; });
page.append(
  element("h1", {}, say("title")), element("p", {}, say("pickOne")), people, notice,
  element("form", { class: "card", onsubmit: add }, element("h2", {}, say("newCustomer")), field("name", "name"),
    element("div", { class: "two" }, field("phone", "phone", { inputmode: "tel", placeholder: say("phoneHint") }), field("username", "username", { placeholder: "@" })),
    element("div", { class: "buttons" }, element("button", { class: "button is-main", type: "submit" }, say("add")))),
  element("div", { class: "card" }, element("h2", {}, say("five")), element("p", {}, say("fiveHint")), element("div", { class: "buttons" }, element("button", { class: "button", type: "button", onclick: guarded(five) }, say("five")))),
);
guarded(show)();
server.listen((event) => { if (event.type === "customers") guarded(show)(); });
