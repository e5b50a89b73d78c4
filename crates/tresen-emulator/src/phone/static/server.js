// Talks to the emulator's control API.
import { say } from "./words.js";

async function call(method, path, body) {
  const isForm = body instanceof FormData;
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body && !isForm ? { "content-type": "application/json" } : {},
      body: isForm ? body : body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Error(say("gone"));
  }
  const isJson = (answer.headers.get("content-type") ?? "").includes("json");
  const content = isJson ? await answer.json() : null;
  if (!answer.ok) throw new Error(content?.detail ?? `${answer.status} ${answer.statusText}`);
  return content;
}

const part = encodeURIComponent;
export const state = () => call("GET", "/control/state");
export const addCustomer = (setup) => call("POST", "/control/customers", setup);
export const chat = (customer, number) => call("GET", `/control/customers/${part(customer)}/chats/${part(number)}`);
export const write = (customer, message) => call("POST", `/control/customers/${part(customer)}/messages`, message);
export const read = (customer, number) => call("POST", `/control/customers/${part(customer)}/read`, { phone_number_id: number });
export const played = (customer, wamid) => call("POST", `/control/customers/${part(customer)}/played`, { wamid });
export const presence = (customer, wished) => call("POST", `/control/customers/${part(customer)}/presence`, wished);
export const putFaults = (plan) => call("PUT", "/control/faults", plan);
export const advance = (seconds) => call("POST", "/control/clock", { advance_seconds: seconds });
export const webhooks = () => call("GET", "/control/webhooks");
export const webhookLog = () => call("GET", "/control/webhooks/log");

export function writeFile(customer, message, file, fileName) {
  const form = new FormData();
  form.set("message", JSON.stringify(message));
  form.set("file", file, fileName ?? file.name);
  return call("POST", `/control/customers/${part(customer)}/messages`, form);
}

// Calls back for every event. Browsers allow few connections to one place, so all phones share one where they can.
export function listen(onEvent) {
  if (typeof SharedWorker === "function") {
    const { port } = new SharedWorker("/phone/static/events.js");
    port.addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
    addEventListener("pagehide", (event) => { if (!event.persisted) port.postMessage("gone"); });
    port.start();
    return;
  }
  new EventSource("/control/events").addEventListener("message", (event) => onEvent(JSON.parse(event.data)));
}
