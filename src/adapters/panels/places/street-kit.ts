/** Things of streets and yards: house fronts, lamps, cars, fences, benches. Fronts look toward -z. */
import type { Random } from '../../../domain/random.ts';
import { type Colour, mixColour, type Point, smoothCurve } from '../ink/ink.ts';
import type { Draw } from './place.types.ts';
import type { SetBuilder } from './set-builder.ts';

export type FacadeStyle = {
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
  readonly ground?: 'shop' | 'door' | 'garage' | 'none';
  readonly awning?: Colour;
  /** Fewer strokes for houses far away. */
  readonly far?: boolean;
  readonly depth?: number;
};

const glass = (set: SetBuilder): { lit: Colour; unlit: Colour; share: number } => ({
  lit: set.random() < 0.5 ? '#ffd88a' : '#ffba66',
  unlit: set.light.dark ? '#26304e' : mixColour('#56667a', set.light.set.haze, 0.35),
  share: set.light.set.windowsLit,
});

/** A house front with a cornice, rows of windows and a shop or a door below. */
export const facade = (set: SetBuilder, style: FacadeStyle): Draw => {
  const { width, height, colour, ground = 'shop', far = false, depth = 7 } = style;
  const panes: { x: number; y: number; colour: Colour; lit: boolean }[] = [];
  const across = Math.max(2, Math.round(width / 1.9));
  for (let y = 4.1; y < height - 1.2; y += far ? 3.2 : 2.7) {
    for (let i = 0; i < across; i++) {
      const g = glass(set);
      const lit = set.random() < g.share;
      panes.push({ x: -width / 2 + (width * (i + 0.5)) / across, y, colour: lit ? g.lit : g.unlit, lit });
    }
  }
  const shopLit = set.light.set.windowsLit > 0.2 && set.random() < 0.75;
  const trim = mixColour(colour, '#f0dcc0', 0.35);
  return (b) => {
    b.box(-width / 2, 0, 0, width / 2, height, depth, colour, { ink: far ? 0.6 : 1 });
    for (const pane of panes) {
      b.front(pane.x - 0.42, pane.y, pane.x + 0.42, pane.y + 1.45, -0.01, pane.colour, {
        ink: far ? 0 : 0.5,
        drift: 0.08,
        edge: 0.06,
        lit: pane.lit,
      });
      if (far) continue;
      b.front(pane.x - 0.5, pane.y - 0.12, pane.x + 0.5, pane.y, -0.08, trim, { ink: 0.4 });
      b.line([pane.x, pane.y, -0.02, pane.x, pane.y + 1.45, -0.02], 0.05, trim);
    }
    b.front(-width / 2 - 0.1, height - 0.4, width / 2 + 0.1, height + 0.12, -0.14, trim, { ink: far ? 0.5 : 0.9 });
    if (ground === 'shop') shopFront(b, width, shopLit, trim, style.awning);
    if (ground === 'door') doorStep(b, width, colour);
    if (ground === 'garage') {
      b.front(-width * 0.32, 0, width * 0.32, 2.9, -0.02, '#6c6a70');
      for (let y = 0.4; y < 2.8; y += 0.4) b.line([-width * 0.32, y, -0.03, width * 0.32, y, -0.03], 0.03);
    }
  };
};

