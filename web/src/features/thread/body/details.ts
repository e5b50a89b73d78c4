// Reads what only some kinds of messages carry. Nothing in it is trusted: whatever does not fit is left out.
import type { Message } from '$api/types';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : null);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : []);
const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

export interface Place {
  latitude: number;
  longitude: number;
  name: string | null;
  address: string | null;
  href: string;
}

export function placeOf(message: Message): Place | null {
  const { latitude, longitude, name, address } = message.detail ?? {};
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  const at = `${latitude}/${longitude}`;
  return { latitude, longitude, name: text(name), address: text(address), href: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${at}` };
}

export interface Card {
  name: string | null;
  organization: string | null;
  phones: string[];
  emails: string[];
}

export function cardsOf(message: Message): Card[] {
  return list(message.detail?.contacts).map((card) => ({ name: text(card.name), organization: text(card.organization), phones: texts(card.phones), emails: texts(card.emails) }));
}

export interface OrderItem {
  name: string;
  quantity: number;
  price: number | null;
  currency: string | null;
}

export function orderOf(message: Message): OrderItem[] {
  return list(message.detail?.items).map((item) => {
    const price = Number(item.item_price ?? item.price);
    return {
      name: text(item.name) ?? text(item.product_id) ?? text(item.product_retailer_id) ?? '?',
      quantity: Number(item.quantity) || 1,
      price: Number.isFinite(price) && (item.item_price ?? item.price) != null ? price : null,
      currency: text(item.currency),
    };
  });
}

export interface Choice {
  title: string;
  description: string | null;
}

/** Buttons or rows that we offered. */
export function choicesOf(message: Message): Choice[] {
  const detail = message.detail ?? {};
  const rows = list(detail.sections).flatMap((section) => list(section.rows));
  return [...list(detail.buttons), ...list(detail.rows), ...rows].flatMap((one) => {
    const title = text(one.title) ?? text(one.text);
    return title === null ? [] : [{ title, description: text(one.description) }];
  });
}

/** What a filled-in form holds, one line each; nested things as JSON. */
export function formOf(message: Message): { key: string; value: string }[] {
  const data = message.detail?.data;
  if (!isFields(data)) return [];
  const values = isFields(data.values) ? data.values : data;
  return Object.entries(values)
    .filter(([key, value]) => key !== 'flow_token' && value !== null && value !== '')
    .map(([key, value]) => ({ key, value: text(value) ?? (value === true ? '✓' : JSON.stringify(value)) }));
}

/** What a template's buttons say. */
export function buttonTexts(buttons: readonly unknown[] | null): string[] {
  return (buttons ?? []).flatMap((button) => text(button) ?? (isFields(button) ? (text(button.text) ?? text(button.title)) : null) ?? []);
}

export function templateHeader(header: unknown): string | null {
  return text(header) ?? (isFields(header) ? text(header.text) : null);
}
