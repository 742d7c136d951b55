/** Sentences and words of prose, and how long they take to say or to watch. Estimates only steer where to cut. */

const abbreviation = /(?:^|[\s("'])(?:dr|mr|mrs|ms|st|prof|sgt|capt|lt|col|rev|jr|sr|vs|no|mt|[A-Z])\.["')\]]*\s*$/iu;

/** Stretches that end at `.`, `!`, `?` or their relatives in other scripts; together they are the whole text, trimmed. */
export const splitSentences = (text: string): string[] => {
  const pieces = text.match(/[^.!?…。！？؟]+[.!?…。！？؟]*["'”’)\]]*\s*|[.!?…。！？؟]+["'”’)\]]*\s*/gu) ?? [];
  const sentences: string[] = [];
  for (const piece of pieces) {
    const previous = sentences.at(-1);
    if (previous !== undefined && (abbreviation.test(previous) || !/[\p{L}\p{N}]/u.test(piece))) {
      sentences[sentences.length - 1] = previous + piece;
    } else {
      sentences.push(piece);
    }
  }
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
};

/** Lower-case words, possessive endings removed. */
export const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []).map((word) => word.replace(/['’]s$/u, ''));

/** Words as a reader counts them: scripts without spaces count about two characters to a word. */
export const countWords = (text: string): number => {
  const unspaced = (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? []).length;
  const spaced = text.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu, ' ');
  return (spaced.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? []).length + Math.ceil(unspaced / 2);
};

/** Spoken length in milliseconds at about 160 words a minute, before any voice has spoken. */
export const estimateSpokenMs = (text: string): number => 200 + countWords(text) * 370;

/** `MARA VOSS (34), red hair, yellow raincoat`: looks are taken in at a glance. */
const introduces = /\(\s*(?:early |mid |late )?\d{1,2}s?\b[^)]*\)/u;

/** Screen time of described action in milliseconds: a viewer sees faster than a reader reads (190 words a minute). */
export const actionMs = (text: string): number => {
  const longestMs = introduces.test(text) ? 3800 : 5000;
  return Math.min(longestMs, Math.max(1400, 700 + countWords(text) * 215));
};
