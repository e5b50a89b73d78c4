import { describe, expect, test } from 'vitest';
import { isJumbo, parseMarkup, safeHref, type MarkupBlock, type MarkupNode } from './markup';

function shown(node: MarkupNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return `<b>${node.nodes.map(shown).join('')}</b>`;
    case 'italic':
      return `<i>${node.nodes.map(shown).join('')}</i>`;
    case 'strike':
      return `<s>${node.nodes.map(shown).join('')}</s>`;
    case 'code':
      return `<c>${node.text}</c>`;
    case 'link':
      return `<a ${node.href}>${node.text}</a>`;
    case 'mention':
      return `<@>${node.text}</@>`;
  }
}

function block(one: MarkupBlock): string {
  switch (one.kind) {
    case 'paragraph':
      return one.nodes.map(shown).join('');
    case 'quote':
      return `<q>${one.nodes.map(shown).join('')}</q>`;
    case 'code':
      return `<pre>${one.text}</pre>`;
    case 'bullets':
      return `<ul>${one.items.map((item) => `<li>${item.map(shown).join('')}`).join('')}</ul>`;
    case 'numbers':
      return `<ol ${one.start}>${one.items.map((item) => `<li>${item.map(shown).join('')}`).join('')}</ol>`;
  }
}
const html = (text: string, mentions: string[] = []): string => parseMarkup(text, mentions).map(block).join('|');

describe('inline marks', () => {
  test.each([
    ['*fett*', '<b>fett</b>'],
    ['_kursiv_', '<i>kursiv</i>'],
    ['~weg~', '<s>weg</s>'],
    ['`code`', '<c>code</c>'],
    ['*fett* und _kursiv_.', '<b>fett</b> und <i>kursiv</i>.'],
    ['2*3*4', '2*3*4'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['snake_case_name', 'snake_case_name'],
    ['* fett*', '<ul><li>fett*</ul>'],
    ['*fett *', '*fett *'],
    ['*offen', '*offen'],
    ['zu*', 'zu*'],
    ['**', '**'],
    ['*_beides_*', '<b><i>beides</i></b>'],
    ['_*~alles~*_', '<i><b><s>alles</s></b></i>'],
    ['**x**', '*<b>x</b>*'],
    ['(*fett*)', '(<b>fett</b>)'],
    ['*zwei Wörter*!', '<b>zwei Wörter</b>!'],
    ['*eine\nzweite*', '*eine\nzweite*'],
    ['*a* b *c*', '<b>a</b> b <b>c</b>'],
    ['`*kein fett*`', '<c>*kein fett*</c>'],
    ['*fett `code` fett*', '<b>fett <c>code</c> fett</b>'],
    ['*5*€', '<b>5</b>€'],
    ['Ä*fett*', 'Ä*fett*'],
    ['*Ä*', '<b>Ä</b>'],
  ])('%s', (text, expected) => expect(html(text)).toBe(expected));
});

describe('blocks', () => {
  test.each([
    ['- eins\n- zwei', '<ul><li>eins<li>zwei</ul>'],
    ['* eins\n* *zwei*', '<ul><li>eins<li><b>zwei</b></ul>'],
    ['1. eins\n2. zwei', '<ol 1><li>eins<li>zwei</ol>'],
    ['3. drei', '<ol 3><li>drei</ol>'],
    ['> Zitat\n> weiter\nAntwort', '<q>Zitat\nweiter</q>|Antwort'],
    ['Vorher\n- eins\n\nNachher', 'Vorher|<ul><li>eins</ul>|\nNachher'],
    ['-kein Punkt', '-kein Punkt'],
    ['1.kein Punkt', '1.kein Punkt'],
    ['```ein *Block*```', '<pre>ein *Block*</pre>'],
    ['```\nzwei\nZeilen\n```', '<pre>zwei\nZeilen</pre>'],
    ['so ```gleich``` weiter', 'so <c>gleich</c> weiter'],
    ['```offen', '```offen'],
    ['eins\n\nzwei', 'eins\n\nzwei'],
    ['', ''],
  ])('%s', (text, expected) => expect(html(text)).toBe(expected));
});

describe('addresses', () => {
  test.each([
    ['https://tresen.dev/a_b_c', '<a https://tresen.dev/a_b_c>https://tresen.dev/a_b_c</a>'],
    ['Siehe https://tresen.dev.', 'Siehe <a https://tresen.dev/>https://tresen.dev</a>.'],
    ['(https://tresen.dev/x)', '(<a https://tresen.dev/x>https://tresen.dev/x</a>)'],
    ['*https://tresen.dev/x*', '<b><a https://tresen.dev/x>https://tresen.dev/x</a></b>'],
    ['www.tresen.dev', '<a https://www.tresen.dev/>www.tresen.dev</a>'],
    ['a@b.de', '<a mailto:a@b.de>a@b.de</a>'],
    ['+49 151 2345 6789', '<a tel:+4915123456789>+49 151 2345 6789</a>'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['data:text/html,x', 'data:text/html,x'],
    ['<b>kein HTML</b>', '<b>kein HTML</b>'],
  ])('%s', (text, expected) => expect(html(text)).toBe(expected));

  test('only four kinds are opened', () => {
    expect(safeHref('javascript:alert(1)')).toBeNull();
    expect(safeHref('file:///etc/passwd')).toBeNull();
    expect(safeHref('https://a.de')).toBe('https://a.de/');
  });
});

test('names after an @ are people, the longest name first', () => {
  expect(html('@Mara Kühn bitte, @Mara auch', ['Mara', 'Mara Kühn'])).toBe('<@>@Mara Kühn</@> bitte, <@>@Mara</@> auch');
  expect(html('*@Mara*', ['Mara'])).toBe('<b><@>@Mara</@></b>');
});

test('few emoji alone are large', () => {
  expect(isJumbo('\u{1F44D}')).toBe(true);
  expect(isJumbo('\u{1F44D}\u{1F44D}\u{1F44D}\u{1F44D}')).toBe(false);
  expect(isJumbo('12')).toBe(false);
  expect(isJumbo('ok \u{1F44D}')).toBe(false);
});
