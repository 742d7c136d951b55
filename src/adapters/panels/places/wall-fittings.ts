/** What is let into walls or hangs on them: windows, doors, pictures, clocks, shelves. */
import { type Colour, mixColour, type SetBrush, type Vec3 } from '../ink/ink.ts';
import { paintOutlook } from './outlook.ts';
import type { Outlook } from './place.types.ts';
import { onTheWall } from './room-shell.ts';
import { onWall, type RoomShape, type SetBuilder, type WallName } from './set-builder.ts';

export type WindowStyle = {
  /** Middle of the window along the wall, its sill, width and height. */
  readonly x: number;
  readonly sill: number;
  readonly width: number;
  readonly height: number;
  readonly frame?: Colour;
  readonly panes?: readonly [across: number, up: number];
  readonly curtains?: Colour;
  readonly blinds?: boolean;
  readonly bars?: boolean;
  readonly arched?: boolean;
  readonly outlook?: Outlook;
  readonly stained?: boolean;
};

/** A window: the world outside, frame and sill, curtains or blinds, and the light it lets in. */
export const windowIn = (set: SetBuilder, style: RoomShape, wall: WallName, w: WindowStyle): void => {
  onTheWall(set, style, wall, (b) => {
    const frame = w.frame ?? '#d8d0bc';
    const [x0, x1, y0, y1] = [w.x - w.width / 2, w.x + w.width / 2, w.sill, w.sill + w.height];
    if (w.arched !== true) b.front(x0 - 0.09, y0 - 0.08, x1 + 0.09, y1 + 0.09, -0.02, frame);
    b.panel([x1, y0, -0.03, x0, y0, -0.03, ...topOf(w)], (points, depth) =>
      paintOutlook(
        b.context,
        points,
        depth,
        set.light,
        w.outlook ?? 'garden',
        `${set.name}-${wall}-${w.x}`,
        w.stained === true,
      ),
    );
    if (w.arched === true) b.line([x0, y0, -0.03, ...topOf(w), x1, y0, -0.03, x0, y0, -0.03], 0.1, frame);
    glazingBars(b, w, frame);
    b.front(x0 - 0.14, y0 - 0.1, x1 + 0.14, y0 - 0.03, -0.12, mixColour(frame, '#ffffff', 0.15));
    if (w.curtains !== undefined) curtains(b, w, w.curtains);
  });
  registerLight(set, style, wall, w);
};

/** Upper edge of the glass, left to right: straight, or a round arch. */
const topOf = (w: WindowStyle): number[] => {
  const [x0, x1, y1] = [w.x - w.width / 2, w.x + w.width / 2, w.sill + w.height];
  if (w.arched !== true) return [x0, y1, -0.03, x1, y1, -0.03];
  const out: number[] = [];
  for (let i = 0; i <= 12; i++) {
    const angle = (i / 12) * Math.PI;
    out.push(w.x - (Math.cos(angle) * w.width) / 2, y1 - w.width * 0.3 + Math.sin(angle) * w.width * 0.5, -0.03);
  }
  return out;
};

const glazingBars = (b: SetBrush, w: WindowStyle, frame: Colour): void => {
  const [x0, x1, y0, y1] = [w.x - w.width / 2, w.x + w.width / 2, w.sill, w.sill + w.height];
  const [across, up] = w.panes ?? [2, 2];
  for (let i = 1; i < across; i++)
    b.line([x0 + (w.width * i) / across, y0, -0.04, x0 + (w.width * i) / across, y1, -0.04], 0.05, frame);
  for (let i = 1; i < up; i++)
    b.line([x0, y0 + (w.height * i) / up, -0.04, x1, y0 + (w.height * i) / up, -0.04], 0.05, frame);
  if (w.bars === true)
    for (let i = 1; i < 6; i++)
      b.line([x0 + (w.width * i) / 6, y0, -0.05, x0 + (w.width * i) / 6, y1, -0.05], 0.045, '#2c2c34');
  if (w.blinds === true)
    for (let y = y1; y > y0 + w.height * 0.1; y -= 0.075)
      b.line([x0, y, -0.05, x1, y, -0.05], 0.028, '#b3a98f', { alpha: 0.85 });
};

const curtains = (b: SetBrush, w: WindowStyle, colour: Colour): void => {
  const top = w.sill + w.height + 0.16;
  const bottom = w.sill < 0.8 ? 0.05 : w.sill - 0.35;
  for (const side of [-1, 1]) {
    const outer = w.x + side * (w.width / 2 + 0.28);
    const inner = w.x + side * (w.width / 2 - w.width * 0.13);
    b.face(
      [
        outer,
        top,
        -0.1,
        inner,
        top,
        -0.1,
        inner + side * 0.05,
        (top + bottom) / 2,
        -0.1,
        inner + side * 0.14,
        bottom,
        -0.1,
        outer + side * 0.04,
        bottom,
        -0.1,
      ],
      colour,
      { drift: 0.2 },
    );
    for (let i = 1; i < 4; i++) {
      const at = outer + ((inner - outer) * i) / 4;
      b.line([at, top, -0.11, at + side * 0.03, bottom, -0.11], 0.02, mixColour(colour, '#1c1428', 0.35), {
        alpha: 0.7,
      });
    }
  }
  b.line([w.x - w.width / 2 - 0.4, top + 0.02, -0.12, w.x + w.width / 2 + 0.4, top + 0.02, -0.12], 0.035, '#4a3a34');
};

