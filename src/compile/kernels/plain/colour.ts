/** The plain twins of assembly/colour.as.ts and assembly/look-up.as.ts: the colour of every pixel by rules or by a table. */
import { toPlanar, weigh } from './bt709.ts';
import { clip, f32, round, toByte } from './exact.ts';

type Colour = readonly [number, number, number];

/** Last index of a curve's table. */
const last = 2047;

export const colourPixels = (
  memory: Uint8Array,
  y: number,
  u: number,
  v: number,
  width: number,
  height: number,
  program: number,
  curves: number,
): void => {
  const view = new DataView(memory.buffer, memory.byteOffset);
  const k = (index: number): number => view.getFloat32(program + index * 4, true);
  const curve = (channel: number, value: number): number =>
    view.getFloat32(curves + (channel * (last + 1) + round(f32(value * last))) * 4, true);
  const second = (c: Colour): Colour =>
    [12, 16, 20].map((o) =>
      clip(f32(f32(f32(c[0] * k(o)) + f32(c[1] * k(o + 1))) + f32(f32(c[2] * k(o + 2)) + k(o + 3)))),
    ) as unknown as Colour;
  for (let j = 0; j < height; j += 2) {
    for (let i = 0; i < width; i += 2) {
      const c = (j >> 1) * (width >> 1) + (i >> 1);
      const chroma = [0, 4, 8].map((o) =>
        f32(f32(k(o + 1) * memory[u + c]!) + f32(f32(k(o + 2) * memory[v + c]!) + k(o + 3))),
      );
      const colours = [0, 1, 2, 3].map((n): Colour => {
        const at = y + (j + (n >> 1)) * width + i + (n & 1);
        const first = [0, 1, 2].map((o) => clip(f32(f32(k(o * 4) * memory[at]!) + chroma[o]!))) as unknown as Colour;
        const colour = curves === 0 ? first : second([curve(0, first[0]), curve(1, first[1]), curve(2, first[2])]);
        memory[at] = toByte(f32(weigh(colour, toPlanar.y) + 16));
        return colour;
      });
      const mean = [0, 1, 2].map((o) =>
        f32(f32(f32(colours[0]![o]! + colours[2]![o]!) + f32(colours[1]![o]! + colours[3]![o]!)) * 0.25),
      ) as unknown as Colour;
      memory[u + c] = toByte(f32(weigh(mean, toPlanar.u) + 128));
      memory[v + c] = toByte(f32(weigh(mean, toPlanar.v) + 128));
    }
  }
};

/** Nodes of the table along U and along V, eight code values apart; 256 levels of luma lie at each. */
const nodes = 33;

export const lookUpColours = (
  memory: Uint8Array,
  y: number,
  u: number,
  v: number,
  width: number,
  height: number,
  table: number,
  amount: number,
): void => {
  const view = new DataView(memory.buffer, memory.byteOffset);
  for (let j = 0; j < height; j += 2) {
    for (let i = 0; i < width; i += 2) {
      const c = (j >> 1) * (width >> 1) + (i >> 1);
      const [cu, cv] = [memory[u + c]!, memory[v + c]!];
      const node = ((cv >> 3) * nodes + (cu >> 3)) * 256;
      const [fu, fv] = [cu & 7, cv & 7];
      /** Component `part` of a sample, changed by what the table says for its luma. */
      const change = (part: number, luma: number, value: number): number => {
        const sample = (offset: number): number =>
          view.getInt16(table + (part * nodes * nodes * 256 + node + offset * 256 + luma) * 2, true);
        const low = sample(0) * (8 - fu) + sample(1) * fu;
        const high = sample(nodes) * (8 - fu) + sample(nodes + 1) * fu;
        const difference = ((low * (8 - fv) + high * fv) * amount + (1 << 19)) >> 20;
        return Math.max(0, Math.min(255, value + difference));
      };
      let sum = 2;
      for (const k of [0, 1, width, width + 1]) {
        const luma = y + j * width + i + k;
        sum += memory[luma]!;
        memory[luma] = change(0, memory[luma]!, memory[luma]!);
      }
      memory[u + c] = change(1, sum >> 2, cu);
      memory[v + c] = change(2, sum >> 2, cv);
    }
  }
};
