// A small menu at a button: arrow keys move, Escape and a click elsewhere close it.
import { element } from "./element.js";

let close = () => {};

export function openMenu(anchor, label, children) {
  close();
  const menu = element("div", { class: "menu", role: "menu", "aria-label": label }, children);
  (document.querySelector("main") ?? document.body).append(menu);
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const place = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(Math.max(8, place.left), innerWidth - width - 8);
  const above = place.top - height - 6;
  menu.style.left = `${left}px`;
  menu.style.top = `${above > 8 ? above : Math.min(place.bottom + 6, innerHeight - height - 8)}px`;
  anchor.setAttribute("aria-expanded", "true");
  const away = (event) => { if (!menu.contains(event.target) && !anchor.contains(event.target)) close(); };
  close = () => {
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    removeEventListener("pointerdown", away, true);
    close = () => {};
  };
  addEventListener("pointerdown", away, true);
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step) { event.preventDefault(); items[(at + step + items.length) % items.length]?.focus(); }
    if (event.key === "Escape") { event.preventDefault(); close(); anchor.focus(); }
    if (event.key === "Tab") close();
  });
  menu.addEventListener("click", (event) => { if (event.target.closest("[role=menuitem]")) { close(); anchor.focus(); } });
  items[0]?.focus();
}

export const item = (inside, onclick, attributes = {}) => element("button", { class: "row", type: "button", role: "menuitem", onclick, ...attributes }, inside);
