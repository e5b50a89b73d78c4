// The box of a picture in a thread, known before the picture is: nothing jumps when it arrives.

const WIDTH = 268;
const TALLEST = 320;

/** Very wide and very tall pictures are cropped in the thread; the viewer shows them whole. */
export function pictureBox(width: number | null, height: number | null): { width: number; ratio: number } {
  if (width === null || height === null || width <= 0 || height <= 0) return { width: WIDTH, ratio: 1.5 };
  const ratio = Math.min(2, Math.max(0.6, width / height));
  return { width: Math.round(Math.min(WIDTH, TALLEST * ratio)), ratio: Math.round(ratio * 1000) / 1000 };
}
