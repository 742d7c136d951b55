/** A camera in a set: metres in, stage units out. x right, y up, z into the set; yaw turns to the right, pitch looks up. */
import type { Context, Point } from './curve.ts';

export type Vec3 = readonly [x: number, y: number, z: number];

export type Camera = {
  readonly position: Vec3;
  /** Radians. */
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Stage units a thing of one metre measures at one metre. */
  readonly focal: number;
  /** Where the axis meets the picture, stage units. */
  readonly centreX: number;
  readonly centreY: number;
};

/** Nothing nearer than this (metres) is drawn. */
export const nearPlane = 0.12;

export type Projection = {
  readonly camera: Camera;
  /** Into the camera's own axes; the third number is the depth in metres. */
  readonly toCamera: (point: Vec3) => Vec3;
  /** Of a point in camera axes with positive depth. */
  readonly toScreen: (seen: Vec3) => Point;
  /** Screen point and depth, or undefined behind the near plane. */
  readonly project: (point: Vec3) => { readonly x: number; readonly y: number; readonly depth: number } | undefined;
  /** Screen points of the part of a polygon that is before the camera; fewer than three points: none of it. */
  readonly clipPolygon: (points: readonly Vec3[]) => { readonly points: Point[]; readonly depth: number };
  /** The same for an open line. */
  readonly clipLine: (
    from: Vec3,
    to: Vec3,
  ) => { readonly points: readonly [Point, Point]; readonly depth: number } | undefined;
};

export const createProjection = (camera: Camera): Projection => {
  const [cosYaw, sinYaw] = [Math.cos(camera.yaw), Math.sin(camera.yaw)];
  const [cosPitch, sinPitch] = [Math.cos(camera.pitch), Math.sin(camera.pitch)];
  const [cosRoll, sinRoll] = [Math.cos(camera.roll), Math.sin(camera.roll)];

  const toCamera = ([px, py, pz]: Vec3): Vec3 => {
    const [dx, dy, dz] = [px - camera.position[0], py - camera.position[1], pz - camera.position[2]];
    const x = dx * cosYaw - dz * sinYaw;
    const forward = dx * sinYaw + dz * cosYaw;
    const y = dy * cosPitch - forward * sinPitch;
    return [x * cosRoll - y * sinRoll, x * sinRoll + y * cosRoll, dy * sinPitch + forward * cosPitch];
  };

  const toScreen = ([x, y, depth]: Vec3): Point => [
    camera.centreX + (x / depth) * camera.focal,
    camera.centreY - (y / depth) * camera.focal,
  ];

  return {
    camera,
    toCamera,
    toScreen,
    project: (point) => {
      const seen = toCamera(point);
      if (seen[2] < nearPlane) return undefined;
      const [x, y] = toScreen(seen);
      return { x, y, depth: seen[2] };
    },
    clipPolygon: (points) => {
      const clipped = clipNear(points.map(toCamera));
      const depth = clipped.reduce((sum, seen) => sum + seen[2], 0) / Math.max(1, clipped.length);
      return { points: clipped.map(toScreen), depth };
    },
    clipLine: (from, to) => {
      const [a, b] = [toCamera(from), toCamera(to)];
      if (a[2] < nearPlane && b[2] < nearPlane) return undefined;
      const start = a[2] < nearPlane ? atNearPlane(b, a) : a;
      const end = b[2] < nearPlane ? atNearPlane(a, b) : b;
      return { points: [toScreen(start), toScreen(end)], depth: (start[2] + end[2]) / 2 };
    },
  };
};

const atNearPlane = (front: Vec3, behind: Vec3): Vec3 => {
  const t = (nearPlane - front[2]) / (behind[2] - front[2]);
  return [front[0] + (behind[0] - front[0]) * t, front[1] + (behind[1] - front[1]) * t, nearPlane];
};

const clipNear = (seen: readonly Vec3[]): Vec3[] => {
  const out: Vec3[] = [];
  for (let i = 0; i < seen.length; i++) {
    const a = seen[i] as Vec3;
    const b = seen[(i + 1) % seen.length] as Vec3;
    if (a[2] >= nearPlane) out.push(a);
    if (a[2] >= nearPlane !== b[2] >= nearPlane) out.push(a[2] >= nearPlane ? atNearPlane(a, b) : atNearPlane(b, a));
  }
  return out;
};

/** Height of the horizon in the picture of an unrolled camera, stage units. */
export const horizonOf = (camera: Camera): number => camera.centreY + Math.tan(camera.pitch) * camera.focal;

/** Turns what is drawn with level lines (skies, grounds) into a rolled camera's picture. The caller restores the context. */
export const rollContext = (context: Context, camera: Camera): void => {
  context.translate(camera.centreX, camera.centreY);
  context.rotate(-camera.roll);
  context.translate(-camera.centreX, -camera.centreY);
};
