/** Advanced SubStation Alpha and SSA: every look becomes a clip of captions of its own; lines that fade become text clips. */
import type { Rate } from '../../time.ts';
import type { CaptionCue, Metadata, PictureClip, TextClip } from '../../timeline/timeline.types.ts';
import type { Importer, ImportOptions } from '../interchange.types.ts';
import { importFailed } from '../shared/import-failure.ts';
import { finishImport, frameSize, type ImportGround, importGround } from '../shared/import-ground.ts';
import { type Placed, videoTracksOf } from '../shared/lay-out.ts';
import { type AssLine, readAssLine } from './ass-line.ts';
import {
  type AssFields,
  type AssScript,
  type AssStyle,
  defaultAssStyle,
  readAssStyle,
  textStyleOfAss,
} from './ass-style.ts';
import { standardRate } from './read-srt.ts';
import { captionTracks, cleanCaption, framesOfMs, sayRounding, type TimedCue } from './timed-cue.ts';

type Section = { readonly name: string; readonly lines: { readonly number: number; readonly text: string }[] };

const sectionsOf = (text: string): Section[] => {
  const sections: Section[] = [];
  text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\r|\n/u)
    .forEach((line, index) => {
      const heading = /^\s*\[([^\]]{1,80})\]\s*$/u.exec(line);
      if (heading !== null) sections.push({ name: heading[1] as string, lines: [] });
      else if (line.trim() !== '') sections.at(-1)?.lines.push({ number: index + 1, text: line });
    });
  return sections;
};

const standardEvents = ['layer', 'start', 'end', 'style', 'name', 'marginl', 'marginr', 'marginv', 'effect', 'text'];

const formatOf = (section: Section | undefined, standard: readonly string[]): readonly string[] => {
  const line = section?.lines.find(({ text }) => /^\s*Format\s*:/iu.test(text))?.text;
  return line === undefined
    ? standard
    : line
        .slice(line.indexOf(':') + 1)
        .split(',')
        .map((field) => field.trim().toLowerCase());
};

/** The last field takes the rest of the line, commas and all. */
const fieldsOf = (line: string, format: readonly string[]): AssFields => {
  const parts = line
    .slice(line.indexOf(':') + 1)
    .trimStart()
    .split(',');
  const head = parts.slice(0, format.length - 1);
  return new Map(
    format.map((field, index) => [
      field,
      index < head.length ? (head[index] as string).trim() : parts.slice(index).join(','),
    ]),
  );
};

const msOf = (text: string): number | undefined => {
  const found = /^\s*(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[.:,](\d{1,3}))?\s*$/u.exec(text);
  if (found === null) return undefined;
  const [hours, minutes, seconds] = [found[1], found[2], found[3]].map(Number) as [number, number, number];
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Number((found[4] ?? '0').padEnd(3, '0'));
};

const wordsOf = (line: AssLine, from: number, to: number, startMs: number, rate: Rate): CaptionCue['words'] => {
  if (line.syllables.length === 0) return undefined;
  const words: { from: number; to: number; text: string }[] = [];
  let ms = startMs;
  for (const syllable of line.syllables) {
    const begin = Math.min(to, Math.max(words.at(-1)?.to ?? from, framesOfMs(ms, rate)));
    ms += syllable.centiseconds * 10;
    const end = Math.min(to, Math.max(begin, framesOfMs(ms, rate)));
    const text = cleanCaption(syllable.text).replaceAll('\n', ' ');
    if (text !== '') words.push({ from: begin, to: end, text });
  }
  return words.length > 0 ? words : undefined;
};

/** Whether some syllable begins inside a word. */
const partsWords = ({ syllables }: AssLine): boolean =>
  syllables.some(({ text }, index) => /\p{L}$/u.test(syllables[index - 1]?.text ?? '') && /^\p{L}/u.test(text));

type Scene = {
  readonly ground: ImportGround;
  readonly rate: Rate;
  readonly script: AssScript;
  readonly styles: ReadonlyMap<string, AssStyle>;
};

