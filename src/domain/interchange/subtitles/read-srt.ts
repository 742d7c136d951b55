/** SubRip: numbered blocks of a time line and text. Read forgivingly; a block that cannot be read is reported with its line. */
import type { Rate } from '../../time.ts';
import type { TextStyle } from '../../timeline/timeline.types.ts';
import type { Importer } from '../interchange.types.ts';
import { decodeHtmlEntities } from '../shared/html-text.ts';
import { importFailed } from '../shared/import-failure.ts';
import { finishImport, frameSize, type ImportGround, importGround } from '../shared/import-ground.ts';
import { captionTextStyle } from '../shared/text-style.ts';
import { captionTracks, cleanCaption, framesOfMs, sayRounding, type TimedCue } from './timed-cue.ts';

/** For files that count time but no frames. */
export const standardRate: Rate = { num: 30, den: 1 };

const time = String.raw`(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?`;
const timeLine = new RegExp(`^\\s*${time}\\s*-->\\s*${time}(.*)$`, 'u');

const msOf = (parts: readonly (string | undefined)[]): number => {
  const [hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts;
  return (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'));
};

const alignments: Readonly<Record<string, Pick<TextStyle, 'align' | 'verticalAlign'>>> = {
  '1': { align: 'left', verticalAlign: 'bottom' },
  '2': { align: 'centre', verticalAlign: 'bottom' },
  '3': { align: 'right', verticalAlign: 'bottom' },
  '4': { align: 'left', verticalAlign: 'middle' },
  '5': { align: 'centre', verticalAlign: 'middle' },
  '6': { align: 'right', verticalAlign: 'middle' },
  '7': { align: 'left', verticalAlign: 'top' },
  '8': { align: 'centre', verticalAlign: 'top' },
  '9': { align: 'right', verticalAlign: 'top' },
};

/** Where the number pad puts a caption, as ASS and some SRT files say it. */
export const numpadAlignment = (digit: string): Pick<TextStyle, 'align' | 'verticalAlign'> | undefined =>
  Object.hasOwn(alignments, digit) ? alignments[digit] : undefined;

type Block = { readonly line: number; readonly lines: readonly string[] };

const blocksOf = (text: string): Block[] => {
  const blocks: { line: number; lines: string[] }[] = [];
  let current: { line: number; lines: string[] } | undefined;
  text.split(/\r\n|\r|\n/u).forEach((content, index) => {
    // A new time line begins a new cue even where the blank line is missing.
    const isTime = timeLine.test(content);
    const hasTime = current?.lines.some((line) => timeLine.test(line)) ?? false;
    if (isTime && hasTime && current !== undefined) {
      const number = /^\s*\d+\s*$/u.test(current.lines.at(-1) ?? '') ? current.lines.pop() : undefined;
      current = { line: index + 1, lines: number === undefined ? [] : [number] };
      blocks.push(current);
    }
    if (content.trim() === '') {
      current = undefined;
      return;
    }
    if (current === undefined) {
      current = { line: index + 1, lines: [] };
      blocks.push(current);
    }
    current.lines.push(content);
  });
  return blocks;
};

/** Text without the tags players know; what stays is shown as it is. */
const withoutTags = (raw: string): string =>
  decodeHtmlEntities(raw.replace(/<\/?(?:b|i|u|s|font|c)\b[^<>]*>/giu, '').replace(/\{\\[^{}]*\}/gu, ''));

const cueOf = (ground: ImportGround, block: Block, rate: Rate, style: TextStyle): TimedCue | undefined => {
  const at = block.lines.findIndex((line) => timeLine.test(line));
  const found = at < 0 ? null : timeLine.exec(block.lines[at] as string);
  if (found === null) {
    ground.log.dropped(`line ${block.line}`, 'a block without a time');
    return undefined;
  }
  const [fromMs, endMs] = [msOf(found.slice(1, 5)), msOf(found.slice(5, 9))];
  const [from, end] = [framesOfMs(fromMs, rate), framesOfMs(endMs, rate)];
  sayRounding(ground, [fromMs, endMs], rate, `line ${block.line}`);
  const raw = block.lines.slice(at + 1).join('\n');
  const text = cleanCaption(withoutTags(raw));
  if (text === '' || end < from) {
    ground.log.dropped(
      `line ${block.line}`,
      text === '' ? 'a caption without text' : 'a caption that ends before it begins',
    );
    return undefined;
  }
  const place = /\{\\an([1-9])\}/u.exec(raw)?.[1];
  const aligned = place === undefined ? undefined : numpadAlignment(place);
  if (/<\/?(?:b|i|u|s|font)\b/iu.test(raw))
    ground.log.kept(`line ${block.line}`, 'formatting inside a caption', 'it is shown plain');
  const rest = (found[9] ?? '').trim();
  if (rest !== '') ground.log.kept(`line ${block.line}`, 'coordinates of a caption', 'it is shown at its usual place');
  const isPlain = cleanCaption(raw) === text && rest === '';
  return {
    from,
    to: Math.max(end, from + 1),
    text,
    style: aligned === undefined ? style : { ...style, ...aligned },
    ...(isPlain ? {} : { notes: { raw, ...(rest === '' ? {} : { after: rest }) } }),
  };
};

/** Cues in file order. */
export const srtCues = (ground: ImportGround, text: string, rate: Rate, style: TextStyle): TimedCue[] =>
  blocksOf(text.replace(/^\uFEFF/u, '')).flatMap((block) => cueOf(ground, block, rate, style) ?? []);

/** Reads an SRT file: one clip of captions. */
export const importSrt: Importer = (text, name, options) => {
  const ground = importGround(name, options);
  const size = frameSize(options);
  const rate = options.rate ?? standardRate;
  const cues = srtCues(ground, text, rate, captionTextStyle(size));
  if (cues.length === 0)
    throw importFailed(name, 'line 1', 'there is no caption with a time like “00:00:01,000 --> 00:00:02,500”');
  return finishImport(ground, 'srt', rate, size, captionTracks(ground, cues, 'srt'), {
    name: name.replace(/\.[a-z]+$/iu, ''),
  });
};
