/**
 * Draws solids of a set in metres as ink. A piece of furniture is drawn in its own frame (front toward -z); its solids
 * are sorted far to near when the piece is finished, and what is laid on a solid (a door on a cupboard) stays with it.
 * Points are given as flat lists of numbers: x, y, z, x, y, z ...
 */
import type { Projection, Vec3 } from './camera.ts';
import { type Colour, mixColour, multiplyColour, withAlpha } from './colour.ts';
import { type Box, boxOf, type Context, ellipsePoints, fillPolygon, type Point, smoothCurve } from './curve.ts';
import { inkLine } from './line.ts';
import { hazed, inkAt, inkWidthAt, shaded, type Tone } from './set-tone.ts';
import { washShape } from './wash.ts';

export type Look = {
  /** Share of the usual ink outline; 0 leaves it out. */
  readonly ink?: number;
  readonly inkColour?: Colour;
  readonly edge?: number;
  readonly drift?: number;
  readonly alpha?: number;
  /** Light of its own: neither shaded nor hazed as much as others. */
  readonly lit?: boolean;
};

/** A place and turn on the floor; turns are radians, clockwise seen from above. */
export type Spot = { readonly x: number; readonly y: number; readonly z: number; readonly turn: number };

/** Turns metres right and up of a foot into the picture. */
export type Place2 = (right: number, up: number) => Point;

export type SetBrush = {
  readonly context: Context;
  readonly projection: Projection;
  readonly tone: Tone;
  readonly spot: Spot;
  readonly toWorld: (x: number, y: number, z: number) => Vec3;
  /** Opens a solid of its own at a point, for the sorting. */
  readonly part: (x: number, y: number, z: number) => void;
  readonly box: (
    x0: number,
    y0: number,
    z0: number,
    x1: number,
    y1: number,
    z1: number,
    colour: Colour,
    look?: Look & { readonly top?: Colour },
  ) => void;
  /** A flat polygon; `normal` tells its front when it has one. */
  readonly face: (points: readonly number[], colour: Colour, look?: Look, normal?: Vec3) => void;
  /** An upright rectangle that looks to the front, at depth z of the piece. */
  readonly front: (x0: number, y0: number, x1: number, y1: number, z: number, colour: Colour, look?: Look) => void;
  /** A level rectangle seen from above. */
  readonly flat: (x0: number, z0: number, x1: number, z1: number, y: number, colour: Colour, look?: Look) => void;
  /** A line through points; `width` in metres, on screen at least a hair. */
  readonly line: (points: readonly number[], width: number, colour?: Colour, look?: Look) => void;
  /** A disc that looks to the front. */
  readonly disc: (x: number, y: number, z: number, radius: number, colour: Colour, look?: Look) => void;
  /** A turned solid; `profile` is radius, height, radius, height ... from bottom to top. */
  readonly turned: (
    x: number,
    z: number,
    profile: readonly number[],
    colour: Colour,
    look?: Look & { readonly smooth?: boolean },
  ) => void;
  readonly ball: (x: number, y: number, z: number, radius: number, colour: Colour, look?: Look) => void;
  /** A flat drawing that always faces the camera: trees, flames, people far away. */
  readonly sprite: (x: number, y: number, z: number, draw: (at: Place2, depth: number) => void) => void;
  /** A polygon somebody else fills: gets its corners on the picture and its depth. */
  readonly panel: (points: readonly number[], draw: (points: readonly Point[], depth: number) => void) => void;
  /** Anything else, in stage units. */
  readonly raw: (draw: () => void) => void;
  /** An inked and washed outline in the picture, hazed for its depth. */
  readonly shape: (outline: readonly Point[], depth: number, colour: Colour, look?: Look) => void;
  /** Paints everything collected, far to near, and forgets it. */
  readonly finish: () => void;
};

type Paper = { readonly context: Context; readonly projection: Projection; readonly tone: Tone; readonly view: Box };
type Group = { readonly depth: number; readonly strokes: (() => void)[] };

