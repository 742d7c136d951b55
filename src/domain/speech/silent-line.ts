/** A line that no installed voice can say still takes its time in the film: its captions must be readable. */

/** Reading speed of captions, in characters a second; languages without spaces put more into each. */
const charactersPerSecond = { spaced: 15, dense: 6 } as const;

/** Length of the silence that stands for `text`, 700..12,000 ms. */
export const silentLineMs = (text: string): number => {
  const isDense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u.test(text);
  const seconds = [...text.trim()].length / (isDense ? charactersPerSecond.dense : charactersPerSecond.spaced);
  return Math.round(Math.min(12_000, Math.max(700, seconds * 1000)));
};

/** Digital silence of that length at 48 kHz. */
export const silentLine = (text: string): Float32Array => new Float32Array(silentLineMs(text) * 48);
