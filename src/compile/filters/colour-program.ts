/**
 * Consecutive colour filters folded into passes of `colourPixels`: a matrix, then (only for gamma and one-dimensional tables) a
 * curve for each channel and a second matrix. Nothing is clipped between filters that share a matrix.
 *
 * In memory a program is 24 32-bit floats: three rows that give red, green and blue 0..1 from the code values of Y, U and V and 1,
 * then the second matrix. Curves are three tables of 2048 32-bit floats over 0..1.
 */
import type { DrawnFilter } from '../display-list.types.ts';
import { after, type ColourMatrix, colourMatrix, identity, invertMatrix, sepiaMatrix } from './colour-matrix.ts';
import { type Cube, shaped } from './cube.ts';

/** Entries of a curve's table. */
export const curveLevels = 2048;

export const programBytes = 24 * 4;
export const curvesBytes = 3 * curveLevels * 4;

export type ColourProgram = { readonly matrix: Float32Array; readonly curves?: Float32Array };

/** A filter of colour alone: what is folded. `table` has no grid. */
export type ColourStep =
  | Extract<DrawnFilter, { kind: 'colour' | 'sepia' | 'invert' }>
  | { readonly kind: 'curve'; readonly table: Cube; readonly amount: number };

/** Red, green and blue 0..1 from code values of BT.709 limited range. */
const fromPlanar: ColourMatrix = (() => {
  const luma = 1 / 219;
  const row = (u: number, v: number): readonly [number, number, number, number] => [
    luma,
    u / 224,
    v / 224,
    -16 * luma - (128 * (u + v)) / 224,
  ];
  return [row(0, 1.5748), row(-0.187324, -0.468124), row(1.8556, 0)];
})();

type Curves = (channel: number, value: number) => number;
type Stage = { matrix: ColourMatrix; curves?: Curves; second: ColourMatrix };

const isIdentity = (matrix: ColourMatrix): boolean =>
  matrix.every((row, c) => row.every((k, i) => Math.abs(k - identity[c]![i]!) < 1e-6));

const toProgram = ({ matrix, curves, second }: Stage): ColourProgram => {
  const floats = Float32Array.from([...after(fromPlanar, matrix), ...second].flat());
  if (!curves) return { matrix: floats };
  const table = new Float32Array(3 * curveLevels);
  for (let i = 0; i < table.length; i++)
    table[i] = curves(Math.floor(i / curveLevels), (i % curveLevels) / (curveLevels - 1));
  return { matrix: floats, curves: table };
};

/** The passes that do all these filters; none when they change nothing. */
export const colourPrograms = (steps: readonly ColourStep[]): readonly ColourProgram[] => {
  const stages: Stage[] = [];
  const fresh = (): Stage => {
    const stage: Stage = { matrix: identity, second: identity };
    stages.push(stage);
    return stage;
  };
  let stage = fresh();
  const multiply = (matrix: ColourMatrix): void => {
    if (stage.curves) stage.second = after(stage.second, matrix);
    else stage.matrix = after(stage.matrix, matrix);
  };
  const bend = (curves: Curves): void => {
    if (stage.curves) stage = fresh();
    stage.curves = curves;
  };
  for (const step of steps) {
    switch (step.kind) {
      case 'colour':
        multiply(colourMatrix(step));
        if (step.gamma !== 1) bend((_, value) => value ** (1 / step.gamma));
        break;
      case 'sepia':
        multiply(sepiaMatrix(step.amount));
        break;
      case 'invert':
        multiply(invertMatrix(step.amount));
        break;
      case 'curve':
        bend((channel, value) => value + step.amount * (shaped(step.table, channel, value) - value));
    }
  }
  return stages.filter((one) => one.curves || !isIdentity(one.matrix)).map(toProgram);
};
