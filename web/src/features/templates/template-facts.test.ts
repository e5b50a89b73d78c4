import { describe, expect, it } from 'vitest';
import type { Template } from '$api/types';
import { examplesOf, filterTemplates, sortTemplates, toneOf } from './template-facts';

const template = (name: string, status: string, part: Partial<Template> = {}): Template => ({
  id: name, channel_id: 'c', name, language: 'de', category: 'utility', status, parameter_format: null, header: null, body: '', footer: null, buttons: [], variables: [], quality: null, synced_at: '', ...part,
});

describe('templates', () => {
  it('are understood in either case, and unknown words are no alarm', () => {
    expect([template('a', 'APPROVED'), template('b', 'rejected'), template('c', 'new_word')].map(toneOf)).toEqual(['accent', 'bad', 'plain']);
  });

  it('stand with those first that can be sent', () => {
    expect(sortTemplates([template('b', 'approved'), template('a', 'rejected'), template('a', 'approved', { language: 'en' }), template('a', 'approved')]).map((one) => one.name + one.language + one.status)).toEqual(['adeapproved', 'aenapproved', 'bdeapproved', 'aderejected']);
  });

  it('are found by every word', () => {
    const all = [template('versand', 'approved', { body: 'Hallo Welt' }), template('termin', 'paused')];
    expect(filterTemplates(all, 'ver welt', 'all').map((one) => one.name)).toEqual(['versand']);
    expect(filterTemplates(all, '', 'other').map((one) => one.name)).toEqual(['termin']);
  });

  it('show their examples, or the name of a variable without one', () => {
    const one = template('x', 'approved', { variables: [{ place: 'body', key: '1', example: 'Mia', index: null }, { place: 'body', key: '2', example: null, index: null }, { place: 'header', key: '1', example: 'H', index: null }] });
    expect(examplesOf(one, 'body')).toEqual({ 1: 'Mia', 2: '2' });
  });
});
