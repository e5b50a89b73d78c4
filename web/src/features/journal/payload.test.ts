import { describe, expect, it } from 'vitest';
import { pretty, tokens } from './payload';

describe('a payload', () => {
  it('is indented, whether it comes as a value or as text', () => {
    expect(pretty({ a: 1 })).toBe('{\n  "a": 1\n}');
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(pretty('not json {')).toBe('not json {');
  });

  it('is cut into pieces that make the same text again', () => {
    const text = pretty({ key: 'a "quoted" 1', list: [1, -2.5e3, true, null] });
    const pieces = tokens(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.kind === 'key').map((piece) => piece.text)).toEqual(['"key"', '"list"']);
    expect(pieces.filter((piece) => piece.kind === 'number').map((piece) => piece.text)).toEqual(['1', '-2500']);
    expect(pieces.filter((piece) => piece.kind === 'word')).toHaveLength(2);
  });
});
