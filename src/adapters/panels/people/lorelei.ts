/** The drawings taken from Lorelei (Lisa Wischofsky, CC0 1.0; see ../art): closed contours of absolute cubic curves. */
import { Path2D } from '@napi-rs/canvas';
import art from '../art/lorelei.json' with { type: 'json' };
import type { Context, Point } from '../ink/ink.ts';

/** x, y, then six numbers per curve: two control points and the end. */
export type Contour = readonly number[];
export type Warp = (x: number, y: number) => Point;

type HeadArt = { readonly skin: readonly Contour[]; readonly lines: readonly Contour[] };
type HairArt = { readonly behind: readonly Contour[]; readonly before: readonly Contour[] };

const heads: Readonly<Record<string, HeadArt>> = art.head;
const noses: Readonly<Record<string, readonly Contour[]>> = art.nose;
const hairs: Readonly<Record<string, HairArt>> = art.hair;

/** Unknown ids draw the first of their kind: a cast file written for another version must still film. */
export const headArt = (id: string): HeadArt => heads[id] ?? (heads.soft as HeadArt);
export const noseArt = (id: string): readonly Contour[] => noses[id] ?? (noses.straight as readonly Contour[]);
export const hairArt = (id: string): HairArt =>
  id === 'bald' ? { behind: [], before: [] } : (hairs[id] ?? (hairs.crop as HairArt));

/** One path of all contours, every point moved by `warp`. */
export const pathOf = (contours: readonly Contour[], warp: Warp): Path2D => {
  const path = new Path2D();
  for (const contour of contours) {
    path.moveTo(...warp(contour[0] as number, contour[1] as number));
    for (let i = 2; i + 5 < contour.length; i += 6) {
      const [a, b, c, d, e, f] = contour.slice(i, i + 6) as [number, number, number, number, number, number];
      path.bezierCurveTo(...warp(a, b), ...warp(c, d), ...warp(e, f));
    }
    path.closePath();
  }
  return path;
};

export const fillPath = (
  context: Context,
  path: Path2D,
  style: string,
  rule: 'nonzero' | 'evenodd' = 'nonzero',
): void => {
  context.fillStyle = style;
  context.fill(path, rule);
};

/** One path of closed polygons. */
export const pathOfOutlines = (outlines: readonly (readonly Point[])[]): Path2D => {
  const path = new Path2D();
  for (const outline of outlines) {
    outline.forEach(([x, y], i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    path.closePath();
  }
  return path;
};
