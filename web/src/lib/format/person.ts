/** One or two letters for an avatar; empty where the name is only a number. */
export function initials(name: string): string {
  const words = name
    .split(/[\s_.·-]+/u)
    .map((word) => [...word].find((sign) => /\p{L}/u.test(sign)) ?? '')
    .filter((sign) => sign !== '');
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words[words.length - 1] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** A hue from 0 to 359 that an id keeps for ever. */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) {
    hash ^= id.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  // Ids made in the same moment differ in their last digits only: spread them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return ((hash ^ (hash >>> 16)) >>> 0) % 360;
}

export function firstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name;
}

/** Country codes: two with one digit, those with two, all others have three. */
const COUNTRY = /^\+(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/** A phone number in groups that can be read aloud; other texts are returned as they are. */
export function phoneText(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '');
  const german = /^\+?49(1\d{2})(\d{3,4})(\d+)$/.exec(digits);
  if (german) return `+49 ${german[1]} ${german[2]} ${german[3]}`;
  const other = /^(\d{3})(\d{3}|\d{4}(?=\d{4}))(\d{2,7})$/.exec(digits.replace(COUNTRY, ''));
  return COUNTRY.test(digits) && other ? `${COUNTRY.exec(digits)?.[0]} ${other[1]} ${other[2]} ${other[3]}` : phone;
}
