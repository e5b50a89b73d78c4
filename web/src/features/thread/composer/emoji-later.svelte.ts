// The list of emoji comes when the first colon is typed.
import type { Emoji } from './emoji';

let find = $state.raw<((query: string, most: number) => Emoji[]) | null>(null);
let isAsked = false;

export function foundEmoji(query: string, most: number): Emoji[] {
  if (find === null && !isAsked) {
    isAsked = true;
    import('./emoji').then((list) => (find = list.findEmoji)).catch(() => (isAsked = false));
  }
  return find?.(query, most) ?? [];
}
