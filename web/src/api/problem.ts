import type { FieldProblem, Problem } from './types';

/** An answer of the server that says no, or the network that does not answer (`code` "offline"). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    readonly fields: FieldProblem[] = [],
    /** The members of the problem that only some codes have, such as `expires_at`. */
    readonly extras: Readonly<Record<string, unknown>> = {},
    /** Seconds the server asked us to wait. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${code}: ${detail}`);
  }

  /** True where sending the same request again later may succeed. */
  get isTransient(): boolean {
    return this.code === 'offline' || this.code === 'idempotency_in_progress' || this.status === 429 || this.status >= 500;
  }
}

export function problemFrom(status: number, body: unknown, retryAfter: string | null): ApiProblem {
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  const wait = Number.isFinite(seconds) ? seconds : null;
  if (isProblem(body)) {
    const { type: _type, title, status: _status, code, detail, fields, ...extras } = body;
    return new ApiProblem(code, status, detail ?? title ?? code, fields ?? [], extras, wait);
  }
  return new ApiProblem(status >= 500 ? 'internal' : 'unexpected', status, `the server answered ${status}`, [], {}, wait);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && typeof (body as { code?: unknown }).code === 'string';
}
