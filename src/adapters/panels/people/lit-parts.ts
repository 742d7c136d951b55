/** One light for parts that belong together: it is made from the mask of them all, then laid on each within its own alpha. */
import {
  type CastLight,
  castLight,
  desaturate,
  type LightOptions,
  mixColour,
  type Surface,
  withSurface,
} from '../ink/ink.ts';
import { looseBox } from './loose-box.ts';
import type { PersonLight } from './people.types.ts';

/**
 * The light on somebody seen from behind. Hair fills that view, and the coloured ambient and shade that model a face turn
 * grey and white hair lavender there: the light loses most of its colour, and a little of its darkness, or brown
 * hair would turn black over the near shoulder.
 */
export const lightFromBehind = (light: PersonLight): PersonLight => ({
  ...light,
  shade: desaturate(light.shade, 0.75),
  ...(light.ambient === undefined ? {} : { ambient: mixColour(desaturate(light.ambient, 0.75), '#fff3e2', 0.25) }),
  ...(light.rim === undefined ? {} : { rim: desaturate(light.rim, 0.4) }),
});

/** Lengths of the light follow the size of the head, so that a close-up and a medium shot are lit alike. */
export const lightFor = (light: PersonLight, headPx: number): LightOptions => ({
  ...light,
  shadeDepth: light.shadeDepth ?? headPx * 0.075,
  shadeSoftness: light.shadeSoftness ?? Math.max(0.5, headPx * 0.028),
  rimWidth: light.rimWidth ?? Math.max(1, Math.min(9, headPx * 0.011)),
});

/** The light of all `parts` seen as one. The caller releases it. */
export const castTogether = (parts: readonly Surface[], light: LightOptions): CastLight => {
  const [first] = parts as readonly [Surface, ...Surface[]];
  return withSurface(first.width, first.height, (union) => {
    for (const part of parts) union.context.drawImage(part.canvas, 0, 0);
    const box = looseBox(union);
    return box === undefined ? { apply: () => {}, release: () => {} } : castLight(union, light, box);
  });
};

/**
 * Lays the light on one part; its alpha stays as it was. Half-covered pixels at its edge would take on the colour of the
 * light itself (a pale fringe), so they are first filled up with their neighbours' colours.
 */
export const lightPart = (part: Surface, light: CastLight): void => {
  const box = looseBox(part);
  if (box === undefined) return;
  withSurface(box.width, box.height, (unlit) => {
    unlit.context.drawImage(part.canvas, -box.x, -box.y);
    const { context } = part;
    context.save();
    context.resetTransform();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
    context.globalCompositeOperation = 'destination-over';
    for (const [dx, dy] of neighbours) context.drawImage(unlit.canvas, box.x + dx, box.y + dy);
    light.apply(part);
    keepWithin(part, unlit, box.x, box.y);
    context.restore();
  });
};

const neighbours = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** Cuts a drawing down to the alpha of a mask whose corner lies at `x`, `y`, inside the clip that is set. */
export const keepWithin = ({ context }: Surface, mask: Surface, x = 0, y = 0): void => {
  context.save();
  context.resetTransform();
  context.globalCompositeOperation = 'destination-in';
  context.drawImage(mask.canvas, x, y);
  context.restore();
};
