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
} from '../../../../compile/compile.ts';
import type { TextRasteriser } from '../../../../ports/text-rasteriser.ts';
import { instantiateKernels } from '../../../kernels/kernels.ts';
import { layerBytesFor } from './layer-memory.ts';
import type { Pictures } from './pictures.ts';

export type StageSize = { readonly width: number; readonly height: number };

/** What a job brings onto the stage. */
export type StageParts = {
  readonly pictures: Pictures;
  readonly onMissingCharacters: (characters: readonly string[], text: string) => void;
};

export class Stage {
  readonly #texts: TextRasteriser;
  #plan: CompositorPlan = { width: 0, height: 0, frames: 1, layerBytes: 0 };
  #compositor: Compositor | undefined;

  constructor(texts: TextRasteriser) {
    this.#texts = texts;
  }

  /** Makes room for everything these lists need. */
  prepare({ width, height }: StageSize, lists: readonly DisplayList[]): void {
    const layerBytes = layerBytesFor(width, height, lists);
    const fits = this.#plan.width === width && this.#plan.height === height && this.#plan.layerBytes >= layerBytes;
    if (this.#compositor && fits) return;
    this.#plan = { width, height, frames: 1, layerBytes };
    this.#compositor = new Compositor(instantiateKernels(compositorBytes(this.#plan)), this.#plan);
  }

  /** Composes a list and returns its bytes, valid until the next one is composed. */
  compose(list: DisplayList, parts: StageParts): Uint8Array {
    const compositor = this.#compositor as Compositor;
    compositor.pin(list);
    for (const resource of compositor.missing(list)) this.#provide(compositor, resource, parts);
    compositor.compose(list, 0);
    return compositor.frame(0);
  }

  #provide(compositor: Compositor, resource: Resource, { pictures, onMissingCharacters }: StageParts): void {
    if (resource.kind === 'image') {
      compositor.giveImage(resource, pictures.layer(resource.image));
      return;
    }
    if (resource.kind === 'shape') {
      compositor.giveShape(resource, this.#texts.rasteriseShape(resource.source));
      return;
    }
    if (resource.kind !== 'text') throw new Error(`The stage cannot fetch a ${resource.kind} yet.`);
    const { text, style, part, highlight } = resource.draw;
    const size = { frameWidth: this.#plan.width, frameHeight: this.#plan.height };
    const request = { text, style, ...(part && { part }), ...(highlight && { highlight }), ...size };
    const { x, y, layer, missingCharacters } = this.#texts.rasterise(request);
    if (missingCharacters.length > 0) onMissingCharacters(missingCharacters, text);
    compositor.giveText(resource, { x, y, layer });
  }
}
