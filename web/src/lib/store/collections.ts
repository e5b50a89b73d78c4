// Immutable maps of things by id: a change makes a new map, unchanged things stay the same object.

export interface HasId {
  readonly id: string;
}

export type ById<T> = ReadonlyMap<string, T>;

export const emptyById = <T>(): ById<T> => new Map<string, T>();

export function upsert<T extends HasId>(map: ById<T>, items: readonly T[]): ById<T> {
  if (items.length === 0) return map;
  const next = new Map(map);
  for (const item of items) next.set(item.id, item);
  return next;
}

export function without<T>(map: ById<T>, ids: Iterable<string>): ById<T> {
  let next: Map<string, T> | null = null;
  for (const id of ids) {
    if (!map.has(id)) continue;
    next ??= new Map(map);
    next.delete(id);
  }
  return next ?? map;
}

export function byIdOf<T extends HasId>(items: readonly T[]): ById<T> {
  return new Map(items.map((item) => [item.id, item]));
}

export function withEntry<T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> {
  return new Map(map).set(key, value);
}
