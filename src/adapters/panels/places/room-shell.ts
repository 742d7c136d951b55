/** Rooms: floor, ceiling and four walls. A wall is only there for who stands inside it. */
import { type Colour, mixColour, type SetBrush } from '../ink/ink.ts';
import { type RoomShape, type SetBuilder, type WallName, wallSpot } from './set-builder.ts';

export type RoomStyle = RoomShape & {
  readonly wall: Colour;
  readonly floor: Colour;
  readonly ceiling?: Colour;
  readonly boards?: 'planks' | 'tiles' | 'carpet' | 'plates' | 'earth';
  /** Lower part of the walls in a second colour up to this height; `tiles` is the size of its tiles. */
  readonly dado?: { readonly colour: Colour; readonly height: number; readonly tiles?: number };
  /** Distance of upright joints in the walls. */
  readonly panels?: number;
  readonly beams?: boolean;
  /** Rough stone courses on the walls. */
  readonly stone?: boolean;
};

type Reach = { readonly x0: number; readonly x1: number; readonly z0: number; readonly z1: number };

export const room = (set: SetBuilder, style: RoomStyle): RoomStyle => {
  set.set({ ground: style.floor });
  set.shell((b) => ceilingOf(b, style));
  set.shell((b) => floorOf(b, style));
  for (const name of ['back', 'left', 'right', 'front'] as const)
    set.shell((b) => wallOf(b, style, name), wallSpot(style, name));
  return style;
};

/**
 * How far the room reaches for this camera: where the camera stands outside, the wall before it is not there and the
 * side walls, floor and ceiling go on to it, so that no picture shows the room's cut edge.
 */
const reachOf = (b: SetBrush, { width, back, front }: RoomShape): Reach => {
  const [x, , z] = b.projection.camera.position;
  return {
    x0: Math.min(-width / 2, x - 1),
    x1: Math.max(width / 2, x + 1),
    z0: Math.min(-front, z - 1),
    z1: Math.max(back, z + 1),
  };
};

const ceilingOf = (b: SetBrush, style: RoomStyle): void => {
  const { ceiling, height, beams } = style;
  const { x0, x1, z0, z1 } = reachOf(b, style);
  // Light thrown up from the floor: a ceiling is never as dark as a face turned from the sun.
  const colour = mixColour(ceiling ?? mixColour(style.wall, '#20182a', 0.3), '#ffffff', 0.22);
  b.face([x0, height, z0, x1, height, z0, x1, height, z1, x0, height, z1], colour, { ink: 0.6 }, [0, -1, 0]);
  const step = beams === true ? 1.1 : 1.8;
  for (let x = -style.width / 2 + step; x < style.width / 2; x += step) {
    if (beams === true) b.line([x, height - 0.01, z0, x, height - 0.01, z1], 0.14, mixColour(colour, '#2a1c18', 0.5));
    else b.line([x, height - 0.01, z0, x, height - 0.01, z1], 0.012, undefined, { alpha: 0.4 });
  }
};

const floorOf = (b: SetBrush, style: RoomStyle): void => {
  const { x0, x1, z0, z1 } = reachOf(b, style);
  const { floor, boards = 'planks' } = style;
  b.flat(x0, z0, x1, z1, 0, floor, { ink: 0, edge: 0, drift: 0.06 });
  const dark = mixColour(floor, '#1a1420', 0.45);
  const light = mixColour(floor, '#ffffff', 0.16);
  const start = (from: number, step: number): number => Math.ceil(from / step) * step;
  if (boards === 'planks') {
    for (let x = start(x0, 0.28); x <= x1; x += 0.28) b.line([x, 0, z0, x, 0, z1], 0.008, dark, { alpha: 0.5 });
    for (let i = 0; i < 40; i++) {
      const x = start(x0, 0.28) + ((i * 7) % Math.ceil((x1 - x0) / 0.28)) * 0.28;
      const z = z0 + ((i * 1.37) % (z1 - z0));
      b.line([x, 0, z, x + 0.28, 0, z], 0.008, dark, { alpha: 0.6 });
    }
  } else if (boards === 'tiles') {
    for (let x = start(x0, 0.6); x < x1; x += 0.6) {
      for (let z = start(z0, 0.6); z < z1; z += 0.6) {
        const odd = Math.abs(Math.round(x / 0.6) + Math.round(z / 0.6)) % 2 === 1;
        if (odd) b.flat(x, z, x + 0.6, z + 0.6, 0, light, { ink: 0, edge: 0, drift: 0 });
      }
    }
  } else if (boards === 'plates') {
    for (let x = start(x0, 1.2); x <= x1; x += 1.2) b.line([x, 0, z0, x, 0, z1], 0.014, dark, { alpha: 0.5 });
    for (let z = start(z0, 1.2); z <= z1; z += 1.2) b.line([x0, 0, z, x1, 0, z], 0.014, dark, { alpha: 0.5 });
  } else if (boards === 'earth') {
    for (let i = 0; i < 90; i++) {
      const [x, z] = [x0 + ((i * 0.731) % 1) * (x1 - x0), z0 + ((i * 0.417) % 1) * (z1 - z0)];
      b.line([x, 0, z, x + 0.14, 0, z + 0.03], 0.02, dark, { alpha: 0.5 });
    }
  }
};

