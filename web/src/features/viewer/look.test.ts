import { expect, test } from 'vitest';
import { drag, FITTED, turn, zoom } from './look';

test('zoom stays within bounds and snaps to the whole', () => {
  expect(zoom(FITTED, 100).scale).toBe(8);
  expect(zoom(FITTED, 0.001).scale).toBe(0.5);
  expect(zoom(zoom(FITTED, 1.25), 0.8).scale).toBe(1);
});
test('a fitted picture does not move, an enlarged one does and returns', () => {
  expect(drag(FITTED, 9, 9)).toEqual(FITTED);
  const moved = drag(zoom(FITTED, 2), 10, 20);
  expect(moved).toMatchObject({ x: 10, y: 20 });
  expect(zoom(moved, 0.5)).toMatchObject({ scale: 1, x: 0, y: 0 });
});
test('four turns are none', () => expect([1, 2, 3, 4].reduce((look) => turn(look), FITTED)).toEqual(FITTED));
