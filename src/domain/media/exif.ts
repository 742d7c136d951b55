/** How a camera was held, out of EXIF: a small TIFF directory inside a picture. */
import { bigEndian, hasAt, littleEndian } from './bytes.ts';
import { type Orientation, orientationOfExif, upright } from './orientation.ts';

const orientationTag = 0x0112;
/** Cameras write some thirty. */
const mostEntries = 500;

/** `tiff` begins with its byte order. Upright when there is no such directory, or when it is damaged. */
export const exifOrientation = (tiff: Uint8Array): Orientation => {
  const number = hasAt(tiff, 0, 'II') ? littleEndian : hasAt(tiff, 0, 'MM') ? bigEndian : undefined;
  if (!number || number(tiff, 2, 2) !== 42) return upright;
  const directory = number(tiff, 4, 4);
  const entries = Math.min(number(tiff, directory, 2), mostEntries);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12;
    if (number(tiff, at, 2) === orientationTag) return orientationOfExif(number(tiff, at + 8, 2));
  }
  return upright;
};
