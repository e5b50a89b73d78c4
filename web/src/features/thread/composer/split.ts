// How many messages a long text becomes. The server cuts; this only says so beforehand, by the same rule.
const ENDS = ['\n\n', '\n', '. ', '! ', '? ', ' '];

export function countPieces(text: string, limit: number): number {
  let rest = [...text.trim()];
  let pieces = 0;
  while (rest.length > limit) {
    const window = rest.slice(0, limit).join('');
    const cut = ENDS.map((end) => ({ end, at: window.lastIndexOf(end) })).find(({ end, at }) => at + end.length > window.length / 2);
    const taken = cut === undefined ? limit : [...window.slice(0, cut.at + cut.end.length)].length;
    rest = [...rest.slice(taken).join('').trimStart()];
    pieces += 1;
  }
  return pieces + (rest.length > 0 ? 1 : 0);
}
