// How a picture is looked at: size, turn, place.
export interface Look {
  scale: number;
  angle: number;
  x: number;
  y: number;
}

export const FITTED: Look = { scale: 1, angle: 0, x: 0, y: 0 };

export function zoom(look: Look, by: number): Look {
  const scale = Math.min(8, Math.max(0.5, look.scale * by));
  const near = Math.abs(scale - 1) < 0.04 ? 1 : scale;
  const share = near / look.scale;
  return near <= 1 ? { ...look, scale: near, x: 0, y: 0 } : { ...look, scale: near, x: look.x * share, y: look.y * share };
}

export const turn = (look: Look): Look => ({ ...look, angle: (look.angle + 90) % 360, x: 0, y: 0 });

/** Only an enlarged picture can be moved. */
export const drag = (look: Look, x: number, y: number): Look => (look.scale <= 1 ? look : { ...look, x: look.x + x, y: look.y + y });
