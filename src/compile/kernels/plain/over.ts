/** The plain twin of assembly/over.as.ts: premultiplied OVER in integers, opacity 0..256. */

/** p + d (1 - a): colour and alpha in 0..255, result in 0..255. */
export const over = (p: number, a: number, d: number, opacity: number): number => {
  const inverse = 255 - ((a * opacity + 128) >> 8);
  const t = d * inverse + 128;
  return Math.min(((t + (t >> 8)) >> 8) + ((p * opacity + 128) >> 8), 255);
};

/** Scales colour back where the filter overshot alpha above 255, then clamps: see the twin for why. */
export const settle = (p: number, a: number): number => {
  const raw = Math.max(p, 0);
  const excess = Math.max(a - 255, 0);
  return Math.min(raw - ((raw * excess + 128) >> 8), 255);
};

export const blend = (
  memory: Uint8Array,
  dst: number,
  ds: number,
  p: number,
  a: number,
  ps: number,
  w: number,
  h: number,
  opacity: number,
): void => {
  for (let j = 0; j < h; j++) {
    for (let i = 0; i < w; i++) {
      const d = dst + j * ds + i;
      const s = j * ps + i;
      memory[d] = over(memory[p + s]!, memory[a + s]!, memory[d]!, opacity);
    }
  }
};
