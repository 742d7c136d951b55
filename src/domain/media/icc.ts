/** Colour profiles of pictures: phones photograph in Display P3, and only the profile says so. */
import type { MediaKind } from '../timeline/media-facts.types.ts';
import { bigEndian, findIn, hasAt, latin1, littleEndian } from './bytes.ts';

/** Where the profile of a picture lies in its first bytes; in a PNG it is deflated. */
export type ProfilePlace = { readonly bytes: Uint8Array; readonly deflated: boolean };

const inPng = (head: Uint8Array): ProfilePlace | undefined => {
  for (let at = 8, chunks = 0; chunks < 100; chunks++) {
    const length = bigEndian(head, at, 4);
    const type = latin1(head, at + 4, 4);
    if (length < 0 || type === 'IDAT' || type === 'IEND') return undefined;
    if (type === 'iCCP') {
      // A name that ends with zero, the method of compression, the profile.
      const name = findIn(head, '\0', at + 8, at + 8 + 80);
      return name < 0 ? undefined : { bytes: head.subarray(name + 2, at + 8 + length), deflated: true };
    }
    at += 12 + length;
  }
  return undefined;
};

/** The first part of it is enough: primaries stand in front of tables. */
const inJpeg = (head: Uint8Array): ProfilePlace | undefined => {
  const at = findIn(head, 'ICC_PROFILE\0');
  return at < 0 ? undefined : { bytes: head.subarray(at + 14, at + 14 + 65_519), deflated: false };
};

const inWebp = (head: Uint8Array): ProfilePlace | undefined => {
  if (!hasAt(head, 30, 'ICCP')) return undefined;
  return { bytes: head.subarray(38, 38 + Math.max(0, littleEndian(head, 34, 4))), deflated: false };
};

/** The profile inside a PNG, JPEG or WebP, if it has one. */
export const profilePlace = (kind: MediaKind, head: Uint8Array): ProfilePlace | undefined => {
  if (kind === 'png') return inPng(head);
  if (kind === 'jpeg') return inJpeg(head);
  return kind === 'webp' ? inWebp(head) : undefined;
};

const mostTags = 100;

/** X of a tag of type `XYZ ` (ICC.1:2022, 10.31), or NaN. */
const tagX = (profile: Uint8Array, name: string): number => {
  const tags = Math.min(bigEndian(profile, 128, 4), mostTags);
  for (let i = 0; i < tags; i++) {
    const at = 132 + i * 12;
    if (!hasAt(profile, at, name)) continue;
    const place = bigEndian(profile, at + 4, 4);
    return hasAt(profile, place, 'XYZ ') ? (bigEndian(profile, place + 8, 4) | 0) / 65_536 : Number.NaN;
  }
  return Number.NaN;
};

/**
 * The primaries a profile stands for: red and green of Display P3 are X 0.515 and 0.292 under D50, of sRGB 0.436 and 0.385.
 * Undefined for all others, which are shown as sRGB.
 */
export const profilePrimaries = (profile: Uint8Array): 'p3' | 'bt709' | undefined => {
  const [red, green] = [tagX(profile, 'rXYZ'), tagX(profile, 'gXYZ')];
  const near = (r: number, g: number): boolean => Math.abs(red - r) < 0.004 && Math.abs(green - g) < 0.004;
  if (near(0.5151, 0.292)) return 'p3';
  return near(0.4361, 0.3851) ? 'bt709' : undefined;
};
