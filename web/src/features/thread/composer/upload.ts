// Brings a file to the server and tells how far it is. `fetch` cannot tell, so this is the one place with XMLHttpRequest.
import { ApiProblem, problemFrom } from '$api/problem';
import { buildUrl, newKey } from '$api/request';
import type { Id, Media } from '$api/types';
import { desk } from '$lib/store/desk.svelte';

export interface Upload {
  done: Promise<Media>;
  cancel(): void;
}

export function upload(file: Blob, name: string, purpose: string, channelId: Id, onProgress: (share: number) => void): Upload {
  const call = new XMLHttpRequest();
  const done = new Promise<Media>((resolve, reject) => {
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onload = () => {
      let body: unknown = null;
      try {
        body = JSON.parse(call.responseText);
      } catch {
        // an answer without a body
      }
      if (call.status >= 200 && call.status < 300) resolve(body as Media);
      else reject(problemFrom(call.status, body, call.getResponseHeader('Retry-After')));
    };
    call.onerror = () => reject(new ApiProblem('offline', 0, 'the server does not answer'));
    call.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
  });
  call.open('POST', buildUrl('/media', undefined));
  call.setRequestHeader('Accept', 'application/json');
  call.setRequestHeader('X-Tresen-Csrf', desk.me?.csrf_token ?? '');
  call.setRequestHeader('Idempotency-Key', newKey());
  const form = new FormData();
  form.set('purpose', purpose);
  form.set('channel_id', channelId);
  form.set('file', file, name);
  call.send(form);
  return { done, cancel: () => call.abort() };
}
