/**
 * Things redrawn from Noto Emoji (Apache-2.0, see art/NOTICE.md): colours calmed by half, outlines inked over, so that
 * they pass as ours beside ours.
 */
import { readFileSync } from 'node:fs';
import { Path2D } from '@napi-rs/canvas';
import { type Colour, type Context, desaturate, mixColour } from '../ink/ink.ts';

type Drawings = {
  readonly size: number;
  readonly drawings: Readonly<Record<string, readonly (readonly [path: string, colour: Colour])[]>>;
};

let loaded: Drawings | undefined;

const drawings = (): Drawings => {
  loaded ??= JSON.parse(readFileSync(new URL('../art/noto-props.json', import.meta.url), 'utf8')) as Drawings;
  return loaded;
};

export const hasEmoji = (noun: string): boolean => Object.hasOwn(drawings().drawings, noun);

/** Draws into -100..100. */
export const drawEmoji = (context: Context, noun: string): void => {
  const { size, drawings: all } = drawings();
  const shapes = all[noun] ?? [];
  const scale = 190 / size;
  context.save();
  context.scale(scale, scale);
  context.translate(-size / 2, -size / 2);
  // Some drawings have parts outside their square that nobody was to see.
  context.beginPath();
  context.rect(-2, -2, size + 4, size + 4);
  context.clip();
  context.lineJoin = 'round';
  // A dark edge round the whole first, then the colours, then a thin line where they meet.
  for (const [path] of shapes) {
    context.strokeStyle = '#1d1a26';
    context.lineWidth = 3.6;
    context.stroke(new Path2D(path));
  }
  for (const [path, colour] of shapes) {
    const shape = new Path2D(path);
    context.fillStyle = calmed(colour);
    context.fill(shape);
    context.strokeStyle = 'rgba(29,26,38,0.42)';
    context.lineWidth = 0.8;
    context.stroke(shape);
  }
  context.restore();
};

const calmed = (colour: Colour): Colour =>
  mixColour(desaturate(/^#[0-9a-f]{3,6}$/i.test(colour) ? colour : '#8a8078', 0.42), '#c8a878', 0.14);
