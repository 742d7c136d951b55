/** The plain twins of assembly/key.as.ts: a chroma key. */
import { clip, f32, toByte } from './exact.ts';

/** Chroma of the key less 128, its direction and the inverse of its length (all 0 for a grey key). */
type Key = {
  readonly u: number;
  readonly v: number;
  readonly nu: number;
  readonly nv: number;
  readonly inverse: number;
};
type Ramp = { readonly slope: number; readonly offset: number };

const keyOf = (keyU: number, keyV: number): Key => {
  const [u, v] = [keyU - 128, keyV - 128];
  const length = f32(Math.sqrt(u * u + v * v));
  if (length === 0) return { u, v, nu: 0, nv: 0, inverse: 0 };
  return { u, v, nu: f32(u / length), nv: f32(v / length), inverse: f32(1 / length) };
};

/** Alpha as a byte, the part of the key, and what the rest is multiplied by to be premultiplied; chroma is less 128. */
const part = (u: number, v: number, key: Key, { slope, offset }: Ramp) => {
  const [du, dv] = [f32(u - key.u), f32(v - key.v)];
  const distance = f32(Math.sqrt(f32(f32(du * du) + f32(dv * dv))));
  const alpha = toByte(f32(clip(f32(f32(distance * slope) + offset)) * 255));
  const kept = f32(alpha * f32(1 / 255));
  const along = f32(f32(u * key.nu) + f32(v * key.nv));
  const share = Math.min(clip(f32(along * key.inverse)), f32(1 - kept));
  return { alpha, kept, share, scale: f32(kept / Math.max(f32(1 - share), f32(1 / 255))) };
};

export const keyLuma = (
  memory: Uint8Array,
  y: number,
  a: number,
  u: number,
  v: number,
  width: number,
  height: number,
  keyY: number,
  keyU: number,
  keyV: number,
  slope: number,
  offset: number,
): void => {
  const [cw, ch] = [width >> 1, height >> 1];
  const key = keyOf(keyU, keyV);
  const ramp = { slope: f32(slope), offset: f32(offset) };
  for (let j = 0; j < height; j++) {
    const near = (j >> 1) * cw;
    const far = Math.min(Math.max((j >> 1) + (j & 1) * 2 - 1, 0), ch - 1) * cw;
    for (let i = 0; i < width; i++) {
      const [left, right] = [i >> 1, Math.min((i + 1) >> 1, cw - 1)];
      /** Chroma at this luma sample, less 128: between rows 3 to 1, between columns in the middle. */
      const at = (plane: number): number => {
        const column = (k: number): number => 3 * memory[plane + near + k]! + memory[plane + far + k]!;
        return (column(left) + column(right) - 1024) / 8;
      };
      const { alpha, kept, share, scale } = part(at(u), at(v), key, ramp);
      const o = j * width + i;
      const own = f32(f32(memory[y + o]! - f32(share * keyY)) * scale);
      memory[a + o] = alpha;
      memory[y + o] = toByte(Math.min(Math.max(own, f32(kept * 16)), f32(kept * 235)));
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
  const key = keyOf(keyU, keyV);
  const ramp = { slope: f32(slope), offset: f32(offset) };
  for (let i = 0; i < n; i++) {
    const [cu, cv] = [memory[u + i]! - 128, memory[v + i]! - 128];
    const { alpha, kept, share, scale } = part(cu, cv, key, ramp);
    const [pu, pv] = [f32(f32(cu - f32(share * key.u)) * scale), f32(f32(cv - f32(share * key.v)) * scale)];
    const towards = f32(Math.max(f32(f32(pu * key.nu) + f32(pv * key.nv)), 0) * f32(spill));
    const grey = f32(kept * 128);
    memory[ac + i] = alpha;
    memory[u + i] = Math.min(toByte(f32(f32(pu - f32(towards * key.nu)) + grey)), alpha);
    memory[v + i] = Math.min(toByte(f32(f32(pv - f32(towards * key.nv)) + grey)), alpha);
  }
};
