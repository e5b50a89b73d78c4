// Shared by all phones of a browser: one connection to the emulator's events, handed on to each.
const ports = new Set();
let source = null;

addEventListener("connect", ({ ports: [port] }) => {
  ports.add(port);
  port.addEventListener("message", ({ data }) => { if (data === "gone") ports.delete(port); });
  port.start();
  port.postMessage(JSON.stringify({ type: "hello" }));
  if (source) return;
  source = new EventSource("/control/events");
  source.addEventListener("message", (event) => { for (const one of ports) one.postMessage(event.data); });
});
