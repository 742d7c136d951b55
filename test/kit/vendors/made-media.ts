/** Small true files that fakes of vendors hand out and requests show: a picture, a sound, the beginning of a clip. */
import { Buffer } from 'node:buffer';

/** A PNG of one red pixel. */
export const smallPicture: Uint8Array<ArrayBuffer> = new Uint8Array(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC', 'base64'),
);

/** Samples of `seconds` of silence, 16 bits, mono, at 24 kHz. */
export const silentSamples = (seconds: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Math.round(seconds * 24_000) * 2);

/** A WAV file of `seconds` of silence at 24 kHz. `isStreamed`: with the sizes of a server that does not know them yet. */
export const silentWave = (seconds: number, isStreamed = false): Uint8Array<ArrayBuffer> => {
  const samples = silentSamples(seconds);
  const bytes = new Uint8Array(44 + samples.byteLength);
  const view = new DataView(bytes.buffer);
  const write = (at: number, text: string): void => bytes.set(new TextEncoder().encode(text), at);
  write(0, 'RIFF');
  view.setUint32(4, isStreamed ? 0xffffffff : 36 + samples.byteLength, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 24_000, true);
  view.setUint32(28, 48_000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, isStreamed ? 0xffffffff : samples.byteLength, true);
  bytes.set(samples, 44);
  return bytes;
};

/** The first box of an MP4, and a few bytes that say which one it is. */
export const smallClip: Uint8Array<ArrayBuffer> = new Uint8Array(
  Buffer.concat([
    Buffer.from([0, 0, 0, 0x18]),
    Buffer.from('ftypisom'),
    Buffer.from([0, 0, 2, 0]),
    Buffer.from('isommp42'),
    Buffer.from('a clip'),
  ]),
);

/** Frames of MPEG-1 layer III at 44.1 kHz and 128 kbit/s without sound in them: 16,000 bytes are a second. */
export const silentMp3 = (seconds: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(Math.round(seconds * 16_000));
  for (let at = 0; at + 4 <= bytes.byteLength; at += 417) bytes.set([0xff, 0xfb, 0x90, 0x00], at);
  return bytes;
};
