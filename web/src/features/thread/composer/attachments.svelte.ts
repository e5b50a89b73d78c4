// Files that wait beside a text. They belong to the ticket and stay while the agent looks elsewhere.
import { newKey } from '$api/request';
import type { Id, Media } from '$api/types';
import { byteSize } from '$lib/format/size';
import { locale, m } from '$lib/i18n/i18n.svelte';
import { problemText } from '$lib/problem-text';
import { ApiProblem } from '$api/problem';
import { desk } from '$lib/store/desk.svelte';
import { checkFile, type SendKind } from './file-check';
import { upload, type Upload } from './upload';

export interface Attachment {
  id: string;
  name: string;
  size: number;
  kind: SendKind;
  state: 'uploading' | 'ready' | 'failed';
  progress: number;
  media: Media | null;
  error: string | null;
  /** A picture from this device, shown until it is sent. */
  preview: string | null;
}

export class Attachments {
  items = $state.raw<readonly Attachment[]>([]);
  readonly #running = new Map<string, Upload>();
  readonly #files = new Map<string, File>();

  constructor(private readonly channelId: Id) {}

  add(files: Iterable<File>): void {
    for (const file of files) {
      const limits = desk.me?.limits.upload_bytes;
      if (limits === undefined) return;
      const { kind, problem } = checkFile(file, limits);
      const error =
        problem === null ? null : problem.code === 'empty' ? m.composer_file_empty() : m.composer_file_too_large({ size: byteSize(problem.limit, locale.current) });
      const preview = kind === 'image' ? URL.createObjectURL(file) : null;
      const id = newKey();
      this.#files.set(id, file);
      this.items = [...this.items, { id, name: file.name, size: file.size, kind, state: error === null ? 'uploading' : 'failed', progress: 0, media: null, error, preview }];
      if (error === null) this.#start(id);
    }
  }

  #start(id: string): void {
    const file = this.#files.get(id);
    const item = this.items.find((one) => one.id === id);
    if (file === undefined || item === undefined) return;
    this.#patch(id, { state: 'uploading', progress: 0, error: null });
    const run = upload(file, file.name, item.kind, this.channelId, (progress) => this.#patch(id, { progress }));
    this.#running.set(id, run);
    run.done
      .then((media) => this.#patch(id, { state: 'ready', progress: 1, media }))
      .catch((error: unknown) => {
        const detail = error instanceof ApiProblem && error.code === 'media_rejected' ? error.detail : '';
        this.#patch(id, { state: 'failed', error: [problemText(error), detail].filter((part) => part !== '').join(' ') });
      })
      .finally(() => this.#running.delete(id));
  }

  retry(id: string): void {
    this.#start(id);
  }

  remove(id: string): void {
    this.#running.get(id)?.cancel();
    this.#drop([id]);
  }

  /** Takes out what is sent now. */
  takeReady(): Attachment[] {
    const ready = this.items.filter((item) => item.state === 'ready');
    this.#drop(ready.map((item) => item.id));
    return ready;
  }

  get isBusy(): boolean {
    return this.items.some((item) => item.state === 'uploading');
  }

  #drop(ids: readonly string[]): void {
    for (const id of ids) {
      const preview = this.items.find((item) => item.id === id)?.preview;
      // The message in the thread may still show it for a moment.
      if (preview) setTimeout(() => URL.revokeObjectURL(preview), 60_000);
      this.#files.delete(id);
    }
    this.items = this.items.filter((item) => !ids.includes(item.id));
  }

  #patch(id: string, part: Partial<Attachment>): void {
    this.items = this.items.map((item) => (item.id === id ? { ...item, ...part } : item));
  }
}

const byTicket = new Map<Id, Attachments>();

export function attachmentsOf(ticketId: Id, channelId: Id): Attachments {
  const found = byTicket.get(ticketId);
  if (found !== undefined) return found;
  const made = new Attachments(channelId);
  byTicket.set(ticketId, made);
  return made;
}
