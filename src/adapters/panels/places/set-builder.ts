/** Collects the pieces of a place. A place is a function that gets a builder; what it draws depends only on its seed. */
import { type Random, seededRandom } from '../../../domain/random.ts';
import { type Colour, type SetBrush, type Vec3 } from '../ink/ink.ts';
import type { SceneLight } from '../light/light.ts';
import type { Draw, LampSource, Opening, Piece, PlaceSet } from './place.types.ts';

export type SetBuilder = {
  /** Seeded by the location: the bookshelf is the same in every shot of that office. */
  readonly random: Random;
  readonly light: SceneLight;
  /** Words of the script for what stands here. */
  readonly dressing: ReadonlySet<string>;
  readonly name: string;
  readonly add: (
    x: number,
    z: number,
    turnDeg: number,
    draw: Draw,
    options?: Partial<Pick<Piece, 'y' | 'height' | 'bias' | 'structure'>>,
  ) => void;
  /** Part of the ground or the walls. */
  readonly shell: (draw: Draw, spot?: Partial<Pick<Piece, 'x' | 'y' | 'z' | 'turnDeg'>>) => void;
  readonly lamp: (lamp: LampSource) => void;
  readonly opening: (opening: Opening) => void;
  readonly set: (
    facts: Partial<Pick<PlaceSet, 'outdoors' | 'outlook' | 'ground' | 'seated' | 'front' | 'passersBy' | 'walkHalfM'>>,
  ) => void;
  readonly build: () => PlaceSet;
};

export const createSetBuilder = (
  seed: string,
  name: string,
  dressing: readonly string[],
  light: SceneLight,
): SetBuilder => {
  const shell: Piece[] = [];
  const pieces: Piece[] = [];
  const lamps: LampSource[] = [];
  const openings: Opening[] = [];
  let facts: Pick<PlaceSet, 'outdoors' | 'outlook' | 'ground' | 'seated' | 'front' | 'passersBy' | 'walkHalfM'> = {
    outdoors: false,
    outlook: 'none',
    ground: '#807468',
    seated: false,
    front: { kind: 'none' },
    passersBy: [],
    walkHalfM: 50,
  };
  return {
    random: seededRandom('place', seed),
    light,
    dressing: new Set(dressing.map((word) => word.toLowerCase())),
    name,
    add: (x, z, turnDeg, draw, { y = 0, height = 1, bias = 0, structure = false } = {}) =>
      void pieces.push({ x, y, z, turnDeg, draw, height, bias, structure }),
    shell: (draw, { x = 0, y = 0, z = 0, turnDeg = 0 } = {}) =>
      void shell.push({ x, y, z, turnDeg, draw, height: 0, bias: 0, structure: false }),
    lamp: (lamp) => void lamps.push(lamp),
    opening: (opening) => void openings.push(opening),
    set: (more) => {
      facts = { ...facts, ...more };
    },
    build: () => ({ shell, pieces, lamps, openings, ...facts }),
  };
};

export type WallName = 'back' | 'left' | 'right' | 'front';

/** Frames of a room's walls: x runs to the right as seen from inside, the room lies at -z. */
export type RoomShape = {
  readonly width: number;
  readonly back: number;
  readonly front: number;
  readonly height: number;
};

export const wallSpot = (room: RoomShape, wall: WallName): Required<Pick<Piece, 'x' | 'y' | 'z' | 'turnDeg'>> => {
  const middle = (room.back - room.front) / 2;
  if (wall === 'back') return { x: 0, y: 0, z: room.back, turnDeg: 0 };
  if (wall === 'front') return { x: 0, y: 0, z: -room.front, turnDeg: 180 };
  return wall === 'right'
    ? { x: room.width / 2, y: 0, z: middle, turnDeg: 90 }
    : { x: -room.width / 2, y: 0, z: middle, turnDeg: -90 };
};

/** A point of a wall's frame in the room. */
export const onWall = (room: RoomShape, wall: WallName, [x, y, z]: Vec3): Vec3 => {
  const spot = wallSpot(room, wall);
  const turn = (spot.turnDeg * Math.PI) / 180;
  return [spot.x + x * Math.cos(turn) + z * Math.sin(turn), y, spot.z - x * Math.sin(turn) + z * Math.cos(turn)];
};

export type WallDraw = (brush: SetBrush) => void;
export type Tint = Colour;
