import { describe, expect, test } from 'vitest';
import type { Template } from '$api/types';
import { EMOJI, findEmoji } from './emoji';
import { checkFile } from './file-check';
import { countPieces } from './split';
import { isRefused, matches, missing, offered, piecesOf, prefill, valuesToSend, type Known } from './template-fill';
import { findTrigger, mentionedIds, replaceRange } from './triggers';

describe('triggers', () => {
  test.each([
    ['/', { sign: '/', from: 0, query: '' }],
    ['Hallo /ver', { sign: '/', from: 6, query: 'ver' }],
    ['http://x', null],
    ['und/oder', null],
    ['@ma', { sign: '@', from: 0, query: 'ma' }],
    ['bitte @Mara K', { sign: '@', from: 6, query: 'Mara K' }],
    ['a@b', null],
    [':da', { sign: ':', from: 0, query: 'da' }],
    [':d', null],
    ['12:30', null],
    ['@Mara Kühn bitte', null],
  ])('%s', (text, expected) => expect(findTrigger(text, text.length)).toEqual(expected));

  test('the picked text takes the place of the sign', () => expect(replaceRange('Hi @ma!', 3, 6, '@Mara ')).toEqual({ text: 'Hi @Mara !', caret: 9 }));
  test('the longest name is meant', () => {
    const people = [{ id: '1', name: 'Mara' }, { id: '2', name: 'Mara Kühn' }];
    expect(mentionedIds('@Mara Kühn bitte', people)).toEqual(['2']);
    expect(mentionedIds('@Mara und @Mara Kühn', people)).toEqual(['1', '2']);
    expect(mentionedIds('Mara', people)).toEqual([]);
  });
});

test('a long text becomes several messages', () => {
  expect(countPieces('', 10)).toBe(0);
  expect(countPieces('kurz', 10)).toBe(1);
  expect(countPieces('Eins zwei. Drei vier fuenf', 14)).toBe(3);
  expect(countPieces('x'.repeat(25), 10)).toBe(3);
});

test('files are checked before they are sent', () => {
  const limits = { image: 5, video: 16, audio: 16, document: 100 };
  expect(checkFile({ size: 4, type: 'image/jpeg' }, limits)).toEqual({ kind: 'image', problem: null });
  expect(checkFile({ size: 9, type: 'image/jpeg' }, limits)).toEqual({ kind: 'document', problem: null });
  expect(checkFile({ size: 4, type: 'image/webp' }, limits)).toEqual({ kind: 'document', problem: null });
  expect(checkFile({ size: 101, type: 'application/pdf' }, limits)).toMatchObject({ problem: { code: 'too_large', limit: 100 } });
  expect(checkFile({ size: 0, type: 'image/png' }, limits)).toMatchObject({ problem: { code: 'empty' } });
});

describe('templates', () => {
  const known: Known = { firstName: 'Aylin', name: 'Aylin Kara', agent: 'Jana Becker', company: 'Kaffeewerk', ticket: '1209', attributes: { Ort: 'Kiel' } };
  const make = (body: string, variables: [string, string | null][], part: Partial<Template> = {}): Template => ({
    id: 't', channel_id: 'c', name: 'versand_update', language: 'de', category: 'UTILITY', status: 'APPROVED', parameter_format: 'POSITIONAL', header: null, body, footer: null,
    buttons: [], quality: null, synced_at: '', variables: variables.map(([key, example], index) => ({ place: 'body' as const, key, example, index })), ...part,
  });

  test('the greeted variable is the name, as long as the example is', () => {
    expect(prefill(make('Hallo {{1}}, {{2}}', [['1', 'Anna'], ['2', '48155']]), known)).toEqual({ 'body:1': 'Aylin' });
    expect(prefill(make('Guten Tag {{1}}, …', [['1', 'Frau Kara']]), known)).toEqual({ 'body:1': 'Aylin Kara' });
    expect(prefill(make('Ihr Termin am {{1}}', [['1', '12.12.']]), known)).toEqual({});
  });
  test('named variables are found by their name, attributes too', () => {
    const template = make('{{first_name}} {{agent}} {{company}} {{ort}} {{was}}', [['first_name', null], ['agent', null], ['company', null], ['ort', null], ['was', null]]);
    const values = prefill(template, known);
    expect(values).toEqual({ 'body:first_name': 'Aylin', 'body:agent': 'Jana Becker', 'body:company': 'Kaffeewerk', 'body:ort': 'Kiel' });
    expect(missing(template, values).map((one) => one.key)).toEqual(['was']);
  });
  test('missing values show their example', () => {
    const template = make('Hallo {{1}}: {{2}}', [['1', 'Anna'], ['2', 'Nummer']]);
    expect(piecesOf(template.body, 'body', template, { 'body:1': 'Aylin' })).toEqual([
      { text: 'Hallo ' },
      { slot: 'body:1', value: 'Aylin', isMissing: false },
      { text: ': ' },
      { slot: 'body:2', value: 'Nummer', isMissing: true },
    ]);
    expect(valuesToSend(template, { 'body:1': ' Aylin ', 'body:2': 'x' })).toEqual({ header: {}, body: { 1: 'Aylin', 2: 'x' }, buttons: [] });
  });
  test('only approved templates of the channel, the own language first', () => {
    const list = [make('a', [], { id: 'en', language: 'en_US' }), make('b', [], { id: 'de' }), make('c', [], { status: 'PAUSED' }), make('d', [], { channel_id: 'x' })];
    expect(offered(list, 'c', 'de').map((one) => one.id)).toEqual(['de', 'en']);
  });
  test('search finds words of the name and the text', () => {
    expect(matches(make('Hallo Welt', []), 'versand welt')).toBe(true);
    expect(matches(make('Hallo Welt', []), 'termin')).toBe(false);
  });
  test('what the platform refuses is known', () => {
    expect(isRefused('zwei\nZeilen')).toBe(true);
    expect(isRefused('a     b')).toBe(true);
    expect(isRefused('ganz normal')).toBe(false);
  });
});

test('emoji are found in both languages, each once', () => {
  expect(findEmoji('danke').map((one) => one.sign)).toContain('\u{1F64F}');
  expect(findEmoji('thanks').map((one) => one.sign)).toContain('\u{1F64F}');
  expect(new Set(EMOJI.map((one) => one.sign)).size).toBe(EMOJI.length);
  expect(EMOJI.length).toBeGreaterThan(140);
});
