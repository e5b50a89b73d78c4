// Webhooks in the platform's form, for what no phone would send: many customers at once, or a message the emulator
// itself knows nothing of.
import type { Emulator } from './emulator.ts';

export interface RawText {
  phone: string;
  name: string;
  text: string;
  at?: number;
}

let serial = 0;

/** Ids of messages must never repeat, not even between runs. */
const wamid = (): string => `wamid.e2e.${process.pid}.${Date.now()}.${(serial += 1)}`;

/** All messages in one webhook. */
export async function sendRaw(emulator: Emulator, messages: readonly RawText[]): Promise<void> {
  const number = await emulator.numberSetup();
  const bare = (phone: string): string => phone.replace('+', '');
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number.display_phone_number, phone_number_id: number.phone_number_id },
    contacts: [...new Map(messages.map(({ phone, name }) => [phone, { profile: { name }, wa_id: bare(phone) }])).values()],
    messages: messages.map(({ phone, text, at = Date.now() }) => ({ from: bare(phone), id: wamid(), timestamp: String(Math.floor(at / 1000)), type: 'text', text: { body: text } })),
  };
  await emulator.raw({ object: 'whatsapp_business_account', entry: [{ id: number.waba_id, changes: [{ field: 'messages', value }] }] });
}
