/** Pictures that stand still, from files: painted layers as they are kept. Every file is checked against its name. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type LayerImage, layerMediaType } from '../../../../compile/layer-image.ts';
import { WorkprintError } from '../../../../domain/errors.ts';
import type { MediaReference } from '../../../../domain/timeline/timeline.types.ts';
import { readLayer } from '../../../kernels/kernels.ts';
import type { Paths } from '../messages.ts';

export class Pictures {
  readonly #paths: Paths;

  constructor(paths: Paths) {
    this.#paths = paths;
  }

  /** The picture of a reference. Throws `media-corrupt` when it is not what its name says. */
  layer(media: MediaReference): LayerImage {
    if (media.kind !== 'blob')
      throw new WorkprintError(
        'media-corrupt',
        'A picture of the timeline was never taken in: its bytes are not here.',
      );
    if (media.blob.mediaType !== layerMediaType)
      throw new WorkprintError(
        'media-corrupt',
        `A picture of type ${media.blob.mediaType} cannot be composed yet; only painted layers can.`,
      );
    return readLayer(this.bytes(media.blob.sha256));
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
}

const damaged =
  'A picture in the cache was damaged or removed. Run the same command again with --no-cache, or with an empty WORKPRINT_HOME, and it is remade.';
