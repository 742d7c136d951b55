/** Cuts a paragraph into runs of one face, script and direction: what can be shaped at once. */
import { levelsOf } from './bidi.ts';
import { commonScript, isInvisible, needsNoGlyph, scriptOf } from './characters.ts';
import type { Face, FaceChoice, Shaper } from './shaper.types.ts';
import type { TextRange } from './units.ts';

/** A stretch of a paragraph; odd levels run from right to left. */
export type Run = TextRange & { readonly face: Face; readonly script: string; readonly level: number };

export type Itemised = {
  readonly runs: readonly Run[];
  /** Visible characters that no face can draw, in order; they are in no run. */
  readonly missing: readonly string[];
};

/** What no script owns goes with the script before it, at the beginning with the one after. */
const scriptsOf = (paragraph: string, graphemes: readonly TextRange[]): readonly string[] => {
  const own = graphemes.map(({ start }) => scriptOf(paragraph.codePointAt(start)!));
  let last = own.find((script) => script !== commonScript) ?? commonScript;
  return own.map((script) => {
    if (script !== commonScript) last = script;
    return last;
  });
};

/** Runs of a paragraph in reading order. */
export const itemise = (
  paragraph: string,
  graphemes: readonly TextRange[],
  choice: FaceChoice,
  shaper: Shaper,
): Itemised => {
  const levels = levelsOf(paragraph);
  const scripts = scriptsOf(paragraph, graphemes);
  const runs: Run[] = [];
  const missing: string[] = [];
  let face: Face | undefined;
  graphemes.forEach(({ start, end }, i) => {
    const cluster = paragraph.slice(start, end);
    const found = faceForCluster(cluster, face, choice, paragraph, shaper);
    if (found === undefined) {
      missing.push(...[...cluster].filter((character) => !needsNoGlyph(character)));
      return;
    }
    face = found;
    const last = runs.at(-1);
    const [script, level] = [scripts[i]!, levels[start]!];
    if (last && last.end === start && last.face === face && last.script === script && last.level === level)
      runs[runs.length - 1] = { ...last, end };
    else runs.push({ start, end, face, script, level });
  });
  return { runs, missing };
};

/** Joiners, selectors and the like stay with the face before them; a space has the width that the style's own family gives it. */
const faceForCluster = (
  cluster: string,
  before: Face | undefined,
  choice: FaceChoice,
  paragraph: string,
  shaper: Shaper,
): Face | undefined =>
  before !== undefined && isInvisible(cluster) && !/^\s$/u.test(cluster)
    ? before
    : shaper.faceFor(cluster, choice, paragraph);
