/**
 * Door of the faces: how alike two pictures are, by the vectors of their faces and by perceptual hash. Pictures arrive decoded, since files are decoded in the jail
 * and nowhere else; the models run in a thread, so that whoever waits for other things is not held up.
 */
import { createRequire } from 'node:module';
import type { BlobRef } from '../../domain/media.ts';
import type { Likeness, LikenessMeter } from '../../ports/likeness.ts';
import type { Picture } from '../../ports/picture-maker.ts';
import { createWorkerCrew } from '../worker-crew/worker-crew.ts';
import { bestSimilarity } from './compare-faces.ts';
import { findFaceModels } from './face-files.ts';
import type { FaceQuestion, FaceVectors } from './face-messages.ts';

export { findFaceModels } from './face-files.ts';

export type LikenessParts = {
  /** The picture, decoded, at most so many pixels on its longer side. */
  readonly decode: (blob: BlobRef, longestSide: number, signal: AbortSignal) => Promise<Picture>;
};

/** Its types promise a default export that it does not have. */
const phash = createRequire(import.meta.url)('sharp-phash') as (pixels: Buffer, options: object) => Promise<string>;

/** Larger shows the detector nothing more; a face must be about 40 pixels wide to be known again. */
const longestSide = 768;
const hashBits = 64;
/** A film compares each picture with a few; each is looked at once. */
const mostRemembered = 200;

type Seen = { readonly faces: FaceVectors; readonly hash: string };

const differingBits = (one: string, other: string): number =>
  [...one].reduce((count, bit, at) => count + (bit === other[at] ? 0 : 1), 0);

/** Undefined where the face models are not installed: likeness is not measured then. */
export const createLikenessMeter = ({ decode }: LikenessParts): LikenessMeter | undefined => {
  const files = findFaceModels();
  if (!files) return undefined;
  const crew = createWorkerCrew<FaceQuestion, FaceVectors>(
    new URL('./face-worker.ts', import.meta.url),
    1,
    'Looking at faces',
  );
  const seen = new Map<string, Promise<Seen>>();

  const look = async (blob: BlobRef, signal: AbortSignal): Promise<Seen> => {
    const { width, height, rgba } = await decode(blob, longestSide, signal);
    const hash = await phash(Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength), {
      raw: { width, height, channels: 4 },
    });
    return { faces: await crew.run({ files, width, height, rgba }, signal), hash };
  };
  const known = (blob: BlobRef, signal: AbortSignal): Promise<Seen> => {
    const before = seen.get(blob.sha256);
    if (before) return before;
    const looking = look(blob, signal);
    // What failed or was stopped is looked at again by the next who asks.
    looking.catch(() => seen.delete(blob.sha256));
    seen.set(blob.sha256, looking);
    const [oldest] = seen.keys();
    if (seen.size > mostRemembered && oldest !== undefined) seen.delete(oldest);
    return looking;
  };

  return {
    id: `human-${files.version}/faceres/phash`,
    compare: async (one, other, signal): Promise<Likeness> => {
      const [first, second] = await Promise.all([known(one, signal), known(other, signal)]);
      const face = bestSimilarity(first.faces, second.faces);
      return {
        picture: 1 - differingBits(first.hash, second.hash) / hashBits,
        ...(face !== undefined && { face }),
      };
    },
    close: () => crew.close(),
  };
};
