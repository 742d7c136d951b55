/** The plain twin of assembly/blend-mode.as.ts: W3C Compositing and Blending Level 1 on planes. See it for the arithmetic. */
import { fromPlanar, toPlanar, weigh } from './bt709.ts';
import { clip, f32, toByte } from './exact.ts';

const hardLight = (b: number, s: number): number => {
  const t = f32(s + s);
  if (s <= 0.5) return f32(b * t);
  const u = f32(t - 1);
  return f32(f32(b + u) - f32(b * u));
};

const softLight = (b: number, s: number): number => {
  const t = f32(f32(s + s) - 1);
  if (s <= 0.5) return f32(b + f32(t * f32(b * f32(1 - b))));
  const low = f32(f32(f32(f32(f32(16 * b) - 12) * b) + 4) * b);
  const d = b <= 0.25 ? low : f32(Math.sqrt(b));
  return f32(b + f32(t * f32(d - b)));
};

/** Less than half a code value of luma: a backdrop this near black or white is black or white to dodge and burn. */
const least = 1 / 512;

/** B(backdrop, source) in the order of `blendModes`. */
const blends: readonly ((b: number, s: number) => number)[] = [
  (_b, s) => s,
  (b, s) => f32(b * s),
  (b, s) => f32(f32(b + s) - f32(b * s)),
  (b, s) => hardLight(s, b),
  (b, s) => Math.min(b, s),
  (b, s) => Math.max(b, s),
  (b, s) => Math.min(f32(b + s), 1),
  (b, s) => Math.max(f32(b - s), 0),
  (b, s) => Math.abs(f32(b - s)),
  (b, s) => f32(f32(b + s) - f32(2 * f32(b * s))),
  softLight,
  hardLight,
  (b, s) => (b <= least ? 0 : s >= 1 ? 1 : Math.min(f32(b / f32(1 - s)), 1)),
  (b, s) => (b >= 1 - least ? 1 : s <= 0 ? 0 : f32(1 - Math.min(f32(f32(1 - b) / s), 1))),
];

type Chroma = { readonly u: number; readonly v: number };
type Colour = readonly [number, number, number];

/** Straight colour of a luma sample of alpha `a` with chroma less 128. */
const colourOf = (y: number, a: number, { u, v }: Chroma): Colour => {
  const { luma, redV, greenU, greenV, blueU } = fromPlanar;
  const grey = f32(f32(f32(f32(y * 255) / Math.max(a, 1)) - 16) * luma);
  const green = f32(f32(u * greenU) + f32(v * greenV));
  return [clip(f32(grey + f32(v * redV))), clip(f32(grey + green)), clip(f32(grey + f32(u * blueU)))];
};

/** Chroma less 128 of a sample premultiplied by `a`. */
const straight = (c: number, a: number): number => f32(f32(f32(c * 255) / Math.max(a, 1)) - 128);

const part = f32(1 / 255);

export const blendMode = (
  memory: Uint8Array,
  mode: number,
  dy: number,
  du: number,
  dv: number,
  da: number,
  dac: number,
  ds: number,
  sy: number,
  su: number,
  sv: number,
  sa: number,
  sac: number,
  ss: number,
  w: number,
  h: number,
  opacity: number,
): void => {
  const blend = blends[mode]!;
  const share = f32(f32(opacity / 256) * part);
  for (let j = 0; j < h; j += 2) {
    for (let i = 0; i < w; i += 2) {
      const places = [0, 1, 2, 3].map((k) => [(j + (k >> 1)) * ds + i + (k & 1), (j + (k >> 1)) * ss + i + (k & 1)]);
      const alphas = places.map(([, s]) => memory[sa + s!]!);
      if (alphas.every((alpha) => alpha === 0)) continue;
      const [cd, cs] = [((j >> 1) * ds + i) >> 1, ((j >> 1) * ss + i) >> 1];
      const [u, v, ac] = [memory[su + cs]!, memory[sv + cs]!, memory[sac + cs]!];
      const source = { u: straight(u, ac), v: straight(v, ac) };
      const [bu, bv] = [memory[du + cd]!, memory[dv + cd]!];
      const bac = dac === 0 ? 255 : memory[dac + cd]!;
      const backdrop = { u: straight(bu, bac), v: straight(bv, bac) };
      const sums = [0, 0, 0];
      // Rows are added first, then columns, as the vectors are.
      const terms = places.map(([d, s], k): readonly [number, number, number] => {
        const [yb, ys] = [memory[dy + d!]!, memory[sy + s!]!];
        const alphaB = da === 0 ? 255 : memory[da + d!]!;
        const weight = f32(alphas[k]! * share);
        const [b, c] = [colourOf(yb, alphaB, backdrop), colourOf(ys, alphas[k]!, source)];
        const mixed: Colour = [blend(b[0], c[0]), blend(b[1], c[1]), blend(b[2], c[2])];
        const both = f32(weight * f32(alphaB * part));
        const kept = f32(yb * f32(1 - weight));
        const alone = f32(f32(ys * f32(opacity / 256)) * f32(1 - f32(alphaB * part)));
        memory[dy + d!] = toByte(f32(f32(kept + alone) + f32(both * f32(weigh(mixed, toPlanar.y) + 16))));
        if (da !== 0) memory[da + d!] = toByte(f32(alphaB + f32(weight * f32(255 - alphaB))));
        return [weight, f32(weight * weigh(mixed, toPlanar.u)), f32(weight * weigh(mixed, toPlanar.v))];
      });
      for (let c = 0; c < 3; c++)
        sums[c] = f32(f32(f32(terms[0]![c]! + terms[2]![c]!) + f32(terms[1]![c]! + terms[3]![c]!)) * 0.25);
      const [weight, mixedU, mixedV] = sums as [number, number, number];
      const [under, rest] = [f32(bac * part), f32(1 - weight)];
      const chroma = (kept: number, own: number, mixed: number): number => {
        const alone = f32(f32(weight * f32(own + 128)) * f32(1 - under));
        return toByte(f32(f32(f32(kept * rest) + alone) + f32(under * f32(mixed + f32(weight * 128)))));
      };
      memory[du + cd] = chroma(bu, source.u, mixedU);
      memory[dv + cd] = chroma(bv, source.v, mixedV);
      if (dac !== 0) memory[dac + cd] = toByte(f32(bac + f32(weight * f32(255 - bac))));
    }
  }
};