const shopFront = (
  b: Parameters<Draw>[0],
  width: number,
  lit: boolean,
  trim: Colour,
  awning: Colour | undefined,
): void => {
  const half = width / 2 - 0.3;
  b.front(-half, 0.5, half, 2.75, -0.02, lit ? '#ffcf86' : '#5f6c80', { lit, drift: 0.2 });
  wares(b, half, lit);
  for (let x = -half; x < half; x += 1.35) {
    if (!lit)
      b.face(
        [x + 0.25, 0.55, -0.028, x + 0.6, 0.55, -0.028, x + 1.15, 2.7, -0.028, x + 0.8, 2.7, -0.028],
        '#dce8f2',
        { alpha: 0.2, ink: 0 },
        [0, 0, -1],
      );
    if (facesViewer(b)) b.line([x, 0.5, -0.03, x, 2.75, -0.03], 0.06, trim);
  }
  b.front(half * 0.2, 0.02, half * 0.2 + 0.9, 2.5, -0.04, '#5a4438');
  b.front(half * 0.2 + 0.14, 0.9, half * 0.2 + 0.76, 2.3, -0.05, lit ? '#ffd898' : '#56586c', { ink: 0.6, lit });
  b.front(-half, 2.85, half, 3.45, -0.06, mixColour(awning ?? '#6a5a4c', '#241c24', 0.35));
  if (awning === undefined) return;
  b.part(0, 3, -1.2);
  b.face([-half, 3.3, -0.05, half, 3.3, -0.05, half, 2.6, -1.1, -half, 2.6, -1.1], awning);
  b.face([-half, 2.6, -1.1, half, 2.6, -1.1, half, 2.36, -1.1, -half, 2.36, -1.1], mixColour(awning, '#ffffff', 0.16));
};

/** What stands in a shop window: boxes, bottles and round things in rows. */
const wares = (b: Parameters<Draw>[0], half: number, lit: boolean): void => {
  const colours = ['#a85a48', '#c2a05a', '#5f7a70', '#7a5a7a', '#b8b0a0', '#4f6a8a'];
  for (let i = 0, x = -half + 0.3; x < half - 0.4; i++, x += 0.42) {
    const [wide, high] = [0.12 + ((i * 37) % 5) * 0.03, 0.24 + ((i * 53) % 7) * 0.07];
    const colour = mixColour(
      colours[(i * 5) % colours.length] ?? '#a85a48',
      lit ? '#ffcf86' : '#4a5468',
      lit ? 0.25 : 0.45,
    );
    b.front(x - wide, 0.55, x + wide, 0.55 + high, -0.024, colour, { ink: 0.4, lit, edge: 0.05, drift: 0.08 });
    if (i % 3 === 0)
      b.front(x - wide * 0.7, 0.55 + high, x + wide * 0.7, 0.75 + high, -0.024, mixColour(colour, '#ffffff', 0.14), {
        ink: 0.4,
        lit,
        edge: 0.05,
        drift: 0.08,
      });
  }
};

/** Lines have no back: whether this front is seen at all. */
const facesViewer = (b: Parameters<Draw>[0]): boolean => {
  const [x, , z] = b.projection.camera.position;
  return (x - b.spot.x) * Math.sin(b.spot.turn) + (z - b.spot.z) * Math.cos(b.spot.turn) < 0;
};

const doorStep = (b: Parameters<Draw>[0], width: number, colour: Colour): void => {
  b.front(-0.65, 0.3, 0.65, 2.7, -0.03, mixColour(colour, '#f0dcc0', 0.4));
  b.front(-0.5, 0.3, 0.5, 2.5, -0.05, '#6a3f34');
  b.box(-0.9, 0, -0.7, 0.9, 0.16, 0, '#98928c');
  b.box(-0.9, 0.16, -0.35, 0.9, 0.3, 0, '#98928c');
  for (const x of [-width * 0.3, width * 0.3]) b.front(x - 0.5, 1, x + 0.5, 2.5, -0.03, '#56667a', { ink: 0.6 });
};

