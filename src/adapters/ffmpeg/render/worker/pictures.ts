/**
 * Pictures that stand still: painted layers as they are kept, photographs through a decoder. Every file of ours is checked against
 * its name.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DisplayList, Draw, ImageResource, StraightPicture } from '../../../../compile/compile.ts';
import { type LayerImage, layerMediaType } from '../../../../compile/layer-image.ts';
import { WorkprintError } from '../../../../domain/errors.ts';
import type { MediaReference } from '../../../../domain/timeline/timeline.types.ts';
import { readLayer } from '../../../kernels/kernels.ts';
import type { Paths } from '../messages.ts';
import { readRaw } from './frame-pipe.ts';
import { SourceEnded, type SourceSlots } from './source-slots.ts';

type Size = { readonly width: number; readonly height: number };

const notTakenIn = (): WorkprintError =>
  new WorkprintError('media-corrupt', 'A picture of the timeline was never taken in: its bytes are not here.');

const isPhotograph = (media: MediaReference): boolean =>
  media.kind === 'blob' && media.blob.mediaType !== layerMediaType;

/** Photographs of a list, those inside mixes and groups too. */
const photographsOf = (draws: readonly Draw[]): readonly (Size & { readonly media: MediaReference })[] =>
  draws.flatMap((draw) => {
    if (draw.kind === 'mix') return [...photographsOf(draw.from), ...photographsOf(draw.to)];
    if (draw.kind !== 'layer') return [];
    const { source, width, height } = draw;
    if (source.kind === 'group') return photographsOf(source.draws);
    return source.kind === 'image' && isPhotograph(source.media) ? [{ media: source.media, width, height }] : [];
  });

const nameOf = (media: MediaReference, { width, height }: Size): string =>
  `${media.kind === 'blob' ? media.blob.sha256 : ''} ${width}x${height}`;

export class Pictures {
  readonly #paths: Paths;
  readonly #slots: SourceSlots;
  /** Photographs that were asked for ahead of their first frame. */
  readonly #asked = new Map<string, number>();
  readonly #seen = new Set<string>();

  constructor(paths: Paths, slots: SourceSlots) {
    this.#paths = paths;
    this.#slots = slots;
  }

  /** Asks for the photographs of a list that comes soon, each once, unless they are there. */
  prepare(list: DisplayList, isHeld: () => boolean): void {
    for (const { media, width, height } of photographsOf(list)) {
      const name = nameOf(media, { width, height });
      if (this.#seen.has(name) || !this.#slots.hasRoom) continue;
      this.#seen.add(name);
      if (!isHeld()) this.#asked.set(name, this.#ask(media, { width, height }));
    }
  }

  /** The picture of a resource. Throws `media-corrupt` when it is not what its name says. */
  picture(resource: ImageResource): LayerImage | StraightPicture {
    const { image } = resource;
    if (isPhotograph(image)) return this.#photograph(image, resource);
    if (image.kind !== 'blob') throw notTakenIn();
    return readLayer(this.bytes(image.blob.sha256));
  }

  /** All of a file that the job names. */
  bytes(sha256: string): Uint8Array {
    const path = this.#paths[sha256];
    try {
      const bytes = path === undefined ? undefined : readFileSync(path);
      if (bytes && createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
    } catch (cause) {
      throw new WorkprintError('media-corrupt', damaged, { cause });
    }
    throw new WorkprintError('media-corrupt', damaged);
  }

  /** Lets go of photographs that were asked for and never needed. */
  release(): void {
    for (const slot of this.#asked.values()) this.#slots.finish(slot);
    this.#asked.clear();
  }

  #ask(media: MediaReference, { width, height }: Size): number {
    if (media.kind !== 'blob' || !media.facts?.picture) throw notTakenIn();
    const { blob, facts } = media;
    const { alpha } = media.facts.picture;
    return this.#slots.ask({ kind: 'still', blob, facts, width, height, alpha, firstFrame: 0 });
  }

  #photograph(media: MediaReference, { width, height }: Size): LayerImage | StraightPicture {
    const name = nameOf(media, { width, height });
    const slot = this.#asked.get(name) ?? this.#ask(media, { width, height });
    this.#asked.delete(name);
    const { descriptor } = this.#slots.wait(slot);
    const alpha = media.kind === 'blob' && media.facts?.picture?.alpha;
    const n = width * height;
    const bytes = new Uint8Array(n * (alpha ? 4 : 1.5));
    if (!readRaw(descriptor, bytes)) throw new SourceEnded(slot, 'A picture ended before all its pixels were read.');
    this.#slots.finish(slot);
    if (alpha) return { width, height, rgba: bytes };
    const none = bytes.subarray(0, 0);
    const [y, u, v] = [bytes.subarray(0, n), bytes.subarray(n, n * 1.25), bytes.subarray(n * 1.25)];
    return { width, height, opaque: true, y, u, v, a: none, ac: none };
  }
}

const damaged =
  'A picture in the cache was damaged or removed. Delete the folder cache of WORKPRINT_HOME and run the same command again; it is remade.';
