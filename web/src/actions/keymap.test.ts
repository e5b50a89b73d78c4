import { describe, expect, it } from 'vitest';
import { KeyReader, shownKeys, written, type KeyPress } from './keymap';

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...part,
});

describe('keys', () => {
  it('are read by their sign, not by their place', () => {
    expect(written(press('?', { shiftKey: true }))).toBe('?');
    expect(written(press('J', { shiftKey: true }))).toBe('Shift+j');
    expect(written(press('Enter', { ctrlKey: true, shiftKey: true }))).toBe('Mod+Shift+Enter');
    expect(written(press('k', { metaKey: true }))).toBe('Mod+k');
    expect(written(press(' '))).toBe('Space');
  });
  it('with Alt or AltGr belong to the keyboard', () => {
    expect(written(press('@', { altKey: true }))).toBeNull();
    expect(written(press('AltGraph'))).toBeNull();
  });
  it('a sequence is two presses within a second', () => {
    const reader = new KeyReader(() => ['g i', 'i', 'j']);
    expect(reader.read(press('g'), 0)).toBeNull();
    expect(reader.read(press('i'), 500)).toBe('g i');
    expect(reader.read(press('g'), 1000)).toBeNull();
    expect(reader.read(press('i'), 2500)).toBe('i');
    expect(reader.read(press('g'), 3000)).toBeNull();
    expect(reader.read(press('j'), 3100)).toBe('j');
  });
  it('are shown as they stand on the keyboard', () => {
    expect(shownKeys('Mod+k', true, 'de')).toBe('⌘K');
    expect(shownKeys('Mod+Shift+Enter', false, 'de')).toBe('Strg ⇧ ↵');
    expect(shownKeys('g i', false, 'en')).toBe('G I');
  });
});
