/** What every importer stands on: the loss log, questions about media, fresh ids, and the whole document put together. */
import type { Rate } from '../../time.ts';
import type { MediaFacts } from '../../timeline/media-facts.types.ts';
import {
  type AudioTrack,
  type MediaReference,
  type Timeline,
  timelineSchema,
  type VideoTrack,
} from '../../timeline/timeline.types.ts';
import type { ImportOptions, ImportResult, InterchangeFormat } from '../interchange.types.ts';
import { cleanName, fitTracks, noIds } from './fit-document.ts';
import { importFailed, importLimits } from './import-failure.ts';
import { framesOfTracks } from './lay-out.ts';
import { type LossLog, lossLog } from './loss-log.ts';

export type ImportGround = {
  readonly name: string;
  readonly options: ImportOptions;
  readonly log: LossLog;
  /** What is known of a file; remembers what was asked in vain. */
  factsOf(media: MediaReference): MediaFacts | undefined;
  textOf(media: MediaReference): string | undefined;
  /** A name no other item has: `clip-1`, `clip-2` … */
  freshId(kind: string): string;
  wanted(): ImportResult['wanted'];
};

const keyOf = (media: MediaReference): string => JSON.stringify(media);

/** For one import of the file people know as `name`. */
export const importGround = (name: string, options: ImportOptions): ImportGround => {
  const facts = new Map<string, MediaReference>();
  const texts = new Map<string, MediaReference>();
  let items = 0;
  return {
    name,
    options,
    log: lossLog(),
    factsOf: (media) => {
      const known = media.kind === 'blob' ? media.facts : undefined;
      const answer = known ?? options.factsOf?.(media);
      if (answer === undefined && media.kind !== 'missing') facts.set(keyOf(media), media);
      return answer;
    },
    textOf: (media) => {
      const answer = options.textOf?.(media);
      if (answer === undefined && media.kind !== 'missing') texts.set(keyOf(media), media);
      return answer;
    },
    freshId: (kind) => {
      if (++items > importLimits.items) throw importFailed(name, '', `there are more than ${importLimits.items} items`);
      return `${kind}-${items}`;
    },
    wanted: () => ({ facts: [...facts.values()], texts: [...texts.values()] }),
  };
};

const even = (pixels: number): number => Math.max(2, Math.round(pixels / 2) * 2);

/** Frame size: the caller's, the source's, or Full HD; always even. A side of the source that was odd is told to `log`. */
export const frameSize = (
  options: ImportOptions,
  own: { readonly width?: number | undefined; readonly height?: number | undefined } = {},
  log?: LossLog,
): { width: number; height: number } => {
  for (const side of ['width', 'height'] as const) {
    const wanted = options[side] === undefined ? own[side] : undefined;
    if (wanted !== undefined && Number.isInteger(wanted) && even(wanted) !== wanted)
      log?.approximated(
        side,
        `a ${side} of ${wanted} pixels`,
        `${even(wanted)} instead: the sides of a frame are even`,
      );
  }
  return {
    width: even(options.width ?? own.width ?? 1920),
    height: even(options.height ?? own.height ?? 1080),
  };
};

type Rest = Partial<Omit<Timeline, 'schema' | 'tracks' | 'rate' | 'width' | 'height' | 'durationFrames'>>;

/** The finished answer; the timeline lasts as long as its longest track. Throws `import-failed` when there is nothing on it. */
export const finishImport = (
  ground: ImportGround,
  format: InterchangeFormat,
  rate: Rate,
  size: { readonly width: number; readonly height: number },
  tracks: readonly (VideoTrack | AudioTrack)[],
  rest: Rest & { readonly durationFrames?: number },
): ImportResult => {
  const durationFrames = rest.durationFrames ?? framesOfTracks(tracks);
  const fitted = fitTracks({ log: ground.log, ids: noIds() }, tracks, 'tracks');
  if (durationFrames <= 0) throw importFailed(ground.name, '', 'there is nothing on this timeline; it lasts no time');
  if (durationFrames > importLimits.frames || !Number.isSafeInteger(durationFrames))
    throw importFailed(ground.name, '', `it lasts ${durationFrames} frames; ${importLimits.frames} is the most`);
  const timeline: Timeline = {
    background: '#000000',
    ...rest,
    name: cleanName(rest.name ?? '') || cleanName(ground.name) || 'Untitled',
    markers: (rest.markers ?? []).map((marker) => ({ ...marker, name: cleanName(marker.name) })),
    schema: timelineSchema,
    rate,
    width: size.width,
    height: size.height,
    durationFrames,
    tracks: fitted,
  };
  return { format, timeline, losses: ground.log.losses, wanted: ground.wanted() };
};
