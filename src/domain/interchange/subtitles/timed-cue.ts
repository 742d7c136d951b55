/** A caption on its way between a file and a timeline, and how captions become tracks. */
import type { Rate } from '../../time.ts';
import type {
  CaptionCue,
  CaptionsClip,
  Metadata,
  MetadataValue,
  TextStyle,
  VideoTrack,
  WordHighlight,
} from '../../timeline/timeline.types.ts';
import type { ImportGround } from '../shared/import-ground.ts';
import { framesOfSeconds, rational } from '../shared/rational.ts';

/** Frames from the start of the timeline. */
export type TimedCue = CaptionCue & {
  readonly style: TextStyle;
  readonly highlight?: WordHighlight;
  /** What only its own format can say, kept for the way back. */
  readonly notes?: Metadata;
};

/** Milliseconds, possibly with a fraction of ten thousandths, to the nearest frame. */
export const framesOfMs = (ms: number, rate: Rate): number =>
  framesOfSeconds(rational(BigInt(Math.round(ms * 10)), 10_000n), rate).frames;

/** Start of a frame in milliseconds, rounded so that reading it again gives the frame. */
export const msOfFrame = (frame: number, rate: Rate): number => Math.round((frame * rate.den * 1000) / rate.num);

/** Reports times that no frame begins at, within the millisecond that caption files themselves round to. */
export const sayRounding = (ground: ImportGround, times: readonly number[], rate: Rate, path: string): void => {
  const isOff = times.some((ms) => Math.abs(msOfFrame(framesOfMs(ms, rate), rate) - ms) > 1);
  if (isOff)
    ground.log.approximated(path, 'a time between two frames', 'moved to the nearest frame; say --fps for a finer one');
};

/** Text as captions may hold it: no control characters, no blank lines, LF. */
export const cleanCaption = (text: string): string =>
  text
    .toWellFormed()
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replace(/[\p{Cc}\u2028\u2029\ufeff]/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

/** Room for two lines: a second caption at the same time stands above the first. */
const raised = (style: TextStyle, row: number): TextStyle => {
  if (row === 0) return style;
  const lines = Math.round(row * 2.2 * style.sizePx * style.lineHeight);
  if (style.verticalAlign === 'top') return { ...style, boxY: style.boxY + lines };
  if (style.verticalAlign === 'bottom' && style.boxHeight > lines + style.sizePx)
    return { ...style, boxHeight: style.boxHeight - lines };
  return style;
};

type Group = { readonly first: TimedCue; readonly rows: TimedCue[][] };

const grouped = (cues: readonly TimedCue[]): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const cue of cues.toSorted((a, b) => a.from - b.from)) {
    const key = JSON.stringify([cue.style, cue.highlight ?? null]);
    const group = groups.get(key) ?? { first: cue, rows: [] };
    groups.set(key, group);
    const row = group.rows.find((others) => (others.at(-1)?.to ?? 0) <= cue.from);
    if (row === undefined) group.rows.push([cue]);
    else row.push(cue);
  }
  return [...groups.values()];
};

const plainCue = ({ from, to, text, speaker, words }: TimedCue): CaptionCue => ({
  from,
  to,
  text,
  ...(speaker === undefined ? {} : { speaker }),
  ...(words === undefined ? {} : { words }),
});

/** How notes find their cue again after an edit that left it alone. */
export const cueKey = (cue: { readonly from: number; readonly text: string }): string => `${cue.from} ${cue.text}`;

const notesOf = (cues: readonly TimedCue[]): Readonly<Record<string, MetadataValue>> =>
  Object.fromEntries(cues.flatMap((cue) => (cue.notes === undefined ? [] : [[cueKey(cue), cue.notes] as const])));

/** One track for each look, and one more for each caption that is shown at the same time as another of its look. */
export const captionTracks = (ground: ImportGround, cues: readonly TimedCue[], format: string): VideoTrack[] => {
  const end = Math.max(0, ...cues.map(({ to }) => to));
  return grouped(cues).flatMap(({ first, rows }) =>
    rows.map((row, index): VideoTrack => {
      const notes = notesOf(row);
      const clip: CaptionsClip = {
        kind: 'captions',
        id: ground.freshId('captions'),
        name: 'Captions',
        sourceRange: { startFrame: 0, durationFrames: end },
        cues: row.map(plainCue),
        style: raised(first.style, index),
        ...(first.highlight === undefined ? {} : { highlight: first.highlight }),
        burn: true,
        ...(Object.keys(notes).length > 0 ? { metadata: { [format]: { cues: notes } } } : {}),
      };
      return { kind: 'video', id: ground.freshId('track'), name: 'Captions', items: [clip] };
    }),
  );
};