const registerLight = (set: SetBuilder, style: RoomShape, wall: WallName, w: WindowStyle): void => {
  const corner = (x: number, y: number): Vec3 => onWall(style, wall, [x, y, 0]);
  const [x0, x1, y0, y1] = [w.x - w.width / 2, w.x + w.width / 2, w.sill, w.sill + w.height];
  const [fromX, , fromZ] = corner(0, 0);
  const [toX, , toZ] = onWall(style, wall, [0, 0, 1]);
  set.opening({
    corners: [corner(x0, y0), corner(x1, y0), corner(x1, y1), corner(x0, y1)],
    outward: [toX - fromX, 0, toZ - fromZ],
  });
  set.lamp({
    kind: 'window',
    at: onWall(style, wall, [w.x, w.sill + w.height / 2, -0.3]),
    reach: 1.8 + w.width * 1.2,
    strength: 0.9,
    always: true,
  });
};

export type DoorStyle = {
  readonly x: number;
  readonly width?: number;
  readonly height?: number;
  readonly colour: Colour;
  readonly kind?: 'panelled' | 'glass' | 'metal' | 'double';
};

export const doorIn = (set: SetBuilder, style: RoomShape, wall: WallName, door: DoorStyle): void =>
  onTheWall(set, style, wall, (b) => {
    const { x, colour, kind = 'panelled', width = kind === 'double' ? 1.7 : 0.92, height = 2.06 } = door;
    const [x0, x1] = [x - width / 2, x + width / 2];
    const dark = mixColour(colour, '#1c1420', 0.3);
    b.front(x0 - 0.09, 0, x1 + 0.09, height + 0.09, -0.02, mixColour(colour, '#efe6d4', 0.35));
    b.front(x0, 0, x1, height, -0.035, colour);
    if (kind === 'glass') b.front(x0 + 0.12, 1.05, x1 - 0.12, height - 0.16, -0.045, '#a9c0bc', { drift: 0.24 });
    if (kind === 'panelled') {
      b.front(x0 + 0.14, 0.2, x1 - 0.14, 0.92, -0.045, dark, { ink: 0.7 });
      b.front(x0 + 0.14, 1.1, x1 - 0.14, 1.88, -0.045, dark, { ink: 0.7 });
    }
    if (kind === 'double') {
      b.line([x, 0, -0.045, x, height, -0.045], 0.03);
      for (const side of [-1, 1])
        b.front(x + side * 0.42 - 0.24, 1.2, x + side * 0.42 + 0.24, 1.75, -0.045, '#a9c0bc', { ink: 0.6 });
    }
    if (kind === 'metal') for (const y of [0.4, 1.6]) b.line([x0 + 0.05, y, -0.045, x1 - 0.05, y, -0.045], 0.05, dark);
    b.disc(x1 - 0.09, 1.04, -0.06, 0.045, '#d8b96a', { ink: 0.5 });
  });

/** A framed picture: hills under a sky, in one colour. */
export const pictureOn = (
  set: SetBuilder,
  style: RoomShape,
  wall: WallName,
  x: number,
  y: number,
  width: number,
  height: number,
  colour: Colour,
): void =>
  onTheWall(set, style, wall, (b) => {
    const [left, right, low, high] = [
      x - width / 2 + 0.05,
      x + width / 2 - 0.05,
      y - height / 2 + 0.05,
      y + height / 2 - 0.05,
    ];
    b.front(left - 0.05, low - 0.05, right + 0.05, high + 0.05, -0.03, '#6a4a34');
    b.front(left, low, right, high, -0.04, colour, { drift: 0.3 });
    const hill = mixColour(colour, '#2a3040', 0.4);
    b.face(
      [
        left,
        y - height * 0.15,
        -0.045,
        x,
        y + height * 0.12,
        -0.045,
        x + width * 0.2,
        y - height * 0.05,
        -0.045,
        right,
        y - height * 0.12,
        -0.045,
        right,
        low,
        -0.045,
        left,
        low,
        -0.045,
      ],
      hill,
      { ink: 0.4 },
    );
  });

export const clockOn = (set: SetBuilder, style: RoomShape, wall: WallName, x: number, y: number, radius = 0.17): void =>
  onTheWall(set, style, wall, (b) => {
    b.disc(x, y, -0.03, radius, '#4a3a34', { ink: 0.6 });
    b.disc(x, y, -0.04, radius * 0.85, '#f4efe0', { ink: 0.3 });
    b.line([x, y, -0.05, x + radius * 0.38, y + radius * 0.3, -0.05], 0.025, '#241c24');
    b.line([x, y, -0.05, x - radius * 0.2, y + radius * 0.66, -0.05], 0.018, '#241c24');
  });

/** A wall shelf with things of different sizes on it. */
export const shelfOn = (
  set: SetBuilder,
  style: RoomShape,
  wall: WallName,
  x: number,
  y: number,
  width: number,
  things: readonly Colour[],
): void =>
  onTheWall(set, style, wall, (b) => {
    b.box(x - width / 2, y, -0.26, x + width / 2, y + 0.04, 0, '#7a5a40');
    for (let i = 0; i < things.length; i++) {
      const at = x - width / 2 + (width * (i + 0.5)) / things.length;
      const [radius, high] = [width / things.length / 2.6, 0.14 + ((i * 37) % 11) * 0.018];
      b.turned(
        at,
        -0.13,
        [radius, y + 0.04, radius * 1.1, y + high * 0.6, radius * 0.7, y + high, radius * 0.75, y + high + 0.05],
        things[i] ?? '#8a8f94',
        { smooth: i % 2 === 0 },
      );
    }
  });
