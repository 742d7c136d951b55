/** The times of a video's frames, as they are kept: little-endian 64-bit floats, microseconds. */

/** Copies, since the numbers of a file seldom lie where a float may. */
export const frameTimesFrom = (bytes: Uint8Array): Float64Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.byteLength / 8 }, (_, i) => view.getFloat64(i * 8, true));
};