/** A house with a gable roof, door, windows, chimney; x along its front. */
export const house = (set: SetBuilder, width: number, wall: Colour, roof: Colour, porch = false): Draw => {
  const litNow = set.light.set.windowsLit > 0.15;
  const pane = litNow ? '#ffd084' : mixColour('#5c7084', set.light.set.haze, 0.3);
  const top = set.light.snow > 0.3 ? '#eef2f6' : roof;
  const [h, d, rise] = [2.9, width * 0.75, width * 0.34];
  return (b) => {
    const half = width / 2;
    b.box(-half, 0, 0, half, h, d, wall);
    for (let y = 0.35; y < h; y += 0.35)
      b.line([-half, y, -0.01, half, y, -0.01], 0.01, mixColour(wall, '#201824', 0.4), { alpha: 0.5 });
    b.front(-0.5, 0.1, 0.5, 2.2, -0.03, '#7a4438');
    for (const x of [-half * 0.62, half * 0.62]) {
      b.front(x - 0.65, 0.95, x + 0.65, 2.25, -0.03, '#e8dfcc');
      b.front(x - 0.55, 1.05, x + 0.55, 2.15, -0.04, pane, { lit: litNow, ink: 0.6 });
      b.line([x, 1.05, -0.05, x, 2.15, -0.05], 0.05, '#e8dfcc');
      b.line([x - 0.55, 1.6, -0.05, x + 0.55, 1.6, -0.05], 0.05, '#e8dfcc');
    }
    b.part(0, h + rise * 0.6, d / 2);
    const e = 0.4;
    b.face(
      [-half - e, h - 0.1, -e, half + e, h - 0.1, -e, half + e, h + rise, d / 2, -half - e, h + rise, d / 2],
      top,
      { drift: 0.16 },
      [0, 0.7, -0.7],
    );
    b.face(
      [-half - e, h - 0.1, d + e, half + e, h - 0.1, d + e, half + e, h + rise, d / 2, -half - e, h + rise, d / 2],
      top,
      {},
      [0, 0.7, 0.7],
    );
    for (const side of [-1, 1])
      b.face([side * half, h, 0, side * half, h, d, side * half, h + rise, d / 2], wall, {}, [side, 0, 0]);
    for (let i = 1; i < 6; i++)
      b.line(
        [
          -half - e,
          h - 0.1 + (rise * i) / 6,
          -e + ((d / 2 + e) * i) / 6 - 0.02,
          half + e,
          h - 0.1 + (rise * i) / 6,
          -e + ((d / 2 + e) * i) / 6 - 0.02,
        ],
        0.014,
        undefined,
        { alpha: 0.5 },
      );
    b.box(half * 0.4, h + rise * 0.5, d * 0.4, half * 0.4 + 0.5, h + rise + 0.7, d * 0.4 + 0.5, '#8a5a4a');
    if (!porch) return;
    b.box(-half, 0, -1.7, half, 0.28, 0, '#8a7560');
    for (const x of [-half + 0.1, -half * 0.4, half * 0.4, half - 0.1])
      b.box(x - 0.06, 0.28, -1.6, x + 0.06, 2.4, -1.48, '#e0d6c2');
    for (const side of [-1, 1])
      for (let x = 0.9; x < half; x += 0.26) b.line([side * x, 0.28, -1.55, side * x, 1.0, -1.55], 0.04, '#e0d6c2');
    for (const side of [-1, 1]) b.line([side * 0.85, 1.0, -1.55, side * half, 1.0, -1.55], 0.07, '#e0d6c2');
    b.part(0, 2.5, -0.9);
    b.face(
      [-half - 0.2, 2.4, -1.9, half + 0.2, 2.4, -1.9, half + 0.1, 2.9, 0, -half - 0.1, 2.9, 0],
      mixColour(top, '#201824', 0.12),
    );
  };
};

export const streetLamp =
  (height = 4.6, arm = 0.9): Draw =>
  (b) => {
    b.turned(0, 0, [0.11, 0, 0.1, 0.3, 0.045, 0.36, 0.04, height], '#2a2832');
    b.line([0, height, 0, 0, height + 0.18, -arm * 0.5, 0, height + 0.16, -arm], 0.06, '#2a2832');
    b.part(0, height, -arm);
    b.turned(0, -arm, [0.05, height - 0.02, 0.17, height + 0.05, 0.12, height + 0.16, 0.03, height + 0.2], '#2a2832');
  };

/** The lamp and its light. */
export const litStreetLamp = (set: SetBuilder, x: number, z: number, turnDeg: number, height = 4.6): void => {
  set.add(x, z, turnDeg, streetLamp(height), { height });
  const turn = (turnDeg * Math.PI) / 180;
  set.lamp({
    kind: 'lamp',
    at: [x - Math.sin(turn) * 0.9, height - 0.05, z - Math.cos(turn) * 0.9],
    reach: 5,
    strength: 0.95,
    bulb: 0.17,
  });
  if (set.light.set.lampStrength < 0.4) return;
  set.lamp({
    kind: 'lamp',
    at: [x - Math.sin(turn) * 0.9, 0.05, z - Math.cos(turn) * 0.9],
    reach: 3.4,
    strength: 0.5,
    bulb: 0,
  });
};

