/** The door of the drawn panels: a still model that paints in child processes and keeps the layers as blobs. */
import { layerMediaType } from '../../compile/layer-image.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { PanelArt, PanelLayer, PanelRequest, PatchSet } from '../../domain/shot/panel.types.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { StillModel } from '../../ports/still-model.ts';
import type { PackedLayer, PackedPatches, PaintedAnswer } from './worker-messages.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

/** Raised whenever the same request would give other pixels: it is part of every panel's cache key. */
const modelId = 'workprint-panels-2';

export type PanelPainterOptions = {
  readonly blobs: BlobStore;
  /** Painting processes, 1 or 2. */
  readonly workers?: number;
  /** For tests. */
  readonly pool?: WorkerPool;
};

/** `draw` throws `panel-failed` naming the place when a panel could not be painted twice, and `cancelled` when aborted. */
export const createPanelPainter = ({
  blobs,
  workers = 1,
  pool = createWorkerPool(workers),
}: PanelPainterOptions): StillModel => ({
  id: modelId,
  draw: async (request, signal) => {
    const answer = await paintTwice(pool, request, signal);
    const layers = await Promise.all(answer.layers.map((layer) => storeLayer(blobs, layer)));
    return { canvasWidth: answer.canvasWidth, canvasHeight: answer.canvasHeight, layers } satisfies PanelArt;
  },
  close: pool.close,
});

/** A painter can die of what is not the request's fault (memory, a kill): the second try is in a fresh process. */
const paintTwice = async (pool: WorkerPool, request: PanelRequest, signal: AbortSignal): Promise<PaintedAnswer> => {
  let cause: unknown;
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      return await pool.ask({ request }, signal);
    } catch (error) {
      if (signal.aborted) throw new WorkprintError('cancelled', 'Drawing was cancelled.', { cause: error });
      cause = error;
    }
  }
  throw new WorkprintError('panel-failed', `The ${request.size} panel of ${request.place.name} could not be drawn.`, {
    cause,
  });
};

const storeLayer = async (blobs: BlobStore, layer: PackedLayer): Promise<PanelLayer> => {
  const { bytes, mouth, eyes, ...facts } = layer;
  return {
    ...facts,
    image: await blobs.put(bytes, layerMediaType),
    ...(mouth === undefined ? {} : { mouth: await storePatches(blobs, mouth) }),
    ...(eyes === undefined ? {} : { eyes: await storePatches(blobs, eyes) }),
  };
};

const storePatches = async <Name extends string>(
  blobs: BlobStore,
  patches: PackedPatches<Name>,
): Promise<PatchSet<Name>> => {
  const { images, ...box } = patches;
  const stored = await Promise.all(
    (Object.entries(images) as [Name, Uint8Array][]).map(
      async ([name, bytes]) => [name, await blobs.put(bytes, layerMediaType)] as const,
    ),
  );
  return { ...box, images: Object.fromEntries(stored) as PatchSet<Name>['images'] };
};
