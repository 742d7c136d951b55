/** Any script file to a screenplay. What a file is, is decided by its content; its name only settles what content leaves open. */
import { decodeScript, type TextEncoding } from '../text-encoding.ts';
import { readFdx } from './fdx/read-fdx.ts';
import { parseFountain } from './fountain/parse-fountain.ts';
import { countStageLines, hasIndentedLayout, readPlainText } from './plain-text/read-plain-text.ts';
import type { Screenplay } from './screenplay.types.ts';

export type ScriptFormat = 'fountain' | 'fdx' | 'text';

export type ReadScript = {
  readonly screenplay: Screenplay;
  readonly format: ScriptFormat;
  readonly encoding: TextEncoding;
  readonly hasByteOrderMark: boolean;
  /** Sentences for people about what was assumed; empty when nothing was. */
  readonly notes: readonly string[];
};

const isXml = (text: string): boolean => /^\s*<(?:\?xml|FinalDraft)\b/i.test(text.slice(0, 400));

const count = (screenplay: Screenplay, kind: string): number =>
  screenplay.elements.filter((element) => element.kind === kind).length;

/** Fountain unless the columns or the `NAME:` lines of the text speak clearly for a plain reading. */
const readsAsText = (text: string, fountain: Screenplay, isNamedFountain: boolean): boolean => {
  const cues = count(fountain, 'character');
  if (hasIndentedLayout(text) && !isNamedFountain) return true;
  if (countStageLines(text) > Math.max(1, cues * 2)) return true;
  return !isNamedFountain && cues === 0 && count(fountain, 'heading') === 0;
};

/** A text of no more lines than this may well be silent. */
const fewLines = 5;

/** Says what a script usually has and this one has not, so that nobody wonders at the film. */
const missingParts = (screenplay: Screenplay, text: string): string[] => {
  const filled = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '').length;
  const isSilent = count(screenplay, 'dialogue') === 0 && count(screenplay, 'lyrics') === 0;
  return [
    ...(count(screenplay, 'heading') === 0 ? ['The script has no scene heading, so all of it is one scene.'] : []),
    ...(isSilent && filled > fewLines
      ? ['No dialogue was found. Write a name and a colon before each line (BEN: Are you there?), or use Fountain.']
      : []),
  ];
};

/**
 * Reads a script file. `fileName` names it in messages and its ending hints at the format.
 * Throws `script-too-large`, `script-not-text`, `script-empty`, `script-malformed`.
 */
export const readScript = (bytes: Uint8Array, fileName: string): ReadScript => {
  const { text, encoding, hasByteOrderMark, notes } = decodeScript(bytes, fileName);
  const facts = { encoding, hasByteOrderMark };
  if (isXml(text)) return { screenplay: readFdx(text, fileName), format: 'fdx', ...facts, notes };
  const fountain = parseFountain(text);
  const isNamedFountain = /\.(?:fountain|spmd)$/i.test(fileName);
  const isText = readsAsText(text, fountain, isNamedFountain);
  const screenplay = isText ? readPlainText(text) : fountain;
  const format = isText ? 'text' : 'fountain';
  return { screenplay, format, ...facts, notes: [...notes, ...missingParts(screenplay, text)] };
};
