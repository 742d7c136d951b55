/**
 * When Shotstack clips begin and end: numbers of seconds, `auto` (after the clip before; as long as the media), `end` (until the
 * last other clip ends) and `alias://name` (as another clip).
 */
import type { MediaReference } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { mediaFromLocation } from '../shared/media-from-location.ts';
import type { ShotstackScene } from './shotstack-scene.ts';
import { framesAt } from './shotstack-scene.ts';

export type TimedClip = {
  readonly cursor: Cursor;
  readonly track: number;
  readonly start: number;
  readonly length: number;
};

type Waiting = {
  readonly cursor: Cursor;
  readonly track: number;
  readonly before: Waiting | undefined;
  readonly alias: string | undefined;
  start?: number;
  length?: number;
};

/** What an asset without a length of its own is shown for. */
const stillSeconds = 3;
/** Stands in for a file that nobody measured. */
const assumedSeconds = 5;

/** Length of the material a clip shows, after its trim and speed. */
const materialSeconds = (scene: ShotstackScene, clip: Cursor): number => {
  const { ground } = scene;
  const asset = clip.at('asset');
  const type = asset.at('type').string();
  if (type !== 'video' && type !== 'audio') return stillSeconds;
  const media: MediaReference = mediaFromLocation(asset.at('src').string() ?? '');
  const facts = ground.factsOf(media);
  const trim = asset.at('trim').number() ?? 0;
  const speed = asset.at('speed').number() ?? 1;
  if (facts === undefined)
    ground.log.approximated(
      `${clip.path}.length`,
      'length “auto”',
      `the media is not measured; ${assumedSeconds} seconds stand in`,
    );
  const whole = facts === undefined ? assumedSeconds + trim : facts.durationMs / 1000;
  return Math.max(0.04, (whole - trim) / (speed > 0 ? speed : 1));
};

const aliasOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? /^alias:\/\/(.+)$/u.exec(value.trim())?.[1] : undefined;

/** All clips, and those with an alias by it. */
type Clips = { readonly all: readonly Waiting[]; readonly named: ReadonlyMap<string, Waiting> };

const startOf = (entry: Waiting, { named }: Clips): number | undefined => {
  const start = entry.cursor.at('start');
  const alias = aliasOf(start.value);
  if (alias !== undefined) {
    const other = named.get(alias);
    return other === undefined ? start.fail(`there is no clip with the alias “${alias}”`) : other.start;
  }
  if (start.value !== 'auto') return start.number() ?? start.fail('is missing; use seconds or "auto"');
  const { before } = entry;
  if (before === undefined) return 0;
  return before.start === undefined || before.length === undefined ? undefined : before.start + before.length;
};

const lengthOf = (scene: ShotstackScene, entry: Waiting, { all, named }: Clips): number | undefined => {
  const length = entry.cursor.at('length');
  const alias = aliasOf(length.value);
  if (alias !== undefined) {
    const other = named.get(alias);
    return other === undefined ? length.fail(`there is no clip with the alias “${alias}”`) : other.length;
  }
  if (length.value === 'end') {
    if (entry.start === undefined) return undefined;
    const others = all.filter((other) => other.cursor.at('length').value !== 'end');
    if (others.some((other) => other.start === undefined || other.length === undefined)) return undefined;
    const end = Math.max(0, ...others.map((other) => (other.start ?? 0) + (other.length ?? 0)));
    return Math.max(0, end - entry.start);
  }
  if (length.value === 'auto') return materialSeconds(scene, entry.cursor);
  const seconds = length.number() ?? length.fail('is missing; use seconds, "auto" or "end"');
  return seconds > 0 ? seconds : length.fail(`is ${seconds}; a clip lasts longer than 0 seconds`);
};

const waitingOf = (cursor: Cursor, track: number): Waiting[] => {
  const entries: Waiting[] = [];
  for (const clip of cursor.at('clips').items())
    entries.push({ cursor: clip, track, before: entries.at(-1), alias: clip.at('alias').string() });
  return entries;
};

/** Works times out until nothing changes; a circle of references is an error at its first clip. */
export const timeClips = (scene: ShotstackScene, tracks: readonly Cursor[]): TimedClip[] => {
  const all = tracks.flatMap((cursor, track) => waitingOf(cursor, track));
  const named = new Map(all.flatMap((entry) => (entry.alias === undefined ? [] : [[entry.alias, entry] as const])));
  const clips: Clips = { all, named };
  for (let changed = true; changed; ) {
    changed = false;
    for (const entry of all) {
      if (entry.start === undefined) {
        const start = startOf(entry, clips);
        if (start !== undefined) {
          if (start < 0) entry.cursor.at('start').fail(`${start} is before the timeline; use 0 or more`);
          entry.start = start;
          changed = true;
        }
      }
      if (entry.length === undefined) {
        const length = lengthOf(scene, entry, clips);
        if (length !== undefined) {
          entry.length = length;
          changed = true;
        }
      }
    }
  }
  return all.map(({ cursor, track, start, length }) => {
    if (start === undefined) return cursor.at('start').fail('goes round in a circle; one of the clips needs a number');
    if (length === undefined)
      return cursor.at('length').fail('goes round in a circle; one of the clips needs a number');
    const from = framesAt(scene, start);
    return { cursor, track, start: from, length: Math.max(1, framesAt(scene, start + length) - from) };
  });
};
