import { ApiProblem, problemFrom } from './problem';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  /** Makes a write safe to send twice; keep the same key for every try of one act. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  query?: Record<string, string | number | boolean | null | undefined>;
}

const BASE = '/api/v1';
let csrfToken: string | null = null;
let onUnauthenticated: () => void = () => {};

/** The token of the current session; sent with every unsafe request. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Called when a session has ended under our feet. */
export function setOnUnauthenticated(callback: () => void): void {
  onUnauthenticated = callback;
}

export function buildUrl(path: string, query: RequestOptions['query']): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') parts.set(name, String(value));
  }
  const text = parts.toString();
  return `${BASE}${path}${text === '' ? '' : `?${text}`}`;
}

/** One request, one JSON answer. Throws {@link ApiProblem} for every way it can fail. */
export async function request<T = void>(
  method: Method,
  path: string,
  body?: unknown,
  options: RequestOptions = {},
): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET' && csrfToken !== null) headers['X-Tresen-Csrf'] = csrfToken;
  if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey;
  const isForm = typeof FormData !== 'undefined' && body instanceof FormData;
  if (body !== undefined && !isForm) headers['Content-Type'] = 'application/json';

  let response: Response;
  try {
    response = await fetch(buildUrl(path, options.query), {
      method,
      headers,
      body: body === undefined ? null : isForm ? (body as FormData) : JSON.stringify(body),
      credentials: 'same-origin',
      signal: options.signal ?? null,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiProblem('offline', 0, 'the server does not answer');
  }
  if (response.status === 204) return undefined as T;
  const answer = await readJson(response);
  if (response.ok) return answer as T;
  const problem = problemFrom(response.status, answer, response.headers.get('Retry-After'));
  if (problem.code === 'unauthenticated') onUnauthenticated();
  throw problem;
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

export const get = <T>(path: string, query?: RequestOptions['query'], signal?: AbortSignal): Promise<T> =>
  request<T>('GET', path, undefined, { query, ...(signal ? { signal } : {}) });

/** A fresh key for one act of the agent. */
export function newKey(): string {
  return crypto.randomUUID?.() ?? fallbackUuid();
}

// `randomUUID` exists only on https and localhost; a desk on plain http in a LAN needs this.
function fallbackUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
