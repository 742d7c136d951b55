/** The plain twins of assembly/key.as.ts: a chroma key. */
import { byFull, clip, f32, toByte } from './exact.ts';

const alphaOf = (du: number, dv: number, slope: number, offset: number): number => {
  const distance = f32(Math.sqrt(du * du + dv * dv));
  return toByte(f32(clip(f32(f32(distance * slope) + f32(offset))) * 255));
};

export const keyAlpha = (
  memory: Uint8Array,
  a: number,
  u: number,
  v: number,
  width: number,
  height: number,
  keyU: number,
  keyV: number,
  slope: number,
  offset: number,
): void => {
  const [cw, ch] = [width >> 1, height >> 1];
  for (let j = 0; j < height; j++) {
    const near = (j >> 1) * cw;
    const far = Math.min(Math.max((j >> 1) + (j & 1) * 2 - 1, 0), ch - 1) * cw;
    for (let i = 0; i < width; i++) {
      const [left, right] = [i >> 1, Math.min((i + 1) >> 1, cw - 1)];
      /** Eight times the chroma at this luma sample: between rows 3 to 1, between columns in the middle. */
      const at = (plane: number): number => {
        const column = (k: number): number => 3 * memory[plane + near + k]! + memory[plane + far + k]!;
        return column(left) + column(right);
      };
      memory[a + j * width + i] = alphaOf(at(u) - 8 * keyU, at(v) - 8 * keyV, f32(f32(slope) * 0.125), offset);
    }
  }
};

export const keyChroma = (
  memory: Uint8Array,
  u: number,
  v: number,
  ac: number,
  n: number,
  keyU: number,
  keyV: number,
  slope: number,
  offset: number,
  spill: number,
): void => {
  const [tu, tv] = [keyU - 128, keyV - 128];
  const length = f32(Math.sqrt(tu * tu + tv * tv));
  const [nu, nv] = length > 0 ? [f32(tu / length), f32(tv / length)] : [0, 0];
  for (let i = 0; i < n; i++) {
    const [cu, cv] = [memory[u + i]!, memory[v + i]!];
    const alpha = alphaOf(cu - keyU, cv - keyV, f32(slope), offset);
    const kept = f32(alpha * f32(1 / 255));
    const grey = f32(kept * 128);
    const out = f32(1 - kept);
    const [pu, pv] = [f32(f32(cu - f32(out * keyU)) - grey), f32(f32(cv - f32(out * keyV)) - grey)];
    const towards = f32(Math.max(f32(f32(pu * nu) + f32(pv * nv)), 0) * f32(spill));
    memory[ac + i] = alpha;
    memory[u + i] = Math.min(toByte(f32(f32(pu - f32(towards * nu)) + grey)), alpha);
    memory[v + i] = Math.min(toByte(f32(f32(pv - f32(towards * nv)) + grey)), alpha);
  }
};

export const keyLuma = (memory: Uint8Array, y: number, a: number, n: number, keyY: number): void => {
  for (let i = 0; i < n; i++) {
    const alpha = memory[a + i]!;
    const own = memory[y + i]! - byFull((255 - alpha) * keyY);
    memory[y + i] = Math.min(Math.max(own, byFull(16 * alpha)), byFull(235 * alpha));
  }
};
