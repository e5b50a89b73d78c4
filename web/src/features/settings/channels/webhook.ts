// The address that Meta calls. Pure.

export const webhookAddress = (origin: string, app: string): string => `${origin}/webhooks/whatsapp/${encodeURIComponent(app.trim() || 'main')}`;

/** Meta calls over https and from the internet only. */
export function isReachable(origin: string): boolean {
  const url = new URL(origin);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isPrivate = host === 'localhost' || host === '::1' || host.endsWith('.local') || host.endsWith('.localhost') || /^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(host);
  return url.protocol === 'https:' && !isPrivate;
}
