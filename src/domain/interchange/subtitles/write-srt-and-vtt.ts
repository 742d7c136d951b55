/** The captions of a timeline as SubRip and as WebVTT. */
import type { Rate } from '../../time.ts';
import type { TextStyle, Timeline } from '../../timeline/timeline.types.ts';
import type { Exporter } from '../interchange.types.ts';
import { type LossLog, lossLog } from '../shared/loss-log.ts';
import { captionTextStyle } from '../shared/text-style.ts';
import { notesOfFormat, type TimelineCue, wordsOfTimeline } from './captions-of-timeline.ts';
import { msOfFrame } from './timed-cue.ts';

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

const stamp = (frame: number, rate: Rate, mark: ',' | '.'): string => {
  const ms = msOfFrame(frame, rate);
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${pad(h, 2)}:${pad(m, 2)}:${pad(s, 2)}${mark}${pad(ms % 1000, 3)}`;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A blank line would end the cue early, and an arrow would look like a time. */
const safe = (words: string): string =>
  words
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replaceAll('-->', '→').trim())
    .filter((line) => line !== '')
    .join('\n');

/** A look that nobody chose is no loss. */
const isPlain = (style: TextStyle, timeline: Timeline): boolean => {
  const { fontFamily, fontWeight, sizePx, colour, background } = captionTextStyle(timeline);
  const plain = [fontFamily, fontWeight, sizePx, colour, background];
  return [style.fontFamily, style.fontWeight, style.sizePx, style.colour, style.background].every(
    (value, index) => value === plain[index],
  );
};

const sayStyles = (log: LossLog, cues: readonly TimelineCue[], timeline: Timeline, format: string): void => {
  for (const clip of new Set(cues.map((cue) => cue.clip)))
    if (!isPlain(clip.style, timeline))
      log.dropped(clip.id, 'the look of captions', `${format} says nothing about fonts and colours`);
};

/** The corner or edge as on a number pad, for players that read it; nothing at the usual place. */
const numpad = ({ align, verticalAlign }: TextStyle): string => {
  const digit = { left: 1, centre: 2, right: 3 }[align] + { bottom: 0, middle: 3, top: 6 }[verticalAlign];
  return digit === 2 ? '' : `{\\an${digit}}`;
};

/** Cue settings for a place that is not the usual one. */
const settingsOf = ({ align, verticalAlign }: TextStyle): string | undefined => {
  const line = { bottom: [], middle: ['line:50%'], top: ['line:5%'] }[verticalAlign];
  const side = { left: ['align:start'], centre: [], right: ['align:end'] }[align];
  return [...line, ...side].join(' ') || undefined;
};

/** Writes SRT: words and times. */
export const exportSrt: Exporter = (timeline) => {
  const log = lossLog();
  const { cues, texts } = wordsOfTimeline(timeline, 'srt', log);
  for (const { clip } of texts) log.dropped(clip.id, 'text clip', 'only captions are written');
  sayStyles(log, cues, timeline, 'SRT');
  const blocks = cues.map((cue, index) => {
    if (cue.speaker !== undefined) log.dropped(cue.clip.id, 'speakers');
    if (cue.words !== undefined) log.dropped(cue.clip.id, 'times of words');
    const after = text(cue.notes.after);
    const times = `${stamp(cue.from, timeline.rate, ',')} --> ${stamp(cue.to, timeline.rate, ',')}${after ? ` ${after}` : ''}`;
    return `${index + 1}\n${times}\n${safe(text(cue.notes.raw) ?? numpad(cue.clip.style) + cue.text)}\n`;
  });
  return { text: blocks.join('\n'), losses: log.losses };
};

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Words with their times between them; the lines of the text stay as they are. */
const withTimes = (cue: TimelineCue, rate: Rate): string => {
  let rest = cue.text;
  let out = '';
  let last = cue.from;
  for (const word of cue.words ?? []) {
    const at = rest.replaceAll('\n', ' ').indexOf(word.text);
    if (at < 0) return escaped(cue.text);
    out += escaped(rest.slice(0, at));
    if (word.from > last) out += `<${stamp(word.from, rate, '.')}>`;
    last = word.from;
    out += escaped(rest.slice(at, at + word.text.length));
    rest = rest.slice(at + word.text.length);
  }
  return out + escaped(rest);
};

const vttBody = (cue: TimelineCue, rate: Rate): string => {
  const raw = text(cue.notes.raw);
  if (raw !== undefined) return safe(raw);
  const words = safe(withTimes(cue, rate));
  return cue.speaker === undefined ? words : `<v ${escaped(cue.speaker)}>${words}`;
};

/** Writes WebVTT: words, times, voices, times of words; settings and blocks that came with it. */
export const exportVtt: Exporter = (timeline) => {
  const log = lossLog();
  const { cues, texts } = wordsOfTimeline(timeline, 'vtt', log);
  for (const { clip } of texts) log.dropped(clip.id, 'text clip', 'only captions are written');
  sayStyles(log, cues, timeline, 'WebVTT');
  const { header, blocks } = notesOfFormat(timeline.metadata, 'vtt');
  const kept = Array.isArray(blocks) ? blocks.filter((block) => typeof block === 'string').map(safe) : [];
  const first = text(header) ?? 'WEBVTT';
  const parts = cues.map((cue) => {
    const id = text(cue.notes.id);
    const settings = text(cue.notes.settings) ?? settingsOf(cue.clip.style);
    const times = `${stamp(cue.from, timeline.rate, '.')} --> ${stamp(cue.to, timeline.rate, '.')}${settings ? ` ${settings}` : ''}`;
    return `${id === undefined ? '' : `${safe(id)}\n`}${times}\n${vttBody(cue, timeline.rate)}`;
  });
  return {
    text: `${[first.startsWith('WEBVTT') ? safe(first) : 'WEBVTT', ...kept, ...parts].join('\n\n')}\n`,
    losses: log.losses,
  };
};
