/**
 * WebVTT (W3C): cues with settings, voices, inline timestamps, and STYLE, REGION and NOTE blocks, which wait in metadata for the way
 * back. Inline timestamps become the times of words.
 */
import type { Rate } from '../../time.ts';
import type { CaptionCue, Metadata, TextStyle } from '../../timeline/timeline.types.ts';
import type { Importer } from '../interchange.types.ts';
import { decodeHtmlEntities } from '../shared/html-text.ts';
import { importFailed } from '../shared/import-failure.ts';
import { finishImport, frameSize, type ImportGround, importGround } from '../shared/import-ground.ts';
import { captionTextStyle } from '../shared/text-style.ts';
import { standardRate } from './read-srt.ts';
import { captionTracks, cleanCaption, framesOfMs, sayRounding, type TimedCue } from './timed-cue.ts';

const time = String.raw`(?:(\d{1,5}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})`;
const timeLine = new RegExp(`^\\s*${time}\\s*-->\\s*${time}(.*)$`, 'u');
const inlineTime = new RegExp(`<${time}>`, 'gu');

const msOf = (parts: readonly (string | undefined)[]): number => {
  const [hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts;
  return (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'));
};

const plain = (markup: string): string => decodeHtmlEntities(markup.replace(/<[^<>]*>/gu, ''));

type Words = NonNullable<CaptionCue['words']>;

/** Text between timestamps belongs to the time before it; several words share it by their length. */
const wordsOf = (raw: string, from: number, to: number, rate: Rate): Words | undefined => {
  const stamps = [...raw.matchAll(inlineTime)];
  if (stamps.length === 0) return undefined;
  const starts = [
    from,
    ...stamps.map((stamp) => Math.min(to, Math.max(from, framesOfMs(msOf(stamp.slice(1, 5)), rate)))),
  ];
  const pieces = raw.split(new RegExp(inlineTime.source.replace(/\((?!\?)/gu, '(?:'), 'u')).map(plain);
  const words: { from: number; to: number; text: string }[] = [];
  let at = from;
  pieces.forEach((piece, index) => {
    const texts = piece.split(/\s+/u).filter((word) => word !== '');
    const begin = Math.max(at, starts[index] ?? at);
    const end = Math.max(begin, starts[index + 1] ?? to);
    const letters = texts.reduce((sum, word) => sum + word.length, 0);
    let passed = 0;
    for (const text of texts) {
      const start = begin + Math.round(((end - begin) * passed) / letters);
      passed += text.length;
      words.push({ from: start, to: begin + Math.round(((end - begin) * passed) / letters), text });
    }
    at = end;
  });
  return words;
};

/** Cue settings that a box of ours can say; others wait in metadata. */
const styledBy = (
  style: TextStyle,
  settings: string,
  size: { readonly width: number; readonly height: number },
): TextStyle => {
  const said = new Map(
    settings
      .split(/\s+/u)
      .filter((part) => part.includes(':'))
      .map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)] as const),
  );
  const percent = (key: string): number | undefined => {
    const found = /^(\d{1,3}(?:\.\d+)?)%/u.exec(said.get(key) ?? '');
    return found === null ? undefined : Math.min(100, Number(found[1])) / 100;
  };
  const align = { start: 'left', left: 'left', end: 'right', right: 'right', center: 'centre', middle: 'centre' }[
    said.get('align') ?? ''
  ] as TextStyle['align'] | undefined;
  const width = percent('size');
  const position = percent('position');
  const line = percent('line');
  const lineNumber = /^-?\d+$/u.exec(said.get('line') ?? '');
  const chosen = align ?? style.align;
  let next: TextStyle = { ...style, align: chosen };
  if (width !== undefined || position !== undefined) {
    const share = Math.max(0.02, width ?? style.boxWidth / size.width);
    const anchor = position ?? (chosen === 'left' ? 0 : chosen === 'right' ? 1 : 0.5);
    const left = chosen === 'left' ? anchor : chosen === 'right' ? anchor - share : anchor - share / 2;
    const boxWidth = Math.round(share * size.width);
    next = { ...next, boxWidth, boxX: Math.round(Math.max(0, Math.min(1 - share, left)) * size.width) };
  }
  const top = line ?? (lineNumber !== null && Number(lineNumber[0]) >= 0 ? Number(lineNumber[0]) * 0.0533 : undefined);
  if (top !== undefined) {
    const boxY = Math.round(Math.min(0.95, top) * size.height);
    next = { ...next, verticalAlign: 'top', boxY, boxHeight: Math.max(1, size.height - boxY) };
  }
  return next;
};

type Scene = {
  readonly ground: ImportGround;
  readonly rate: Rate;
  readonly style: TextStyle;
  readonly size: { width: number; height: number };
};