/** Seen from behind (front = its back), nose at +z. */
export const car =
  (colour: Colour, lamps: boolean): Draw =>
  (b) => {
    const low = mixColour(colour, '#15101f', 0.35);
    for (const x of [-0.72, 0.72])
      for (const z of [0.7, 3.2]) {
        b.part(x, 0.3, z);
        b.sprite(x, 0, z, (at, depth) =>
          b.shape(smoothCurve([at(-0.16, 0), at(-0.16, 0.6), at(0.16, 0.6), at(0.16, 0)], true, 4), depth, '#16131c'),
        );
      }
    b.box(-0.86, 0.3, 0, 0.86, 0.92, 4, colour, { top: mixColour(colour, '#ffffff', 0.15) });
    b.front(-0.86, 0.3, 0.86, 0.42, -0.02, low, { ink: 0.5 });
    b.part(0, 1.2, 1.8);
    const cabin = mixColour(colour, '#ffffff', 0.08);
    b.face([-0.74, 0.92, 0.7, 0.74, 0.92, 0.7, 0.6, 1.46, 1.15, -0.6, 1.46, 1.15], '#3a4258', { drift: 0.3 });
    b.face([-0.74, 0.92, 3.2, 0.74, 0.92, 3.2, 0.6, 1.46, 2.6, -0.6, 1.46, 2.6], '#3a4258', { drift: 0.3 });
    for (const side of [-1, 1])
      b.face(
        [side * 0.74, 0.92, 0.7, side * 0.74, 0.92, 3.2, side * 0.6, 1.46, 2.6, side * 0.6, 1.46, 1.15],
        '#46506a',
        { drift: 0.3 },
        [side, 0.2, 0],
      );
    b.part(0, 1.5, 1.9);
    b.face([-0.62, 1.46, 1.12, 0.62, 1.46, 1.12, 0.62, 1.46, 2.62, -0.62, 1.46, 2.62], cabin, {}, [0, 1, 0]);
    b.line([-0.62, 1.46, 1.12, 0.62, 1.46, 1.12], 0.05, cabin);
    b.part(0, 0.6, -0.3);
    for (const x of [-0.66, 0.66])
      b.front(x - 0.15, 0.6, x + 0.15, 0.8, -0.03, lamps ? '#ff5a48' : '#a8433a', { ink: 0.6, lit: lamps });
    b.front(-0.24, 0.48, 0.24, 0.62, -0.03, '#d8cdb8', { ink: 0.5 });
  };

export const bench =
  (colour: Colour = '#7a5a40'): Draw =>
  (b) => {
    for (const x of [-0.7, 0.7]) b.box(x - 0.04, 0, -0.2, x + 0.04, 0.42, 0.22, '#3a3840');
    for (const z of [-0.18, -0.02, 0.14]) b.box(-0.9, 0.42, z, 0.9, 0.46, z + 0.12, colour);
    for (const y of [0.58, 0.76]) b.box(-0.9, y, 0.22, 0.9, y + 0.12, 0.26, colour);
  };

export const fence =
  (width: number, colour: Colour, height = 1): Draw =>
  (b) => {
    for (let x = -width / 2; x <= width / 2; x += 0.24)
      b.front(x - 0.05, 0, x + 0.05, height * (Math.round(x * 10) % 2 === 0 ? 1 : 0.95), 0, colour, { ink: 0.6 });
    for (const y of [height * 0.3, height * 0.75]) b.line([-width / 2, y, -0.02, width / 2, y, -0.02], 0.08, colour);
    for (let x = -width / 2; x <= width / 2; x += 0.24) b.line([x, 0, 0, x, height, 0], 0.05, colour);
  };

export const railFence =
  (width: number, colour: Colour = '#8a7058'): Draw =>
  (b) => {
    for (let x = -width / 2; x <= width / 2 + 0.01; x += width / Math.round(width / 2))
      b.box(x - 0.07, 0, -0.07, x + 0.07, 1.15, 0.07, colour);
    b.part(0, 0.8, -0.1);
    for (const y of [0.5, 0.95]) b.line([-width / 2, y, 0, width / 2, y, 0], 0.1, colour);
  };

