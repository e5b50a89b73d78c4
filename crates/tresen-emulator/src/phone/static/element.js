// Builds elements. Text always becomes a text node, so nothing a customer or the desk writes turns into markup.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "value" || name === "disabled" || name === "hidden") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function avatar(customer) {
  const name = nameOf(customer);
  const initials = name.split(/\s+/).map((part) => [...part][0] ?? "").slice(0, 2).join("").toUpperCase();
  let sum = 0;
  for (const char of customer.id) sum = (sum * 31 + char.codePointAt(0)) % 6;
  return element("span", { class: "avatar", "data-hue": sum + 1, "aria-hidden": "true" }, initials || "?");
}

export const nameOf = (customer) => customer.name || (customer.username ? `@${customer.username}` : null) || (customer.phone ? `+${customer.phone}` : null) || customer.bsuid.slice(-6);
export const addressOf = (customer) => customer.phone ? `+${customer.phone}` : customer.username ? `@${customer.username}` : customer.bsuid;
