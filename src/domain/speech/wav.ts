/** WAV files of one channel and 16 bits: written here, and read from engines that print them. */

/** Samples in -1..1 are clipped to that. No dither: silence must stay digital silence and bytes must repeat. */
export const encodeWav = (samples: Float32Array, rateHz: number): Uint8Array => {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string) => {
    for (let i = 0; i < word.length; i++) view.setUint8(at + i, word.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples.length * 2, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rateHz, true);
  view.setUint32(28, rateHz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  for (let i = 0; i < samples.length; i++) {
    const sample = Math.max(-1, Math.min(1, samples[i] as number));
    view.setInt16(44 + 2 * i, Math.round(sample * 32_767), true);
  }
  return bytes;
};

/**
 * Reads PCM 16-bit mono. A program that writes to a pipe cannot know the length, so a data chunk that claims more than
 * there is ends with the bytes. Throws RangeError when it is no such file.
 */
export const decodeWav = (bytes: Uint8Array): { readonly samples: Float32Array; readonly rateHz: number } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || word(0) !== 'RIFF' || word(8) !== 'WAVE') throw new RangeError('not a WAV file');
  let rateHz = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    if (word(at) === 'fmt ' && at + 24 <= bytes.length) {
      const isMono16 = view.getUint16(at + 8, true) === 1 && view.getUint16(at + 10, true) === 1;
      if (!isMono16 || view.getUint16(at + 22, true) !== 16) throw new RangeError('not mono 16-bit PCM');
      rateHz = view.getUint32(at + 12, true);
    } else if (word(at) === 'data') {
      if (rateHz < 4_000 || rateHz > 192_000) throw new RangeError(`a sample rate of ${rateHz} Hz`);
      const count = Math.floor(Math.min(size, bytes.length - at - 8) / 2);
      const samples = new Float32Array(count);
      for (let i = 0; i < count; i++) samples[i] = view.getInt16(at + 8 + 2 * i, true) / 32_768;
      return { samples, rateHz };
    }
    at += 8 + size + (size % 2);
  }
  throw new RangeError('a WAV file without sound');
};
