// What the agent is about to pick while typing: "/" a canned reply, "@" a colleague, ":" an emoji.

export interface Trigger {
  sign: '/' | '@' | ':';
  /** Where the sign stands. */
  from: number;
  query: string;
}

const PATTERNS: readonly [Trigger['sign'], RegExp][] = [
  ['/', /(?:^|\s)\/([\p{L}\p{N}_-]{0,30})$/u],
  ['@', /(?:^|\s)@(\p{L}{0,20}(?: \p{L}{1,20})?)$/u],
  [':', /(?:^|\s):([\p{L}\p{N}]{2,20})$/u],
];

export function findTrigger(text: string, caret: number): Trigger | null {
  const before = text.slice(0, caret);
  for (const [sign, pattern] of PATTERNS) {
    const query = pattern.exec(before)?.[1];
    if (query !== undefined) return { sign, from: caret - query.length - 1, query };
  }
  return null;
}

/** Replaces a part of the text; says where the cursor belongs then. */
export function replaceRange(text: string, from: number, to: number, part: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + part + text.slice(to), caret: from + part.length };
}

/** Ids of the people whose name stands after an @. The longest name wins, so that "Mara" is not found in "Mara Kühn". */
export function mentionedIds(text: string, people: readonly { id: string; name: string }[]): string[] {
  const found = new Set<string>();
  let rest = text;
  for (const person of [...people].sort((a, b) => b.name.length - a.name.length)) {
    if (person.name === '' || !rest.includes(`@${person.name}`)) continue;
    found.add(person.id);
    rest = rest.replaceAll(`@${person.name}`, ' ');
  }
  return people.filter((person) => found.has(person.id)).map((person) => person.id);
}
