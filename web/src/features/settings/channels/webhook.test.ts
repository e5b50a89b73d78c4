import { describe, expect, it } from 'vitest';
import { isReachable, webhookAddress } from './webhook';

describe('the webhook address', () => {
  it('carries the key of the app', () => {
    expect(webhookAddress('https://desk.example', 'shop')).toBe('https://desk.example/webhooks/whatsapp/shop');
    expect(webhookAddress('https://desk.example', ' ')).toBe('https://desk.example/webhooks/whatsapp/main');
  });

  it.each([
    ['https://desk.example', true],
    ['http://desk.example', false],
    ['https://localhost:8080', false],
    ['https://192.168.1.4', false],
    ['https://172.20.0.1', false],
    ['https://172.32.0.1', true],
  ])('%s can be reached by Meta: %s', (origin, is) => {
    expect(isReachable(origin)).toBe(is);
  });
});
