// The shape of a recording as bars, computed in the browser.

export const BARS = 38;

/** Loudness per bar, 0.08 to 1, relative to the loudest one. */
export function peaksOf(samples: Float32Array, bars = BARS): number[] {
  const size = Math.max(1, Math.floor(samples.length / bars));
  const step = Math.max(1, Math.floor(size / 400));
  const loud: number[] = [];
  for (let bar = 0; bar < bars; bar += 1) {
    let sum = 0;
    let count = 0;
    for (let at = bar * size; at < Math.min(samples.length, (bar + 1) * size); at += step) {
      const value = samples[at] ?? 0;
      sum += value * value;
      count += 1;
    }
    loud.push(count === 0 ? 0 : Math.sqrt(sum / count));
  }
  const most = Math.max(...loud, 1e-6);
  return loud.map((value) => Math.max(0.08, Math.min(1, value / most)));
}

/** A calm made-up shape that stays the same for one recording, where the browser cannot decode it. */
export function fallbackPeaks(id: string, bars = BARS): number[] {
  let seed = 7;
  for (let at = 0; at < id.length; at += 1) seed = (Math.imul(seed, 31) + id.charCodeAt(at)) >>> 0;
  return Array.from({ length: bars }, (_, bar) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const swell = Math.sin((bar / bars) * Math.PI) * 0.5 + 0.2;
    return Math.max(0.1, Math.min(1, swell * (0.5 + (seed / 2 ** 32) * 0.9)));
  });
}

const MOST_BYTES = 3_000_000;
const known = new Map<string, Promise<number[]>>();

async function bytesOf(source: string | Blob): Promise<ArrayBuffer> {
  if (typeof source !== 'string') return source.arrayBuffer();
  const answer = await fetch(source, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`the file answered ${answer.status}`);
  return answer.arrayBuffer();
}

async function decode(source: string | Blob): Promise<number[]> {
  const audio = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(await bytesOf(source));
  return peaksOf(audio.getChannelData(0));
}

/** Real bars where the file is small enough and can be decoded. */
export function loadPeaks(id: string, source: string | Blob, sizeBytes: number | null): Promise<number[]> {
  const found = known.get(id);
  if (found !== undefined) return found;
  const isSmall = sizeBytes === null || sizeBytes <= MOST_BYTES;
  const peaks = (isSmall ? decode(source) : Promise.reject(new Error('too large'))).catch(() => fallbackPeaks(id));
  known.set(id, peaks);
  if (known.size > 300) known.delete(known.keys().next().value ?? '');
  return peaks;
}
