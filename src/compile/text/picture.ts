/** A picture of premultiplied RGBA and what is laid into it: colours through masks, small pictures. Whole numbers, rounded exactly. */
import { parseColour } from '../colour.ts';
import type { Area, Mask } from './coverage.ts';

/** Premultiplied RGBA of an area of the frame, row by row. */
export type Picture = { readonly area: Area; readonly rgba: Uint8Array };

/** A picture in which nothing shows. */
export const emptyPicture = (area: Area): Picture => ({ area, rgba: new Uint8Array(area.width * area.height * 4) });

/** Exactly round(value / 255) for 0 .. 65025. */
const by255 = (value: number): number => ((value + 128) * 257) >> 16;

/** Lays a colour (`#rgb`, `#rrggbb`, `#rrggbbaa`) over the picture where the mask says, moved by whole pixels. */
export const paintMask = (picture: Picture, mask: Mask, colour: string, moveX = 0, moveY = 0): void => {
  const { r, g, b, alpha } = parseColour(colour);
  const strength = Math.round(alpha * 255);
  const { rgba, area } = picture;
  const [dx, dy] = [mask.area.left + moveX - area.left, mask.area.top + moveY - area.top];
  const [first, last] = [Math.max(0, -dx), Math.min(mask.area.width, area.width - dx)];
  for (let row = Math.max(0, -dy); row < Math.min(mask.area.height, area.height - dy); row++) {
    let at = ((row + dy) * area.width + first + dx) * 4;
    for (let column = first; column < last; column++, at += 4) {
      const covered = mask.values[row * mask.area.width + column]!;
      if (covered === 0) continue;
      const a = strength === 255 ? covered : by255(covered * strength);
      if (a === 255) {
        rgba[at] = r;
        rgba[at + 1] = g;
        rgba[at + 2] = b;
        rgba[at + 3] = 255;
        continue;
      }
      const rest = 255 - a;
      rgba[at] = by255(r * a) + by255(rgba[at]! * rest);
      rgba[at + 1] = by255(g * a) + by255(rgba[at + 1]! * rest);
      rgba[at + 2] = by255(b * a) + by255(rgba[at + 2]! * rest);
      rgba[at + 3] = a + by255(rgba[at + 3]! * rest);
    }
  }
};

/** Lays one premultiplied picture over another; what lies outside is cut off. */
export const paintPicture = (picture: Picture, over: Picture): void => {
  const { area, rgba } = picture;
  const dx = over.area.left - area.left;
  const dy = over.area.top - area.top;
  for (let row = Math.max(0, -dy); row < Math.min(over.area.height, area.height - dy); row++) {
    for (let column = Math.max(0, -dx); column < Math.min(over.area.width, area.width - dx); column++) {
      const from = (row * over.area.width + column) * 4;
      const to = ((row + dy) * area.width + column + dx) * 4;
      const rest = 255 - over.rgba[from + 3]!;
      for (let channel = 0; channel < 4; channel++)
        rgba[to + channel] = over.rgba[from + channel]! + by255(rgba[to + channel]! * rest);
    }
  }
};

/** The part of a picture that shows; undefined when nothing does. */
export const trimmedPicture = ({ area, rgba }: Picture): Picture | undefined => {
  let [left, top, right, bottom] = [area.width, area.height, 0, 0];
  for (let y = 0, at = 3; y < area.height; y++)
    for (let x = 0; x < area.width; x++, at += 4) {
      if (rgba[at] === 0) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  if (right <= left) return undefined;
  const kept = { left: area.left + left, top: area.top + top, width: right - left, height: bottom - top };
  const trimmed = emptyPicture(kept);
  for (let y = 0; y < kept.height; y++) {
    const from = ((y + top) * area.width + left) * 4;
    trimmed.rgba.set(rgba.subarray(from, from + kept.width * 4), y * kept.width * 4);
  }
  return trimmed;
};
