/** The words of a timeline as Advanced SubStation Alpha: captions and texts with their looks, places, fades and sung words. */
import type { Rate } from '../../time.ts';
import type { Metadata, TextClip, TextStyle, Timeline } from '../../timeline/timeline.types.ts';
import type { Exporter } from '../interchange.types.ts';
import { type LossLog, lossLog } from '../shared/loss-log.ts';
import { colourForAss, emOfLine } from './ass-style.ts';
import { notesOfFormat, type TimelineCue, wordsOfTimeline } from './captions-of-timeline.ts';

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

const centiseconds = (frame: number, rate: Rate): number => Math.round((frame * rate.den * 100) / rate.num);

const stamp = (frame: number, rate: Rate): string => {
  const all = centiseconds(frame, rate);
  const seconds = Math.floor(all / 100);
  return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${pad(all % 100)}`;
};

const decimal = (value: number): string => String(Math.round(value * 1000) / 1000);

/** Braces would be overrides. */
const safe = (text: string): string => text.replaceAll('{', '(').replaceAll('}', ')').replaceAll('\n', '\\N');

const columns = { left: 1, centre: 2, right: 3 } as const;
const rows = { bottom: 0, middle: 3, top: 6 } as const;

/** A style line; the box becomes margins. */
const styleLine = (
  name: string,
  style: TextStyle,
  highlight: string | undefined,
  { width, height }: Timeline,
): string => {
  const vertical = style.verticalAlign === 'bottom' ? height - style.boxY - style.boxHeight : style.boxY;
  const line = style.background ?? style.outline;
  const width3 = style.background?.paddingPx ?? style.outline?.widthPx ?? 0;
  return `Style: ${[
    name,
    style.fontFamily.replaceAll(',', ' '),
    decimal(style.sizePx / emOfLine),
    colourForAss(highlight ?? style.colour),
    colourForAss(style.colour),
    colourForAss(line?.colour ?? '#000000'),
    colourForAss(style.shadow?.colour ?? '#000000'),
    style.fontWeight === 400 ? 0 : style.fontWeight === 700 ? -1 : style.fontWeight,
    style.italic === true ? -1 : 0,
    ...[0, 0, 100, 100],
    decimal(style.letterSpacingPx),
    0,
    style.background === undefined ? 1 : 3,
    decimal(width3),
    decimal(style.shadow?.offsetY ?? 0),
    columns[style.align] + rows[style.verticalAlign],
    decimal(Math.max(0, style.boxX)),
    decimal(Math.max(0, width - style.boxX - style.boxWidth)),
    decimal(Math.max(0, vertical)),
    1,
  ].join(',')}`;
};

/** A box that no margins can say is given by its point of alignment. */
const positionOf = (style: TextStyle, { width, height }: Timeline): string => {
  const [right, bottom] = [width - style.boxX - style.boxWidth, height - style.boxY - style.boxHeight];
  const isInside = style.boxX >= 0 && right >= 0 && style.boxY >= 0 && bottom >= 0;
  const isEven = style.verticalAlign !== 'middle' || Math.abs(bottom - style.boxY) < 0.02;
  if (isInside && isEven) return '';
  const x = style.boxX + { left: 0, centre: 0.5, right: 1 }[style.align] * style.boxWidth;
  const y = style.boxY + { top: 0, middle: 0.5, bottom: 1 }[style.verticalAlign] * style.boxHeight;
  return `{\\pos(${decimal(x)},${decimal(y)})}`;
};

const sungText = (cue: TimelineCue, rate: Rate): string => {
  let rest = cue.text;
  let out = '';
  let at = centiseconds(cue.from, rate);
  for (const word of cue.words ?? []) {
    const index = rest.replaceAll('\n', ' ').indexOf(word.text);
    if (index < 0) return safe(cue.text);
    const start = centiseconds(word.from, rate);
    const end = centiseconds(word.to, rate);
    if (start > at) out += `{\\k${start - at}}`;
    out += `${safe(rest.slice(0, index))}{\\kf${end - Math.max(start, at)}}${safe(rest.slice(index, index + word.text.length))}`;
    at = Math.max(at, end);
    rest = rest.slice(index + word.text.length);
  }
  return out + safe(rest);
};

/** `\fad` of a text that comes and goes by its opacity alone; undefined when it does something else. */
const fadeOf = (clip: TextClip, rate: Rate): string | undefined => {
  if (clip.opacity === 1) return '';
  if (typeof clip.opacity === 'number') return undefined;
  const { startFrame, durationFrames } = clip.sourceRange;
  const ms = (frames: number): number => Math.round((frames * rate.den * 1000) / rate.num);
  const keys = clip.opacity.map((key) => ({ ...key, frame: key.frame - startFrame }));
  const [first, last] = [keys[0], keys.at(-1)];
  const rising = first?.value === 0 && first.frame === 0 ? keys[1] : undefined;
  const falling = last?.value === 0 && last.frame === durationFrames ? keys.at(-2) : undefined;
  const others = keys.slice(rising ? 1 : 0, falling ? -1 : undefined);
  if (others.some((key) => key.value !== 1)) return undefined;
  return `{\\fad(${rising ? ms(rising.frame) : 0},${falling ? ms(durationFrames - falling.frame) : 0})}`;
};

type Styles = {
  readonly lines: string[];
  nameOf(style: TextStyle, highlight: string | undefined, wanted: string): string;
};

/** Styles are named by what they look like; the name from an import is used for the first look that asks for it. */
const namedStyles = (timeline: Timeline): Styles => {
  const names = new Map<string, string>();
  const lines: string[] = [];
  return {
    lines,
    nameOf: (style, highlight, wanted) => {
      const key = JSON.stringify([style, highlight ?? null]);
      const known = names.get(key);
      if (known !== undefined) return known;
      const taken = new Set(names.values());
      const plain = wanted.replace(/[,\r\n]/gu, ' ');
      let name = plain;
      for (let count = 2; taken.has(name); count++) name = `${plain} ${count}`;
      names.set(key, name);
      lines.push(styleLine(name, style, highlight, timeline));
      return name;
    },
  };
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const cueLine = (timeline: Timeline, styles: Styles, cue: TimelineCue): string => {
  const { rate } = timeline;
  const { style, highlight } = cue.clip;
  const isSung = cue.words !== undefined && highlight !== undefined;
  const name = styles.nameOf(style, isSung ? highlight.colour : undefined, text(cue.notes.style) ?? 'Default');
  const raw = text(cue.notes.raw)?.replace(/[\r\n]+/gu, '\\N');
  const body = raw ?? positionOf(style, timeline) + (isSung ? sungText(cue, rate) : safe(cue.text));
  const layer = typeof cue.notes.layer === 'number' ? cue.notes.layer : 0;
  const effect = (text(cue.notes.effect) ?? '').replaceAll(',', ' ');
  const speaker = (cue.speaker ?? '').replaceAll(',', ' ');
  return `Dialogue: ${layer},${stamp(cue.from, rate)},${stamp(cue.to, rate)},${name},${speaker},0,0,0,${effect},${body}`;
};

const infoLines = (timeline: Timeline, log: LossLog): readonly string[] => {
  const { sections } = notesOfFormat(timeline.metadata, 'ass');
  const info = Array.isArray(sections)
    ? (sections as readonly Metadata[]).find(
        (section) =>
          typeof section === 'object' && section !== null && text(section.name)?.toLowerCase() === 'script info',
      )
    : undefined;
  const kept = Array.isArray(info?.lines)
    ? info.lines.filter((line) => typeof line === 'string')
    : [`Title: ${timeline.name.replace(/[\r\n]/gu, ' ')}`];
  const own = kept.filter(
    (line) => !/^\s*(?:PlayRes[XY]|ScriptType|ScaledBorderAndShadow)\s*:/iu.test(line) && !/[\r\n[\]]/u.test(line),
  );
  if (timeline.background !== '#000000') log.dropped('background', 'background');
  return [
    '[Script Info]',
    ...own,
    'ScriptType: v4.00+',
    `PlayResX: ${timeline.width}`,
    `PlayResY: ${timeline.height}`,
    'ScaledBorderAndShadow: yes',
  ];
};

/** Sections that are neither styles nor events go back as they came. */
const otherSections = (timeline: Timeline): readonly string[] => {
  const { sections } = notesOfFormat(timeline.metadata, 'ass');
  if (!Array.isArray(sections)) return [];
  return (sections as readonly Metadata[]).flatMap((section) => {
    const name = typeof section === 'object' && section !== null ? text(section.name) : undefined;
    if (name === undefined || /[\r\n\]]/u.test(name) || /^(?:Script Info|V4\+? Styles\+?|Events)$/iu.test(name))
      return [];
    const lines = Array.isArray(section.lines)
      ? section.lines.filter((line) => typeof line === 'string' && !/^\s*\[/u.test(line))
      : [];
    return [`[${name}]\n${lines.join('\n')}`];
  });
};

const styleFormat =
  'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding';

/** Writes ASS in the timeline's own resolution. */
export const exportAss: Exporter = (timeline) => {
  const log = lossLog();
  const { cues, texts } = wordsOfTimeline(timeline, 'ass', log);
  const styles = namedStyles(timeline);
  const lines: { readonly from: number; readonly line: string }[] = [];
  for (const cue of cues) {
    if (cue.clip.highlight !== undefined && cue.clip.highlight.mode !== 'fill')
      log.approximated(cue.clip.id, `highlighting “${cue.clip.highlight.mode}”`, 'words fill one after the other');
    lines.push({ from: cue.from, line: cueLine(timeline, styles, cue) });
  }
  for (const { from, to, clip } of texts) {
    const fade = fadeOf(clip, timeline.rate);
    if (fade === undefined) log.dropped(clip.id, 'moving opacity of a text');
    for (const key of ['placement', 'enter', 'leave', 'blend'] as const)
      if (clip[key] !== undefined) log.dropped(clip.id, `${key} of a text`);
    const notes = notesOfFormat(clip.metadata, 'ass');
    const name = styles.nameOf(clip.style, undefined, text(notes.style) ?? 'Text');
    const raw = text(notes.raw)?.replace(/[\r\n]+/gu, '\\N');
    const body = raw ?? `${fade ?? ''}${positionOf(clip.style, timeline)}${safe(clip.text)}`;
    lines.push({
      from,
      line: `Dialogue: 0,${stamp(from, timeline.rate)},${stamp(to, timeline.rate)},${name},,0,0,0,,${body}`,
    });
  }
  const events = lines.toSorted((a, b) => a.from - b.from).map(({ line }) => line);
  const parts = [
    infoLines(timeline, log).join('\n'),
    ['[V4+ Styles]', styleFormat, ...styles.lines].join('\n'),
    ...otherSections(timeline),
    ['[Events]', 'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text', ...events].join(
      '\n',
    ),
  ];
  return { text: `${parts.join('\n\n')}\n`, losses: log.losses };
};