export const stall = (roof: Colour, random: Random): Draw => {
  const goods = Array.from({ length: 16 }, (_, i) => ({
    x: -0.9 + (i % 8) * 0.26,
    z: -0.1 - Math.floor(i / 8) * 0.26,
    c: ['#c2543c', '#d8a23a', '#6a8a3f', '#a84a6a', '#d87a3a'][Math.floor(random() * 5)] ?? '#c2543c',
  }));
  return (b) => {
    b.box(-1.1, 0, -0.5, 1.1, 0.85, 0.4, '#8a6a4a');
    for (const { x, z, c } of goods) b.ball(x, 0.93, z, 0.12, c, { ink: 0.6 });
    for (const x of [-1.1, 1.1]) for (const z of [-0.6, 0.5]) b.line([x, 0, z, x, 2.3, z], 0.06, '#5a4636');
    b.part(0, 2.5, -0.4);
    for (let i = 0; i < 8; i++)
      b.face(
        [
          -1.3 + i * 0.325,
          2.2,
          -0.95,
          -0.975 + i * 0.325,
          2.2,
          -0.95,
          -0.975 + i * 0.325,
          2.75,
          0.5,
          -1.3 + i * 0.325,
          2.75,
          0.5,
        ],
        i % 2 === 0 ? roof : '#efe4d0',
        { ink: 0.6 },
      );
    for (let i = 0; i < 8; i++)
      b.face(
        [
          -1.3 + i * 0.325,
          2.2,
          -0.95,
          -0.975 + i * 0.325,
          2.2,
          -0.95,
          -1.02 + i * 0.325,
          1.98,
          -0.95,
          -1.25 + i * 0.325,
          1.98,
          -0.95,
        ],
        i % 2 === 0 ? roof : '#efe4d0',
        { ink: 0.6 },
      );
  };
};

/** Wires between poles: the gentle curve every street has above it. */
export const wires =
  (from: readonly [number, number, number], to: readonly [number, number, number], sag = 0.5): Draw =>
  (b) => {
    const points: number[] = [];
    for (let i = 0; i <= 10; i++) {
      const t = i / 10;
      points.push(
        from[0] + (to[0] - from[0]) * t,
        from[1] + (to[1] - from[1]) * t - Math.sin(Math.PI * t) * sag,
        from[2] + (to[2] - from[2]) * t,
      );
    }
    b.line(points, 0.025);
  };

export const dustbin: Draw = (b) => {
  b.turned(0, 0, [0.26, 0, 0.3, 0.8], '#6a7074');
  b.turned(0, 0, [0.33, 0.8, 0.3, 0.88, 0.08, 0.95], '#7c8286');
};

export const crate =
  (size: number, colour: Colour = '#9a7850'): Draw =>
  (b) => {
    b.box(-size / 2, 0, -size / 2, size / 2, size, size / 2, colour);
    b.line(
      [-size / 2, 0.03, -size / 2 - 0.01, size / 2, size - 0.03, -size / 2 - 0.01],
      0.05,
      mixColour(colour, '#2a1c14', 0.4),
    );
    for (const y of [size * 0.1, size * 0.9])
      b.line([-size / 2, y, -size / 2 - 0.01, size / 2, y, -size / 2 - 0.01], 0.06, mixColour(colour, '#2a1c14', 0.3));
  };

export const barrel =
  (colour: Colour = '#7a5638'): Draw =>
  (b) => {
    b.turned(0, 0, [0.26, 0, 0.33, 0.25, 0.34, 0.5, 0.33, 0.72, 0.26, 0.95], colour, { smooth: true });
    b.sprite(0, 0, 0, (at, depth) => {
      for (const y of [0.22, 0.74])
        b.shape(
          [
            at(-0.33, y),
            at(0, y - 0.03),
            at(0.33, y),
            at(0.33, y + 0.06),
            at(0, y + 0.03),
            at(-0.33, y + 0.06),
          ] as Point[],
          depth,
          '#4a4650',
          { ink: 0.5 },
        );
    });
  };
