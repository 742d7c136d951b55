/** Speech as WAV files. Servers that send while they speak cannot know the length: their headers promise four gigabytes. */

type Wave = { readonly dataAt: number; readonly sizeAt: number; readonly bytesPerSecond: number };

const chunkName = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Where the samples of a RIFF/WAVE file begin; undefined when it is none. */
const readWave = (bytes: Uint8Array): Wave | undefined => {
  const view = viewOf(bytes);
  if (bytes.byteLength < 44 || chunkName(view, 0) !== 'RIFF' || chunkName(view, 8) !== 'WAVE') return undefined;
  let bytesPerSecond = 0;
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const [name, size] = [chunkName(view, at), view.getUint32(at + 4, true)];
    if (name === 'fmt ' && at + 20 <= bytes.byteLength) bytesPerSecond = view.getUint32(at + 16, true);
    if (name === 'data') return { dataAt: at + 8, sizeAt: at + 4, bytesPerSecond };
    at += 8 + size + (size % 2);
  }
  return undefined;
};

/** The file with a header that tells its true length; other files as they are. */
export const wholeWave = (bytes: Uint8Array): Uint8Array => {
  const wave = readWave(bytes);
  if (!wave) return bytes;
  const there = bytes.byteLength - wave.dataAt;
  if (viewOf(bytes).getUint32(wave.sizeAt, true) <= there) return bytes;
  const whole = Uint8Array.from(bytes);
  viewOf(whole).setUint32(4, bytes.byteLength - 8, true);
  viewOf(whole).setUint32(wave.sizeAt, there, true);
  return whole;
};

/** How long it speaks; undefined for what is no WAV. */
export const secondsOfWave = (bytes: Uint8Array): number | undefined => {
  const wave = readWave(bytes);
  if (!wave || wave.bytesPerSecond === 0) return undefined;
  const size = Math.min(viewOf(bytes).getUint32(wave.sizeAt, true), bytes.byteLength - wave.dataAt);
  return size / wave.bytesPerSecond;
};
