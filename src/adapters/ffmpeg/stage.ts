/**
 * A stage: a compositor in its own memory, with the fetching of what it misses. One segment at a time is on a stage; the pictures
 * of the last one stay, since the next shot often shows the same place and people.
 */
import { readFile } from 'node:fs/promises';
import {
  Compositor,
  type CompositorPlan,
  compositorBytes,
  evaluate,
  placedBytes,
  type Resource,
} from '../../compile/compile.ts';
import { type LayerImage, layerMediaType } from '../../compile/layer-image.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { MediaReference, Timeline } from '../../domain/timeline/timeline.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { TextRasteriser } from '../../ports/text-rasteriser.ts';
import { instantiateKernels, readLayer } from '../kernels/kernels.ts';

export type StageSources = {
  readonly blobs: BlobStore;
  readonly texts: TextRasteriser;
  /** Told once for each text that has characters no font can draw. */
  readonly onMissingCharacters: (characters: readonly string[], text: string) => void;
};

/** One being composed, two on their way into the encoder. */
const framesInFlight = 3;

/** Room to keep the pictures of several shots; the memory is taken from the system only as it is written. */
const comfortableLayerBytes = 320 * 1024 * 1024;

/**
 * An upper bound of what one frame of this timeline needs: all pictures of its largest clip, twice for a dissolve, with a third
 * more for mips and one fifth for fragments, and room for texts as large as the frame.
 */
const neededLayerBytes = ({ tracks, width, height }: Timeline): number => {
  const clipBytes = tracks.flatMap((track) =>
    track.items.map((item) =>
      item.kind !== 'composition'
        ? 0
        : item.layers.reduce((sum, layer) => {
            const patches = [layer.mouth, layer.eyes].filter((patch) => patch !== undefined).length;
            return sum + placedBytes(layer.width, layer.height, true) * (1 + patches);
          }, 0),
    ),
  );
  return Math.ceil(2 * 1.6 * Math.max(0, ...clipBytes)) + 4 * placedBytes(width, height, true);
};

export class Stage {
  readonly #sources: StageSources;
  #plan: CompositorPlan = { width: 0, height: 0, frames: framesInFlight, layerBytes: 0 };
  #compositor: Compositor | undefined;

  constructor(sources: StageSources) {
    this.#sources = sources;
  }

  /** Composes frame `frame` into slot `slot` (0..2) and returns its bytes, valid until the slot is used again. */
  async compose(timeline: Timeline, frame: number, slot: number): Promise<Uint8Array> {
    const compositor = this.#compositorFor(timeline);
    const list = evaluate(timeline, frame);
    compositor.pin(list);
    for (const resource of compositor.missing(list)) await this.#provide(compositor, timeline, resource);
    compositor.compose(list, slot);
    return compositor.frame(slot);
  }

  get slots(): number {
    return framesInFlight;
  }

  #compositorFor(timeline: Timeline): Compositor {
    const { width, height } = timeline;
    const layerBytes = Math.max(comfortableLayerBytes, neededLayerBytes(timeline));
    const fits = this.#plan.width === width && this.#plan.height === height && this.#plan.layerBytes >= layerBytes;
    if (this.#compositor && fits) return this.#compositor;
    this.#plan = { width, height, frames: framesInFlight, layerBytes };
    this.#compositor = new Compositor(instantiateKernels(compositorBytes(this.#plan)), this.#plan);
    return this.#compositor;
  }

  async #provide(compositor: Compositor, timeline: Timeline, resource: Resource): Promise<void> {
    if (resource.kind === 'image') {
      compositor.giveImage(resource, await this.#layer(resource.image));
      return;
    }
    const { text, style } = resource.draw;
    const request = { text, style, frameWidth: timeline.width, frameHeight: timeline.height };
    const { x, y, layer, missingCharacters } = this.#sources.texts.rasterise(request);
    if (missingCharacters.length > 0) this.#sources.onMissingCharacters(missingCharacters, text);
    compositor.giveText(resource, { x, y, layer });
  }

  async #layer(image: MediaReference): Promise<LayerImage> {
    if (image.kind === 'file')
      return readLayer(
        await readFile(image.path).catch((cause: unknown) => {
          throw new WorkprintError('media-corrupt', `The picture ${image.path} cannot be read.`, { cause });
        }),
      );
    if (image.kind !== 'blob')
      throw new WorkprintError(
        'media-corrupt',
        'A picture of the timeline was never taken in: its bytes are not here.',
      );
    if (image.blob.mediaType !== layerMediaType)
      throw new WorkprintError(
        'media-corrupt',
        `A picture of type ${image.blob.mediaType} cannot be composed yet; only painted layers can.`,
      );
    return readLayer(await this.#sources.blobs.get(image.blob));
  }
}
