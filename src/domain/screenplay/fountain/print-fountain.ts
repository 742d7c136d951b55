/**
 * A screenplay to Fountain. Elements read from Fountain print as they were written; elements from elsewhere are written
 * so that reading them gives the same elements, forcing marks added only where they are needed.
 */
import type { Screenplay, ScreenplayElement, TitleField } from '../screenplay.types.ts';
import { isCaselessCue, isCue, isHeading, isTransition, startsOwnElement } from './line-kinds.ts';

const lineEnd = /\r\n|\n|\r/g;

const fieldLines = ({ key, values }: TitleField): string => {
  const [only] = values;
  if (values.length === 1) return `${key}: ${only}\n`;
  return `${key}:\n${values.map((value) => `\t${value}\n`).join('')}`;
};

/** One paragraph of action, each line guarded where it would read as something else. */
const actionLines = (text: string): string =>
  text
    .split('\n')
    .map((line, index, all) => {
      const bare = line.trimStart();
      if (bare === '') return '  ';
      const isGuarded =
        startsOwnElement(bare) ||
        (index === 0 &&
          (isHeading(bare) ||
            isTransition(bare) ||
            (all.length > 1 && (isCue(bare) || isCaselessCue(bare.trimEnd())))));
      return isGuarded ? `!${line}` : line;
    })
    .join('\n');

const headingLine = ({ text, sceneNumber }: ScreenplayElement): string => {
  const words = isHeading(text) ? text : `.${text}`;
  return sceneNumber === undefined ? words : `${words} #${sceneNumber}#`;
};

const cueLine = ({ text, dual }: ScreenplayElement): string => {
  const isPlain = isCue(text) && !isHeading(text) && !startsOwnElement(text);
  return `${isPlain ? '' : '@'}${text}${dual === 'right' ? ' ^' : ''}`;
};

/** The words of one element without the blank line before it. */
const printed = (element: ScreenplayElement): string => {
  const { kind, text } = element;
  const oneLine = text.replace(lineEnd, ' ');
  switch (kind) {
    case 'heading':
      return headingLine(element);
    case 'character':
      return cueLine(element);
    case 'dialogue':
      return text
        .split('\n')
        .map((line) => (line.trim() === '' ? '  ' : line.trim()))
        .join('\n');
    case 'parenthetical':
      return oneLine;
    case 'lyrics':
      return `~${oneLine}`;
    case 'transition':
      return isTransition(oneLine) ? oneLine : `> ${oneLine}`;
    case 'centered':
      return `> ${oneLine} <`;
    case 'section':
      return `${'#'.repeat(element.depth ?? 1)} ${oneLine}`;
    case 'synopsis':
      return `= ${oneLine}`;
    case 'note':
      return `[[${text}]]`;
    case 'boneyard':
      return `/*${text}*/`;
    case 'page-break':
      return '===';
    case 'blank':
      return '';
    case 'action':
      return actionLines(text);
  }
};

const staysClose = new Set(['dialogue', 'parenthetical', 'lyrics']);

/** Line ends needed before an element without source, given how the text so far ends. */
const gapBefore = (
  isFirst: boolean,
  tail: string,
  element: ScreenplayElement,
  previous: ScreenplayElement | undefined,
): string => {
  const needed = previous !== undefined && staysClose.has(element.kind) && isSpeech(previous) ? 1 : 2;
  if (isFirst) return '';
  const present = (tail.match(lineEnd) ?? []).length;
  const isBlankTail = /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/.test(tail);
  return '\n'.repeat(Math.max(0, needed - (needed === 2 && !isBlankTail ? Math.min(1, present) : present)));
};

const isSpeech = (element: ScreenplayElement): boolean => element.kind === 'character' || staysClose.has(element.kind);

const endOf = (text: string): string => /(?:[ \t]*(?:\r\n|\n|\r))*$/.exec(text.slice(-8))?.[0] ?? '';

/** The whole file. */
export const printFountain = (screenplay: Screenplay): string => {
  const pieces: string[] = [screenplay.preamble];
  for (const field of screenplay.titlePage) pieces.push(field.source ?? fieldLines(field));
  let previous: ScreenplayElement | undefined;
  let isFirst = screenplay.titlePage.length === 0;
  for (const element of screenplay.elements) {
    if (element.source !== undefined) pieces.push(element.source);
    else if (element.kind !== 'blank') {
      const tail = endOf((pieces.at(-2) ?? '') + (pieces.at(-1) ?? ''));
      pieces.push(`${gapBefore(isFirst, tail, element, previous)}${printed(element)}\n`);
    }
    if (element.kind !== 'blank') isFirst = false;
    previous = element;
  }
  return pieces.join('');
};
