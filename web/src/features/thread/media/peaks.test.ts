import { expect, test } from 'vitest';
import { fallbackPeaks, peaksOf } from './peaks';

test('the loudest bar is 1 and silence is still seen', () => {
  const samples = new Float32Array(4000).fill(0);
  samples.fill(0.5, 2000, 3000);
  samples.fill(0.25, 3000);
  expect(peaksOf(samples, 4)).toEqual([0.08, 0.08, 1, 0.5]);
});
test('an empty recording has low bars', () => expect(peaksOf(new Float32Array(0), 3)).toEqual([0.08, 0.08, 0.08]));
test('the made-up shape stays the same', () => {
  expect(fallbackPeaks('a')).toEqual(fallbackPeaks('a'));
  expect(fallbackPeaks('a')).not.toEqual(fallbackPeaks('b'));
  expect(fallbackPeaks('x')).toHaveLength(38);
});
