/** Timelines for the proofs, as people write them: small, in plain JSON. */
import type { MediaFacts } from '../../src/domain/timeline/media-facts.types.ts';

export const smallRate = { num: 10, den: 1 } as const;
const range = (durationFrames: number): object => ({ startFrame: 0, durationFrames });

export type Item = Readonly<Record<string, unknown>>;

/** A timeline of tracks given by their items. */
export const timelineOf = (
  durationFrames: number,
  tracks: readonly { readonly kind: 'video' | 'audio'; readonly items: readonly Item[] }[],
  size: { readonly width: number; readonly height: number } = { width: 64, height: 48 },
): string =>
  JSON.stringify({
    schema: 'workprint.timeline/2',
    name: 'proof',
    rate: smallRate,
    ...size,
    background: '#203040',
    durationFrames,
    markers: [],
    tracks: tracks.map(({ kind, items }, at) => ({ kind, id: `t${at}`, name: `t${at}`, items })),
  });

export const clip = (id: string, durationFrames: number, more: Item): Item => ({
  id,
  name: id,
  sourceRange: range(durationFrames),
  ...more,
});

export const textStyle = {
  ...{ fontFamily: 'Inter', fontWeight: 700, sizePx: 12, lineHeight: 1.2, letterSpacingPx: 0, colour: '#ffffff' },
  ...{ align: 'centre', boxX: 0, boxY: 0, boxWidth: 64, boxHeight: 48, verticalAlign: 'middle' },
} as const;

/** One clip that shows, or plays, the file at `path` for a second. */
export const timelineOfFile = (path: string, facts: Pick<MediaFacts, 'picture' | 'sounds'>): string => {
  const media = { kind: 'file', path };
  if (!facts.picture) {
    const sound = clip('c', 10, { kind: 'audio', media, gainDb: 0, fadeInFrames: 0, fadeOutFrames: 0 });
    return timelineOf(10, [{ kind: 'audio', items: [sound] }]);
  }
  const kind = facts.picture.frames > 1 ? 'video' : 'image';
  return timelineOf(10, [{ kind: 'video', items: [clip('c', 10, { kind, media })] }]);
};