type Event = { readonly cue: TimedCue } | { readonly start: number; readonly clip: TextClip };

const fadedClip = (scene: Scene, cue: TimedCue, [fadeIn, fadeOut]: readonly [number, number]): TextClip => {
  const length = cue.to - cue.from;
  const [a, b] = [framesOfMs(fadeIn, scene.rate), framesOfMs(fadeOut, scene.rate)];
  const [rise, fall] = [Math.min(a, length), Math.min(b, length - Math.min(a, length))];
  const opacity = [
    ...(rise > 0
      ? ([
          [0, 0],
          [rise, 1],
        ] as const)
      : ([[0, 1]] as const)),
    ...(fall > 0 ? [...(length - fall > rise ? ([[length - fall, 1]] as const) : []), [length, 0] as const] : []),
  ].map(([frame, value]) => ({ frame, value, easing: 'linear' as const }));
  return {
    kind: 'text',
    id: scene.ground.freshId('text'),
    name: cue.text.replaceAll('\n', ' ').slice(0, 60).toWellFormed(),
    sourceRange: { startFrame: 0, durationFrames: length },
    text: cue.text,
    style: cue.style,
    opacity: rise + fall > 0 ? opacity : 1,
    ...(cue.notes === undefined ? {} : { metadata: { ass: cue.notes } }),
  };
};

const readEvent = (scene: Scene, fields: AssFields, path: string): Event | undefined => {
  const { ground, rate, script, styles } = scene;
  const [startMs, endMs] = [msOf(fields.get('start') ?? ''), msOf(fields.get('end') ?? '')];
  if (startMs === undefined || endMs === undefined || endMs < startMs) {
    ground.log.dropped(
      path,
      startMs === undefined || endMs === undefined ? 'a line without times' : 'a line that ends before it begins',
    );
    return undefined;
  }
  const styleName = (fields.get('style') ?? 'Default').replace(/^\*/u, '');
  const own = styles.get(styleName) ?? styles.get('Default') ?? defaultAssStyle;
  const margin = (key: string, standard: number): number => Number(fields.get(key) ?? 0) || standard;
  const placed: AssStyle = {
    ...own,
    marginLeft: margin('marginl', own.marginLeft),
    marginRight: margin('marginr', own.marginRight),
    marginVertical: margin('marginv', own.marginVertical),
  };
  const raw = fields.get('text') ?? '';
  const line = readAssLine(raw, placed, styles, ground.log, path);
  const text = cleanCaption(line.text);
  if (text === '') {
    ground.log.dropped(path, 'a line without text');
    return undefined;
  }
  const from = framesOfMs(startMs, rate);
  const to = Math.max(from + 1, framesOfMs(endMs, rate));
  sayRounding(ground, [startMs, endMs], rate, path);
  const words = wordsOf(line, from, to, startMs, rate);
  if (words !== undefined && partsWords(line))
    ground.log.approximated(path, 'syllables of a word', 'their times are kept, and the word is lit with its first');
  const effect = (fields.get('effect') ?? '').trim();
  if (effect !== '') ground.log.kept(path, `effect “${effect.split(';')[0]}”`, 'it is not applied');
  const speaker = (fields.get('name') ?? fields.get('actor') ?? '').trim();
  const sung = words === undefined ? line.style : { ...line.style, primary: line.style.secondary };
  const layer = Number(fields.get('layer') ?? 0) || 0;
  const notes: Metadata = {
    style: styleName,
    ...(line.isPlain || script.scaleX !== 1 || script.scaleY !== 1 ? {} : { raw }),
    ...(effect === '' ? {} : { effect }),
    ...(layer === 0 ? {} : { layer }),
  };
  const cue: TimedCue = {
    from,
    to,
    text,
    style: textStyleOfAss(sung, script, line.at),
    ...(speaker === '' ? {} : { speaker: cleanCaption(speaker).slice(0, 300) }),
    ...(words === undefined ? {} : { words, highlight: { mode: 'fill' as const, colour: line.style.primary } }),
    ...(Object.keys(notes).length > 1 || styleName !== 'Default' ? { notes } : {}),
  };
  return line.fade === undefined || words !== undefined
    ? { cue }
    : { start: from, clip: fadedClip(scene, cue, line.fade) };
};

