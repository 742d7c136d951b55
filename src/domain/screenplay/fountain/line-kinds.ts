/**
 * What a single line of Fountain is by its own looks (https://fountain.io/syntax). Whether blank lines around it allow
 * that reading is the parser's business.
 */

/** Lower-case letters of any script with cases; ASCII is decided without a table. */
const hasLowerCase = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 97 && code <= 122) return true;
    if (code > 127) return /\p{Ll}/u.test(text);
  }
  return false;
};

const hasUpperCase = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 65 && code <= 90) return true;
    if (code > 127) return /\p{Lu}/u.test(text);
  }
  return false;
};

/** True for a line in capitals: at least one, and no small letter. */
export const isUpperCase = (text: string): boolean => hasUpperCase(text) && !hasLowerCase(text);

const upperHeading = /^(?:INT|EXT|EST|I)(?:\.?\/(?:EXT|INT|E))?(?:\.\s*|\s+)\S/;
const anyCaseHeading = /^(?:int|ext|est|i)(?:\.?\/(?:ext|int|e)\.?\s|\.\s*\S)/i;

/** `INT.`, `EXT.`, `EST.`, `INT./EXT.`, `INT/EXT`, `I/E`: in capitals with a dot or a blank, in small letters only with a dot. */
export const isHeading = (line: string): boolean => {
  const first = line.charCodeAt(0) | 32;
  if (first !== 105 && first !== 101) return false;
  if (/^i[.\s]/i.test(line)) return false;
  return upperHeading.test(line) || anyCaseHeading.test(line);
};

const namedTransition =
  /^(?:FADE (?:IN|OUT|UP|TO (?:BLACK|WHITE))|(?:SMASH |HARD )?CUT TO (?:BLACK|WHITE)|DISSOLVE TO (?:BLACK|WHITE))[:.]?$/;

/** Capitals ending in `TO:`, and the few fixed ones that do not: `FADE IN:`, `FADE OUT.`, `CUT TO BLACK.` */
export const isTransition = (line: string): boolean =>
  line.length < 80 && (line.endsWith('TO:') ? isUpperCase(line) : namedTransition.test(line));

/** A cue without its bracketed extensions and without the caret of a dual dialogue. */
const bareCue = (line: string): string => (line.includes('(') ? line.replace(/\([^()]*\)/g, '') : line);

/** Capitals, extensions in brackets aside: `HANS (on the radio)`. */
export const isCue = (line: string): boolean => line.length <= 120 && isUpperCase(bareCue(line));

const caselessCue = /^\p{Lo}(?:[\p{Lo}\p{M}ー々·・ ]|\u200c|\u200d)*(?: ?[(（][^()（）]*[)）])?$/u;
/** `第三场` is the number of a scene, an act, a chapter. */
const numberedPart = /^第.{1,4}[场場幕章回集话話]$/u;

/** A short line of nothing but letters of scripts without capitals, at most 20 characters: `李明`, `ليلى`, `דוד`. */
export const isCaselessCue = (line: string): boolean =>
  line.length <= 20 && line.charCodeAt(0) > 127 && caselessCue.test(line) && !numberedPart.test(line);

/** `.HEADING`, but not an ellipsis. */
export const isForcedHeading = (line: string): boolean => line.startsWith('.') && /^\.[\p{L}\p{N}]/u.test(line);

/** Any character that gives a line a reading of its own even inside a paragraph of action. */
export const startsOwnElement = (line: string): boolean =>
  '!@#=>~.'.includes(line[0] as string) && (line[0] !== '.' || isForcedHeading(line));

export type HeadingWords = { readonly text: string; readonly sceneNumber?: string };

/** Splits ` #12A#` off the end of a heading. */
export const splitSceneNumber = (heading: string): HeadingWords => {
  const text = heading.trimEnd();
  if (!text.endsWith('#')) return { text };
  const open = text.lastIndexOf('#', text.length - 2);
  const sceneNumber = text.slice(open + 1, -1).trim();
  if (open < 0 || sceneNumber === '' || !/^[\p{L}\p{N}.\-–]+$/u.test(sceneNumber)) return { text };
  return { text: text.slice(0, open).trimEnd(), sceneNumber };
};
