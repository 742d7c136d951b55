/** One small picture a shot, and the sheet of all of them. Each hangs on its own shot alone. */
import type { Build, Step } from '../../build/build.ts';
import { excerpt } from '../../compile/compile.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { FilmTiming, ShotPlan, TimedShot } from '../../domain/shot/shot.types.ts';
import { msFromFrames } from '../../domain/time.ts';
import type { Timeline } from '../../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { MediaTool } from '../../ports/media-tool.ts';
import type { PictureMaker } from '../../ports/picture-maker.ts';

const sheetWidth = { wide: 400, upright: 240 } as const;

export type StillTools = { readonly blobs: BlobStore; readonly media: MediaTool; readonly pictures: PictureMaker };
type StillRequest = { readonly timeline: Timeline; readonly width: number };

const stillStep = ({ blobs, media, pictures }: StillTools): Step<StillRequest, BlobRef> => ({
  name: 'still',
  version: 1,
  model: media.id,
  // One frame each, composed where segments are: they take no core from what the film waits for.
  needs: { cores: 0, memoryMb: 50, only: 'still' },
  label: () => 'still of a shot',
  run: async ({ timeline, width }, { signal }) => {
    const height = Math.round((width * timeline.height) / timeline.width);
    const picture = await media.frameAt(timeline, 0, { signal, height });
    return blobs.put(await pictures.thumbnail(picture, width), 'image/jpeg');
  },
});

type SheetRequest = {
  readonly heading: string;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly cells: readonly { readonly still: BlobRef; readonly title: string; readonly subtitle: string }[];
};

const sheetStep = ({ blobs, pictures }: StillTools): Step<SheetRequest, BlobRef> => ({
  name: 'contact-sheet',
  version: 1,
  model: 'pictures-1',
  needs: { cores: 1, memoryMb: 200 },
  label: ({ cells }) => `contact sheet of ${cells.length} shots`,
  run: async ({ cells, ...sheet }) => {
    const loaded = await Promise.all(
      cells.map(async ({ still, ...words }) => ({ ...words, jpeg: await blobs.get(still) })),
    );
    return blobs.put(await pictures.contactSheet({ ...sheet, cells: loaded }), 'image/png');
  },
});

/** A frame of the shot that no transition touches, as near its middle as can be. */
const quietFrame = (shot: TimedShot, next: TimedShot | undefined): number => {
  const from = shot.startFrame + shot.transitionInFrames;
  const to = Math.min(
    shot.startFrame + shot.durationFrames - shot.transitionOutFrames,
    next?.startFrame ?? Number.POSITIVE_INFINITY,
  );
  return Math.max(from, Math.floor((from + to) / 2));
};

export type FilmStills = {
  /** JPEGs by shot id. */
  readonly stills: ReadonlyMap<string, BlobRef>;
  readonly contactSheet: BlobRef;
};

/** Stills without titles and captions, and the contact sheet with shot numbers and times. */
export const takeStills = async (
  build: Build,
  tools: StillTools,
  timeline: Timeline,
  plan: ShotPlan,
  timing: FilmTiming,
): Promise<FilmStills> => {
  const picture: Timeline = { ...timeline, tracks: timeline.tracks.slice(0, 1), markers: [] };
  const cellWidth = timeline.width >= timeline.height ? sheetWidth.wide : sheetWidth.upright;
  const cellHeight = Math.round((cellWidth * timeline.height) / timeline.width);
  const step = stillStep(tools);
  const stills = await build.all(
    timing.shots.map((shot, index) => {
      const frame = quietFrame(shot, timing.shots[index + 1]);
      return build.produce(step, {
        timeline: excerpt(picture, { startFrame: frame, durationFrames: 1 }),
        width: cellWidth,
      });
    }),
  );
  const seconds = (frames: number): string => `${(msFromFrames(frames, timeline.rate) / 1000).toFixed(1)} s`;
  const cells = plan.shots.map((shot, index) => ({
    still: stills[index] as BlobRef,
    title: `${shot.number}  ${shot.size}  ${shot.place.name}`,
    subtitle: `${seconds(timing.shots[index]?.durationFrames ?? 0)} · ${shot.role}`,
  }));
  const heading = `${timeline.name} – ${plan.shots.length} shots, ${seconds(timing.durationFrames)}`;
  const contactSheet = await build.produce(sheetStep(tools), { heading, cellWidth, cellHeight, cells });
  return { stills: new Map(plan.shots.map((shot, index) => [shot.id, stills[index] as BlobRef])), contactSheet };
};