export const createSetBrush = (paper: Paper, spot: Spot): SetBrush => {
  const { context, projection, tone, view } = paper;
  const camera = projection.camera.position;
  const [cos, sin] = [Math.cos(spot.turn), Math.sin(spot.turn)];
  let groups: Group[] = [{ depth: Infinity, strokes: [] }];

  const toWorld = (x: number, y: number, z: number): Vec3 => [
    spot.x + x * cos + z * sin,
    spot.y + y,
    spot.z - x * sin + z * cos,
  ];
  const turned3 = ([x, y, z]: Vec3): Vec3 => [x * cos + z * sin, y, -x * sin + z * cos];
  const corners = (points: readonly number[]): Vec3[] => {
    const out: Vec3[] = [];
    for (let i = 0; i + 2 < points.length; i += 3)
      out.push(toWorld(points[i] as number, points[i + 1] as number, points[i + 2] as number));
    return out;
  };
  const add = (stroke: () => void): void => void groups[groups.length - 1]?.strokes.push(stroke);
  const part = (x: number, y: number, z: number): void => {
    const [wx, wy, wz] = toWorld(x, y, z);
    groups.push({ depth: Math.hypot(wx - camera[0], wy - camera[1], wz - camera[2]), strokes: [] });
  };

  const shape: SetBrush['shape'] = (outline, depth, colour, look = {}) => {
    const paint = hazed(tone, colour, depth, look.lit);
    if ((look.alpha ?? 1) < 1) fillPolygon(context, outline, withAlpha(paint, look.alpha ?? 1));
    else washShape(context, outline, paint, { edge: look.edge ?? 0.14, drift: look.drift ?? 0.2, edgeWidth: 4 });
    const box = boxOf(outline);
    const first = outline[0];
    if (look.ink === 0 || first === undefined || Math.max(box.right - box.left, box.bottom - box.top) < 6) return;
    inkLine(context, [...outline, first], {
      width: inkWidthAt(depth) * (look.ink ?? 1),
      colour: inkAt(tone, depth, look.inkColour),
      wobble: 0.9,
      taper: 0.4,
      alpha: 0.92,
    });
  };

  const edges = (points: readonly Point[], depth: number, look: Look): void => {
    const box = boxOf(points);
    if (look.ink === 0 || Math.max(box.right - box.left, box.bottom - box.top) < 5) return;
    for (let i = 0; i < points.length; i++) {
      const edge: [Point, Point] = [points[i] as Point, points[(i + 1) % points.length] as Point];
      if (isOutside(edge, view)) continue;
      inkLine(context, cutToView(edge, view), {
        width: inkWidthAt(depth) * (look.ink ?? 1),
        colour: inkAt(tone, depth, look.inkColour),
        overshoot: 4,
        wobble: 1.2,
        alpha: 0.9 * (look.alpha ?? 1),
        step: 14,
      });
    }
  };

  const panel: SetBrush['panel'] = (points, draw) => {
    const world = corners(points);
    add(() => {
      const seen = projection.clipPolygon(world);
      if (seen.points.length >= 3 && !isOutside(seen.points, view)) draw(seen.points, seen.depth);
    });
  };

  const face: SetBrush['face'] = (points, colour, look = {}, normal) => {
    const out = normal === undefined ? undefined : turned3(normal);
    if (out !== undefined) {
      const [x, y, z] = toWorld(points[0] as number, points[1] as number, points[2] as number);
      if (out[0] * (camera[0] - x) + out[1] * (camera[1] - y) + out[2] * (camera[2] - z) <= 0) return;
    }
    panel(points, (seen, depth) => {
      const turnedColour = out === undefined || look.lit === true ? colour : shaded(tone, colour, out);
      const paint = hazed(tone, turnedColour, depth, look.lit);
      if ((look.alpha ?? 1) < 1) fillPolygon(context, seen, withAlpha(paint, look.alpha ?? 1));
      else washShape(context, seen, paint, { edge: look.edge ?? 0.12, drift: look.drift ?? 0.1 });
      edges(seen, depth, look);
    });
  };

  const sprite: SetBrush['sprite'] = (x, y, z, draw) => {
    const world = toWorld(x, y, z);
    add(() => {
      const seen = projection.project(world);
      if (seen === undefined || seen.depth < 0.3) return;
      const perMetre = projection.camera.focal / seen.depth;
      const [c, s] = [Math.cos(projection.camera.roll), Math.sin(projection.camera.roll)];
      draw(
        (right, up) => [seen.x + (right * c - up * s) * perMetre, seen.y - (right * s + up * c) * perMetre],
        seen.depth,
      );
    });
  };

  const line: SetBrush['line'] = (points, width, colour, look = {}) => {
    const world = corners(points);
    add(() => {
      for (let i = 1; i < world.length; i++) {
        const seen = projection.clipLine(world[i - 1] as Vec3, world[i] as Vec3);
        if (seen === undefined || isOutside(seen.points, view)) continue;
        inkLine(context, cutToView(seen.points, view), {
          width: Math.max(1.1, (width * projection.camera.focal) / seen.depth),
          unevenness: Math.min(0.3, (2.6 * seen.depth) / (width * projection.camera.focal)),
          colour: colour === undefined ? inkAt(tone, seen.depth) : hazed(tone, colour, seen.depth, look.lit),
          taper: 0.2,
          wobble: 0.8,
          alpha: look.alpha ?? 0.95,
          step: 14,
        });
      }
    });
  };

  const box: SetBrush['box'] = (x0, y0, z0, x1, y1, z1, colour, look = {}) => {
    part((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2);
    face([x0, y1, z0, x1, y1, z0, x1, y1, z1, x0, y1, z1], look.top ?? colour, look, [0, 1, 0]);
    face([x0, y0, z0, x1, y0, z0, x1, y0, z1, x0, y0, z1], colour, look, [0, -1, 0]);
    face([x0, y0, z0, x0, y0, z1, x0, y1, z1, x0, y1, z0], colour, look, [-1, 0, 0]);
    face([x1, y0, z0, x1, y0, z1, x1, y1, z1, x1, y1, z0], colour, look, [1, 0, 0]);
    face([x0, y0, z0, x1, y0, z0, x1, y1, z0, x0, y1, z0], colour, look, [0, 0, -1]);
    face([x0, y0, z1, x1, y0, z1, x1, y1, z1, x0, y1, z1], colour, look, [0, 0, 1]);
  };

  const disc: SetBrush['disc'] = (x, y, z, radius, colour, look = {}) => {
    const ring: number[] = [];
    for (let i = 0; i < 22; i++)
      ring.push(x + Math.cos((i / 22) * Math.PI * 2) * radius, y + Math.sin((i / 22) * Math.PI * 2) * radius, z);
    face(ring, colour, { ...look, ink: 0 }, [0, 0, -1]);
    panel(ring, (seen, depth) => shape(seen, depth, colour, { ...look, alpha: 0, drift: 0 }));
  };

  /** The upper ring of a turned solid, when it is looked down upon. */
  const lid = (x: number, z: number, radius: number, y: number, colour: Colour, look: Look): void => {
    const [wx, wy, wz] = toWorld(x, y, z);
    if (radius < 0.02 || camera[1] <= wy || look.lit === true) return;
    const ring = Array.from(
      { length: 18 },
      (_, i): Vec3 => [wx + Math.cos((i / 18) * 6.2832) * radius, wy, wz + Math.sin((i / 18) * 6.2832) * radius],
    );
    const seen = projection.clipPolygon(ring);
    if (seen.points.length >= 3)
      shape(seen.points, seen.depth, mixColour(colour, '#ffffff', 0.1), { ...look, drift: 0.1 });
  };

  const turned: SetBrush['turned'] = (x, z, profile, colour, look = {}) => {
    const rings: Point[] = [];
    for (let i = 0; i + 1 < profile.length; i += 2) rings.push([profile[i] as number, profile[i + 1] as number]);
    const [low, high] = [rings[0] as Point, rings[rings.length - 1] as Point];
    part(x, (low[1] + high[1]) / 2, z);
    sprite(x, 0, z, (at, depth) => {
      const side = (sign: number): Point[] => rings.map(([radius, y]) => at(sign * radius, y));
      const round = (points: Point[]): Point[] => (look.smooth === true ? smoothCurve(points, false, 6) : points);
      const pigment = look.lit === true ? colour : mixColour(colour, multiplyColour(colour, tone.shade), 0.15);
      shape([...round(side(-1)), ...round(side(1)).reverse()], depth, pigment, look);
      lid(x, z, high[0], high[1], colour, look);
    });
  };

  const ball: SetBrush['ball'] = (x, y, z, radius, colour, look = {}) => {
    part(x, y, z);
    sprite(x, y, z, (at, depth) => {
      const [centreX, centreY] = at(0, 0);
      const size = (radius * projection.camera.focal) / depth;
      shape(ellipsePoints(centreX, centreY, size, size), depth, colour, look);
    });
  };

  return {
    context,
    projection,
    tone,
    spot,
    toWorld,
    part,
    box,
    face,
    front: (x0, y0, x1, y1, z, colour, look) =>
      face([x0, y0, z, x1, y0, z, x1, y1, z, x0, y1, z], colour, look, [0, 0, -1]),
    flat: (x0, z0, x1, z1, y, colour, look) =>
      face([x0, y, z0, x1, y, z0, x1, y, z1, x0, y, z1], colour, look, [0, 1, 0]),
    line,
    disc,
    turned,
    ball,
    sprite,
    panel,
    raw: add,
    shape,
    finish: () => {
      const sorted = groups.toSorted((a, b) => b.depth - a.depth);
      groups = [{ depth: Infinity, strokes: [] }];
      for (const group of sorted) for (const stroke of group.strokes) stroke();
    },
  };
};

const isOutside = (points: readonly Point[], view: Box): boolean => {
  const box = boxOf(points);
  return box.right < view.left || box.left > view.right || box.bottom < view.top || box.top > view.bottom;
};

/** Cuts a line to somewhat more than the picture, so that ink is not laid for kilometres outside it. */
const cutToView = ([a, b]: readonly [Point, Point], view: Box): [Point, Point] => {
  const margin = 300;
  let [from, to] = [0, 1];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  for (const [start, delta, low, high] of [
    [a[0], dx, view.left - margin, view.right + margin],
    [a[1], dy, view.top - margin, view.bottom + margin],
  ] as const) {
    if (Math.abs(delta) < 1e-9) continue;
    const [near, far] = [(low - start) / delta, (high - start) / delta];
    from = Math.max(from, Math.min(near, far));
    to = Math.min(to, Math.max(near, far));
  }
  if (from >= to) return [a, a];
  return [
    [a[0] + dx * from, a[1] + dy * from],
    [a[0] + dx * to, a[1] + dy * to],
  ];
};