/** The wall's own left and right end for this camera, in its frame. */
const endsOf = (b: SetBrush, style: RoomStyle, name: WallName): readonly [number, number] => {
  const { x0, x1, z0, z1 } = reachOf(b, style);
  const middle = (style.back - style.front) / 2;
  if (name === 'back') return [x0, x1];
  if (name === 'front') return [-x1, -x0];
  return name === 'right' ? [middle - z1, middle - z0] : [z0 - middle, z1 - middle];
};

const wallOf = (b: SetBrush, style: RoomStyle, name: WallName): void => {
  const [from, to] = endsOf(b, style, name);
  const { height, wall, dado, panels, stone } = style;
  b.front(from, 0, to, height, 0, wall, { drift: 0.12 });
  if (!facesCamera(b)) return;
  if (stone === true) stoneCourses(b, from, to, height, wall);
  if (dado === undefined) b.front(from, 0, to, 0.12, -0.01, mixColour(wall, '#fff8ea', 0.25), { ink: 0.5 });
  else {
    b.front(from, 0, to, dado.height, -0.005, dado.colour, { ink: 0.6, drift: 0.06 });
    const dark = mixColour(dado.colour, '#14202a', 0.4);
    if (dado.tiles !== undefined) {
      for (let x = from; x < to; x += dado.tiles)
        b.line([x, 0, -0.006, x, dado.height, -0.006], 0.006, dark, { alpha: 0.6 });
      for (let y = dado.tiles; y < dado.height; y += dado.tiles)
        b.line([from, y, -0.006, to, y, -0.006], 0.006, dark, { alpha: 0.6 });
    }
  }
  if (panels !== undefined)
    for (let x = from + panels; x < to; x += panels)
      b.line([x, 0, -0.006, x, height, -0.006], 0.02, undefined, { alpha: 0.6 });
};

const stoneCourses = (b: SetBrush, from: number, to: number, height: number, wall: Colour): void => {
  const dark = mixColour(wall, '#14101c', 0.45);
  for (let y = 0.32, row = 0; y < height; y += 0.32, row++) {
    b.line([from, y, -0.005, to, y + 0.02, -0.005], 0.012, dark, { alpha: 0.6 });
    for (let x = from + (row % 2) * 0.3; x < to; x += 0.6)
      b.line([x, y - 0.32, -0.005, x + 0.02, y, -0.005], 0.012, dark, { alpha: 0.55 });
  }
};

/** Whether the camera stands on the inner side of this wall frame. */
export const facesCamera = (b: SetBrush): boolean => {
  const [x, , z] = b.projection.camera.position;
  return (x - b.spot.x) * Math.sin(b.spot.turn) + (z - b.spot.z) * Math.cos(b.spot.turn) < 0;
};

/** Draws on a wall, only when it is seen from inside. */
export const onTheWall = (set: SetBuilder, style: RoomShape, wall: WallName, draw: (b: SetBrush) => void): void =>
  set.shell(
    (b) => {
      if (facesCamera(b)) draw(b);
    },
    wallSpot(style, wall),
  );
