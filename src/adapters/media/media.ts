/** The door of the room: people's files are taken in, and FFmpeg is told how to decode them. */
export {
  decodePictures,
  decodeStill,
  type PictureRequest,
  rawFrameBytes,
  rawPixelsOf,
  type StillRequest,
} from './decode/decode-pictures.ts';
export { decodeSound, type SoundRequest, soundRateHz } from './decode/decode-sound.ts';
export type { RawPixels, Scaler } from './decode/picture-filters.ts';
export { findScaler } from './find-scaler.ts';
export { createMediaLibrary, type MediaLibraryParts } from './media-library.ts';
