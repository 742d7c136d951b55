/** What makes a flat hair shape hair: a soft band of light and clumps of strands, or curls, or cropped stubble. */
import type { Path2D } from '@napi-rs/canvas';
import { type Random, seededRandom } from '../../../domain/random.ts';
import { fillPolygon, mixColour, type Point, smoothCurve, withAlpha } from '../ink/ink.ts';
import { type Brush, drawLine } from './brush.ts';

/** Where the hair grows from and the region it covers, in art units. */
export type HairField = {
  readonly crown: Point;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Lower end of the strands. */
  readonly bottom: number;
  /** Seen from behind strands leave a whorl instead of a parting. */
  readonly behind?: boolean;
};

const curly = new Set(['afro', 'curls', 'coils', 'curly-crop', 'curly-top', 'flat-afro']);
const cropped = new Set(['buzz', 'slick', 'balding']);

export const hairDark = (colour: string): string => mixColour(colour, '#1a120e', 0.42);

export const paintHairTexture = (brush: Brush, hair: string, colour: string, path: Path2D, field: HairField): void => {
  if (brush.detail < 0.12) return;
  const random = seededRandom('hair', hair);
  brush.context.save();
  brush.context.clip(path);
  if (curly.has(hair)) paintCurls(brush, colour, field, random);
  else if (cropped.has(hair)) paintCropped(brush, colour, field, random);
  else {
    paintSheen(brush, colour, field, random);
    paintClumps(brush, colour, field, random);
    if (brush.detail > 0.6) paintFineStrands(brush, colour, field, random);
  }
  brush.context.restore();
};

const paintSheen = (brush: Brush, colour: string, field: HairField, random: Random): void => {
  const upper: Point[] = [];
  const lower: Point[] = [];
  const middle = field.top + Math.min(80, (field.bottom - field.top) * 0.3);
  for (let k = 0; k <= 26; k++) {
    const t = k / 26;
    const x = field.left + (field.right - field.left) * t;
    const y = middle + ((t - 0.55) * 2) ** 2 * 70;
    upper.push([x, y - 12 - random() * 18]);
    lower.push([x, y + 14 + random() * 34]);
  }
  fillPolygon(brush.context, [...upper, ...lower.reverse()], withAlpha(mixColour(colour, '#ffe0bc', 0.42), 0.28));
};

/** A strand from the parting outward and down: it fans from the crown. */
const strand = (field: HairField, across: number, from: number, to: number, offset: number): Point[] => {
  const [crownX] = field.crown;
  if (field.behind === true) return strandBehind(field, across, from, to, offset);
  const x = field.left + (field.right - field.left) * across;
  const start = crownX + (x - crownX) * 0.55;
  return smoothCurve([
    [start + offset * 0.4, from],
    [crownX + (x - crownX) * 0.92 + offset, from + (to - from) * 0.5],
    [x + offset, to],
  ]);
};

/** From the whorl over the round of the skull and straight down from its widest place. */
const strandBehind = (field: HairField, across: number, from: number, to: number, offset: number): Point[] => {
  const [crownX] = field.crown;
  const reach = field.bottom - field.top;
  const half = (field.right - field.left) / 2;
  const round = Math.min(reach, 330);
  return smoothCurve(
    [0, 0.25, 0.5, 0.75, 1].map((step): Point => {
      const y = from + (to - from) * step;
      const down = Math.max(0, Math.min(1, (y - field.top - 40) / round));
      const spread = Math.sin((down * Math.PI) / 2) ** 0.8;
      return [crownX + (across * 2 - 1) * half * (0.06 + 0.94 * spread) + offset * spread, y];
    }),
  );
};

const paintClumps = (brush: Brush, colour: string, field: HairField, random: Random): void => {
  const dark = mixColour(colour, '#1a100c', 0.42);
  const reach = field.bottom - field.top;
  for (let clump = 0; clump < 8; clump++) {
    const across = 0.03 + clump * 0.13 + random() * 0.05;
    for (let k = 0, count = 1 + Math.floor(random() * 3); k < count; k++) {
      const from = field.top + 15 + random() * reach * 0.3;
      const line = strand(field, across, from, from + reach * (0.3 + random() * 0.45), k * 11 + random() * 6);
      drawLine(brush, line, 3 + random() * 4, dark, { wobble: 2, alpha: 0.55 });
    }
  }
};

const paintFineStrands = (brush: Brush, colour: string, field: HairField, random: Random): void => {
  const reach = field.bottom - field.top;
  for (let i = 0; i < 30; i++) {
    const from = field.top + 10 + random() * reach * 0.4;
    const line = strand(field, random(), from, from + reach * (0.3 + random() * 0.4), 4);
    const light = i % 3 === 0;
    drawLine(brush, line, 1.5 + random() * 2, mixColour(colour, light ? '#f0c090' : '#120810', light ? 0.45 : 0.55), {
      wobble: 2,
      alpha: 0.5,
    });
  }
};

const paintCurls = (brush: Brush, colour: string, field: HairField, random: Random): void => {
  const dark = mixColour(colour, '#0e0810', 0.5);
  const light = mixColour(colour, '#ffe0bc', 0.3);
  const area = ((field.right - field.left) * (field.bottom - field.top)) / 3400;
  for (let i = 0; i < area; i++) {
    const [x, y] = [
      field.left + random() * (field.right - field.left),
      field.top + random() * (field.bottom - field.top),
    ];
    const radius = 11 + random() * 15;
    const turn = random() * Math.PI * 2;
    const arc = Array.from({ length: 7 }, (_, k): Point => {
      const angle = turn + k * 0.55;
      const shrink = 1 - k * 0.07;
      return [x + Math.cos(angle) * radius * shrink, y + Math.sin(angle) * radius * shrink];
    });
    drawLine(brush, smoothCurve(arc), 3.6 + random() * 2, random() < 0.28 ? light : dark, { wobble: 0.4, alpha: 0.55 });
  }
};

const paintCropped = (brush: Brush, colour: string, field: HairField, random: Random): void => {
  const dark = mixColour(colour, '#0e0810', 0.45);
  const count = brush.detail > 0.5 ? 150 : 60;
  for (let i = 0; i < count; i++) {
    const [x, y] = [
      field.left + random() * (field.right - field.left),
      field.top + random() * (field.bottom - field.top),
    ];
    const lean = (x - field.crown[0]) * 0.03;
    drawLine(
      brush,
      [
        [x, y],
        [x + lean, y + 11 + random() * 8],
      ],
      3,
      dark,
      { wobble: 0.3, alpha: 0.4 },
    );
  }
};
