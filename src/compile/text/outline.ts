/** Outlines (of glyphs and shapes) and the straight edges they become at a size: the input of every mask. */

/**
 * A path as numbers: 0 x y (move), 1 x y (line), 2 cx cy x y (quadratic), 3 c1x c1y c2x c2y x y (cubic). Contours close by themselves;
 * `y` grows downwards.
 */
export type Outline = readonly number[];

/** Numbers that follow each operation. */
const operands = [2, 2, 4, 6] as const;
/** How far a chord may lie from its curve: finer than what 255 steps of coverage can show. */
const finestPx = 0.03;
/** For strokes, which are round themselves and cost by the edge. */
export const coarsePx = 0.1;
const mostChords = 64;
/** More edges than this in one picture are no text that anybody could read; the rest is not drawn. */
const mostEdges = 4_000_000;

/** Straight edges, four numbers each (x0 y0 x1 y1), and the rectangle they lie in. */
export class Edges {
  values = new Float64Array(1024);
  length = 0;
  readonly #tolerancePx: number;
  left = Number.POSITIVE_INFINITY;
  top = Number.POSITIVE_INFINITY;
  right = Number.NEGATIVE_INFINITY;
  bottom = Number.NEGATIVE_INFINITY;

  constructor(tolerancePx = finestPx) {
    this.#tolerancePx = tolerancePx;
  }

  /** Adds one edge; coordinates that are no numbers are passed over. */
  push(x0: number, y0: number, x1: number, y1: number): void {
    if (this.length >= mostEdges * 4 || !Number.isFinite(x0 + y0 + x1 + y1)) return;
    if (this.length + 4 > this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    const { values, length } = this;
    values[length] = x0;
    values[length + 1] = y0;
    values[length + 2] = x1;
    values[length + 3] = y1;
    this.length = length + 4;
    this.left = Math.min(this.left, x0, x1);
    this.top = Math.min(this.top, y0, y1);
    this.right = Math.max(this.right, x0, x1);
    this.bottom = Math.max(this.bottom, y0, y1);
  }

  /** Adds an outline, scaled about its origin and then moved. `closed`: each contour returns to its beginning. */
  add(outline: Outline, scale: number, dx: number, dy: number, closed = true): void {
    let [startX, startY, x, y] = [0, 0, 0, 0];
    const close = (): void => {
      if (closed && (x !== startX || y !== startY)) this.push(x, y, startX, startY);
    };
    for (let i = 0; i < outline.length; ) {
      const operation = outline[i]!;
      const at = (n: number): number => outline[i + 1 + n]! * scale + (n % 2 === 0 ? dx : dy);
      const count = operands[operation as 0 | 1 | 2 | 3];
      const [endX, endY] = [at(count - 2), at(count - 1)];
      if (operation === 0) {
        close();
        [startX, startY] = [endX, endY];
      } else if (operation === 1) this.push(x, y, endX, endY);
      else if (operation === 2) this.#quadratic(x, y, at(0), at(1), endX, endY);
      else this.#cubic(x, y, at(0), at(1), at(2), at(3), endX, endY);
      [x, y] = [endX, endY];
      i += count + 1;
    }
    close();
  }

  /** A chord lies at most |p0 - 2 p1 + p2| / 4n² from its quadratic. */
  #quadratic(x0: number, y0: number, cx: number, cy: number, x1: number, y1: number): void {
    const bend = Math.abs(x0 - 2 * cx + x1) + Math.abs(y0 - 2 * cy + y1);
    const chords = chordsFor(bend / 4, this.#tolerancePx);
    let [x, y] = [x0, y0];
    for (let k = 1; k <= chords; k++) {
      const t = k / chords;
      const s = 1 - t;
      const nextX = k === chords ? x1 : s * s * x0 + 2 * s * t * cx + t * t * x1;
      const nextY = k === chords ? y1 : s * s * y0 + 2 * s * t * cy + t * t * y1;
      this.push(x, y, nextX, nextY);
      [x, y] = [nextX, nextY];
    }
  }

  /** A chord lies at most 6 max|second difference| / 8n² from its cubic. */
  #cubic(x0: number, y0: number, ax: number, ay: number, bx: number, by: number, x1: number, y1: number): void {
    const first = Math.abs(x0 - 2 * ax + bx) + Math.abs(y0 - 2 * ay + by);
    const second = Math.abs(ax - 2 * bx + x1) + Math.abs(ay - 2 * by + y1);
    const chords = chordsFor(0.75 * Math.max(first, second), this.#tolerancePx);
    let [x, y] = [x0, y0];
    for (let k = 1; k <= chords; k++) {
      const t = k / chords;
      const s = 1 - t;
      const [p, q, r, u] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
      const nextX = k === chords ? x1 : p * x0 + q * ax + r * bx + u * x1;
      const nextY = k === chords ? y1 : p * y0 + q * ay + r * by + u * y1;
      this.push(x, y, nextX, nextY);
      [x, y] = [nextX, nextY];
    }
  }
}

const chordsFor = (deviation: number, tolerancePx: number): number =>
  Math.max(1, Math.min(mostChords, Math.ceil(Math.sqrt(deviation / tolerancePx))));
