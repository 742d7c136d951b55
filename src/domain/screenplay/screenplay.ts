/** The door of the screenplay room: read a script, print it, break it down. Others import only this file and the types. */
export { type BreakDownOptions, breakDown } from './breakdown/break-down.ts';
export { type EmphasisedText, type EmphasisSpan, parseEmphasis, plainText } from './emphasis.ts';
export { readFdx } from './fdx/read-fdx.ts';
export { writeFdx } from './fdx/write-fdx.ts';
export { formatBreakdown, formatEighths } from './format-breakdown.ts';
export { parseFountain } from './fountain/parse-fountain.ts';
export { printFountain } from './fountain/print-fountain.ts';
export { makeLongScript } from './make-long-script.ts';
export { readPlainText } from './plain-text/read-plain-text.ts';
export { type ReadScript, readScript, type ScriptFormat } from './read-script.ts';
export type { Screenplay, ScreenplayElement, TitleField } from './screenplay.types.ts';