const scriptOf = (info: Section | undefined, isOld: boolean, options: ImportOptions): AssScript => {
  const number = (key: string): number | undefined => {
    const line = info?.lines.find(({ text }) => text.toLowerCase().startsWith(`${key}:`))?.text;
    const value = line === undefined ? Number.NaN : Number(line.slice(line.indexOf(':') + 1));
    return value > 0 && value < 100_000 ? value : undefined;
  };
  const [x, y] = [number('playresx'), number('playresy')];
  // What is missing follows from the other by 4:3, as players do; with neither it is 384 × 288.
  const width = x ?? (y === undefined ? 384 : y === 1024 ? 1280 : Math.round((y * 4) / 3));
  const height = y ?? (x === undefined ? 288 : Math.round((x * 3) / 4));
  // A script made for a film's own frame keeps it; the small frames of old scripts are only a grid.
  const isFrame = x !== undefined && y !== undefined && x >= 640 && x <= 7680 && y >= 360 && y <= 7680;
  const frame = frameSize(options, isFrame ? { width, height } : {});
  return { width, height, frame, scaleX: frame.width / width, scaleY: frame.height / height, isOld };
};

/** Reads an ASS or SSA file. */
export const importAss: Importer = (text, name, options) => {
  const ground = importGround(name, options);
  const sections = sectionsOf(text);
  const find = (pattern: RegExp) => sections.find((section) => pattern.test(section.name));
  const stylesSection = find(/^V4\+? Styles\+?$/iu);
  const isOld = /^V4 Styles$/iu.test(stylesSection?.name ?? '');
  const events = find(/^Events$/iu);
  if (events === undefined) throw importFailed(name, 'line 1', 'there is no [Events] section, where the lines stand');
  const script = scriptOf(find(/^Script Info$/iu), isOld, options);
  const size = script.frame;
  const styleFormat = formatOf(stylesSection, []);
  const styles = new Map<string, AssStyle>();
  for (const line of stylesSection?.lines ?? []) {
    if (!/^\s*Style\s*:/iu.test(line.text)) continue;
    const fields = fieldsOf(line.text, styleFormat);
    styles.set((fields.get('name') ?? '').replace(/^\*/u, ''), readAssStyle(fields, isOld));
  }
  const rate = options.rate ?? standardRate;
  const scene: Scene = { ground, rate, script, styles };
  const format = formatOf(events, standardEvents);
  const cues: TimedCue[] = [];
  const texts: Placed<PictureClip>[] = [];
  for (const line of events.lines) {
    if (!/^\s*Dialogue\s*:/iu.test(line.text)) continue;
    const read = readEvent(scene, fieldsOf(line.text, format), `line ${line.number}`);
    if (read !== undefined && 'cue' in read) cues.push(read.cue);
    else if (read !== undefined) texts.push(read);
  }
  if (cues.length + texts.length === 0)
    throw importFailed(name, `line ${events.lines[0]?.number ?? 1}`, 'there is no Dialogue line that can be shown');
  for (const section of sections)
    if (!/^(?:Script Info|V4\+? Styles\+?|Events)$/iu.test(section.name))
      ground.log.kept(`[${section.name}]`, 'a section of its own');
  const kept: Metadata = {
    sections: sections
      .filter((section) => !/^Events$/iu.test(section.name))
      .map((section) => ({ name: section.name, lines: section.lines.map((line) => line.text) })),
  };
  const tracks = [...captionTracks(ground, cues, 'ass'), ...videoTracksOf(texts, 'faded', 'Faded lines')];
  return finishImport(ground, 'ass', rate, size, tracks, {
    name: name.replace(/\.[a-z]+$/iu, ''),
    metadata: { ass: kept },
  });
};
