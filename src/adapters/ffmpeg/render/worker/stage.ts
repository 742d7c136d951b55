/**
 * A stage: a compositor in its own memory, with the fetching of what it misses. One job at a time is on a stage; the pictures of
 * the last one stay, since the next shot often shows the same place and people.
 */
import {
  Compositor,
  type CompositorPlan,
  compositorBytes,
  type DisplayList,
  type Resource,
  type TextResource,
  type VideoResource,
} from '../../../../compile/compile.ts';
import { parseCube } from '../../../../compile/filters/filters.ts';
import { WorkprintError } from '../../../../domain/errors.ts';
import type { MediaReference } from '../../../../domain/timeline/timeline.types.ts';
import type { TextRasteriser } from '../../../../ports/text-rasteriser.ts';
import { instantiateKernels } from '../../../kernels/kernels.ts';
import { layerBytesFor } from './layer-memory.ts';
import type { Pictures } from './pictures.ts';
import type { VideoFrames } from './video-frames.ts';

/** The frames a stage makes. */
export type StageFrames = { readonly width: number; readonly height: number; readonly alpha: boolean };

/** What a job brings onto the stage. */
export type StageParts = {
  readonly pictures: Pictures;
  readonly videos: VideoFrames;
  readonly onMissingCharacters: (characters: readonly string[], text: string) => void;
};

/** One is enough: it has left for the pipe before the next is drawn. */
const slots = { frames: 1 } as const;

export class Stage {
  readonly #texts: TextRasteriser;
  #plan: CompositorPlan = { width: 0, height: 0, layerBytes: 0, ...slots };
  #compositor: Compositor | undefined;

  constructor(texts: TextRasteriser) {
    this.#texts = texts;
  }

  /** Makes room for everything these lists need. */
  prepare({ width, height, alpha }: StageFrames, lists: readonly DisplayList[]): void {
    const layerBytes = layerBytesFor(width, height, lists);
    const plan = this.#plan;
    const isAlike = plan.width === width && plan.height === height && plan.alpha === alpha;
    if (this.#compositor && isAlike && plan.layerBytes >= layerBytes) return;
    this.#plan = { width, height, layerBytes, alpha, ...slots };
    this.#compositor = new Compositor(instantiateKernels(compositorBytes(this.#plan)), this.#plan);
  }

  /** Whether every picture of a list that comes soon is in memory already. */
  holds(list: DisplayList): boolean {
    return !this.#inMemory.missing(list).some(({ kind }) => kind === 'image');
  }

  /** Composes frame `frame` of the job and returns its bytes, valid until the next one is composed. */
  compose(frame: number, list: DisplayList, parts: StageParts): Uint8Array {
    const compositor = this.#inMemory;
    compositor.pin(list);
    for (const resource of compositor.missing(list)) this.#provide(compositor, frame, resource, parts);
    compositor.compose(list, 0);
    return compositor.frame(0);
  }

  get #inMemory(): Compositor {
    if (!this.#compositor) throw new WorkprintError('internal', 'The stage was not prepared.');
    return this.#compositor;
  }

  #provide(compositor: Compositor, frame: number, resource: Resource, parts: StageParts): void {
    switch (resource.kind) {
      case 'image':
        return compositor.giveImage(resource, parts.pictures.picture(resource));
      case 'video':
        return provideVideo(compositor, frame, resource, parts.videos);
      case 'text':
        return this.#provideText(compositor, resource, parts);
      case 'shape':
        return compositor.giveShape(resource, this.#texts.rasteriseShape(resource.source));
      case 'lut':
        return compositor.giveLut(resource, parseCube(textOf(resource.media, parts.pictures)));
    }
  }

  #provideText(compositor: Compositor, resource: TextResource, { onMissingCharacters }: StageParts): void {
    const { text, style, part, highlight, move } = resource.draw;
    const { width, height } = this.#plan;
    const request = {
      text,
      style,
      ...(part && { part }),
      ...(highlight && { highlight }),
      ...(move && { beyondFrame: true }),
    };
    const { x, y, layer, missingCharacters } = this.#texts.rasterise({
      ...request,
      frameWidth: width,
      frameHeight: height,
    });
    if (missingCharacters.length > 0) onMissingCharacters(missingCharacters, text);
    compositor.giveText(resource, { x, y, layer });
  }
}

/** Reads the frame into the compositor's own memory, unless it lies there from the frame before. */
const provideVideo = (compositor: Compositor, frame: number, resource: VideoResource, videos: VideoFrames): void => {
  const { reader } = resource.source;
  const index = videos.indexOf(frame, reader);
  if (compositor.videoFrame(resource) !== index) videos.read(frame, reader, compositor.videoTarget(resource));
  compositor.giveVideo(resource, index);
};

const textOf = (media: MediaReference, pictures: Pictures): string => {
  if (media.kind !== 'blob') throw new WorkprintError('media-corrupt', 'A table of colours was never taken in.');
  return new TextDecoder().decode(pictures.bytes(media.blob.sha256));
};
