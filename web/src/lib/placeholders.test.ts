import { describe, expect, it } from 'vitest';
import { fillParts, PLACEHOLDERS, unknownNames } from './placeholders';

describe('placeholders', () => {
  it('are filled where a value is known and stay visible where not', () => {
    expect(fillParts('Hallo {{ contact.first_name }}, {{x}}!', { 'contact.first_name': 'Mia' })).toEqual([
      { text: 'Hallo ', kind: 'plain' },
      { text: 'Mia', kind: 'known' },
      { text: ', ', kind: 'plain' },
      { text: '{{x}}', kind: 'unknown' },
      { text: '!', kind: 'plain' },
    ]);
  });

  it('name those that nothing fills, each once', () => {
    expect(unknownNames('{{agent.name}} {{x}} {{x}} {{ offen', PLACEHOLDERS)).toEqual(['x']);
  });
});