const cueOf = (
  scene: Scene,
  line: number,
  id: string | undefined,
  found: RegExpExecArray,
  body: string,
): TimedCue | undefined => {
  const { ground, rate, style, size } = scene;
  const [fromMs, endMs] = [msOf(found.slice(1, 5)), msOf(found.slice(5, 9))];
  const [from, end] = [framesOfMs(fromMs, rate), framesOfMs(endMs, rate)];
  sayRounding(ground, [fromMs, endMs], rate, `line ${line}`);
  const settings = (found[9] ?? '').trim();
  const voice = /^\s*<v(?:\.[^\s>]*)?\s+([^<>]{1,200})>/u.exec(body)?.[1]?.trim();
  const raw = cleanCaption(body);
  const text = cleanCaption(plain(body));
  if (text === '' || end < from) {
    ground.log.dropped(`line ${line}`, text === '' ? 'a cue without text' : 'a cue that ends before it begins');
    return undefined;
  }
  const to = Math.max(end, from + 1);
  if (/<(?:b|i|u|c|lang|ruby|rt)[.\s>]/u.test(body))
    ground.log.kept(`line ${line}`, 'formatting inside a cue', 'it is shown plain');
  if (/vertical:|region:/u.test(settings))
    ground.log.kept(`line ${line}`, 'vertical text and regions', 'the cue is set in lines at its usual place');
  const words = wordsOf(body, from, to, rate);
  const isPlain =
    raw === text ||
    (words !== undefined && !/<[a-z/]/iu.test(raw)) ||
    (voice !== undefined && raw.replace(/<\/?v[^<>]*>/gu, '') === text);
  const notes: Metadata = {
    ...(id === undefined ? {} : { id }),
    ...(settings === '' ? {} : { settings }),
    ...(isPlain ? {} : { raw }),
  };
  return {
    from,
    to,
    text,
    style: settings === '' ? style : styledBy(style, settings, size),
    ...(voice === undefined ? {} : { speaker: decodeHtmlEntities(voice) }),
    ...(words === undefined ? {} : { words }),
    ...(Object.keys(notes).length > 0 ? { notes } : {}),
  };
};

export type VttFile = {
  readonly cues: readonly TimedCue[];
  readonly blocks: readonly string[];
  readonly header: string;
};

/** Cues in file order, and the blocks that are none. */
export const vttCues = (scene: Scene, text: string): VttFile => {
  const cues: TimedCue[] = [];
  const others: string[] = [];
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u);
  let at = 0;
  const header: string[] = [];
  while (at < lines.length && (lines[at] ?? '').trim() !== '') header.push(lines[at++] as string);
  while (at < lines.length) {
    if ((lines[at] ?? '').trim() === '') {
      at++;
      continue;
    }
    const start = at;
    const block: string[] = [];
    while (at < lines.length && (lines[at] ?? '').trim() !== '') block.push(lines[at++] as string);
    if (/^(?:STYLE|REGION|NOTE)(?:\s|$)/u.test(block[0] ?? '')) {
      others.push(block.join('\n'));
      if (!block[0]?.startsWith('NOTE'))
        scene.ground.log.kept(`line ${start + 1}`, `a ${block[0]?.split(/\s/u)[0]} block`, 'it changes nothing here');
      continue;
    }
    const timed = block.findIndex((line) => timeLine.test(line));
    const found = timed < 0 ? null : timeLine.exec(block[timed] as string);
    if (found === null) {
      scene.ground.log.dropped(`line ${start + 1}`, 'a block without a time');
      continue;
    }
    const id = timed > 0 ? cleanCaption(block[timed - 1] as string) : undefined;
    const cue = cueOf(scene, start + 1, id, found, block.slice(timed + 1).join('\n'));
    if (cue !== undefined) cues.push(cue);
  }
  return { cues, blocks: others, header: header.join('\n') };
};

/** Reads a WebVTT file. */
export const importVtt: Importer = (text, name, options) => {
  const ground = importGround(name, options);
  const size = frameSize(options);
  const rate = options.rate ?? standardRate;
  const { cues, blocks, header } = vttCues({ ground, rate, size, style: captionTextStyle(size) }, text);
  if (cues.length === 0)
    throw importFailed(name, 'line 1', 'there is no cue with a time like “00:01.000 --> 00:02.500”');
  const isPlainHeader = header.trim() === 'WEBVTT';
  const vtt: Metadata = { ...(isPlainHeader ? {} : { header }), ...(blocks.length > 0 ? { blocks } : {}) };
  return finishImport(ground, 'vtt', rate, size, captionTracks(ground, cues, 'vtt'), {
    name: name.replace(/\.[a-z]+$/iu, ''),
    ...(Object.keys(vtt).length > 0 ? { metadata: { vtt } } : {}),
  });
};
