// What a file will be sent as, and whether WhatsApp takes it. The server checks by content; this spares the way there.
import type { Me, MediaKind } from '$api/types';

export type SendKind = Exclude<MediaKind, 'sticker'>;

const KINDS: Record<string, SendKind> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'video/mp4': 'video',
  'video/3gpp': 'video',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/ogg': 'audio',
};

export function sendKind(mime: string): SendKind {
  return KINDS[mime.split(';')[0]?.trim().toLowerCase() ?? ''] ?? 'document';
}

export type FileProblem = { code: 'empty' } | { code: 'too_large'; limit: number };

/** A picture or film above its limit still fits as a document where that limit is higher. */
export function checkFile(file: { size: number; type: string }, limits: Me['limits']['upload_bytes']): { kind: SendKind; problem: FileProblem | null } {
  const kind = sendKind(file.type);
  if (file.size === 0) return { kind, problem: { code: 'empty' } };
  if (file.size <= limits[kind]) return { kind, problem: null };
  if (file.size <= limits.document) return { kind: 'document', problem: null };
  return { kind, problem: { code: 'too_large', limit: Math.max(limits[kind], limits.document) } };
}
