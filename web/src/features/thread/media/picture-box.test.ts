import { expect, test } from 'vitest';
import { pictureBox } from './picture-box';

test.each([
  [960, 640, { width: 268, ratio: 1.5 }],
  [640, 960, { width: 213, ratio: 0.667 }],
  [100, 2000, { width: 192, ratio: 0.6 }],
  [4000, 100, { width: 268, ratio: 2 }],
  [null, null, { width: 268, ratio: 1.5 }],
])('%s × %s', (width, height, box) => expect(pictureBox(width, height)).toEqual(box));
