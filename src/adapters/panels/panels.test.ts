import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { layerMediaType, readLayer } from '../../compile/layer-image.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import { figure, looks, request } from './compose/testing/requests.ts';
import { createPanelPainter } from './panels.ts';
import type { PaintedAnswer } from './worker-messages.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

const blobsInMemory = (): BlobStore & { readonly kept: Map<string, Uint8Array> } => {
  const kept = new Map<string, Uint8Array>();
  const unused = (): never => {
    throw new Error('not used by the painter');
  };
  return {
    kept,
    put: async (bytes, mediaType) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      kept.set(sha256, bytes);
      return { sha256, sizeBytes: bytes.length, mediaType };
    },
    adoptFile: unused,
    get: async ({ sha256 }) => kept.get(sha256) ?? unused(),
    has: async ({ sha256 }) => kept.has(sha256),
    localPath: unused,
    scratchPath: unused,
  };
};

const small = request({ frameWidth: 160, frameHeight: 90, figures: [figure(looks.mara, -0.2)] });
const never = new AbortController().signal;

test('PNL-2 two processes paint the same request into the same blobs', async () => {
  const blobs = blobsInMemory();
  const [one, other] = [createPanelPainter({ blobs }), createPanelPainter({ blobs })];
  const art = await one.draw(small, never);
  await other.draw(request({ frameWidth: 160, frameHeight: 90, size: 'INSERT', props: ['key'] }), never);
  expect(await other.draw(small, never)).toEqual(art);
  for (const layer of art.layers) {
    expect(layer.image.mediaType).toBe(layerMediaType);
    const image = readLayer(zstdDecompressSync(await blobs.get(layer.image)));
    expect([image.width, image.height, image.opaque]).toEqual([layer.width, layer.height, layer.opaque]);
  }
  await Promise.all([one.close(), other.close()]);
});

test('PNL-14 a painter that dies is asked once more, then the panel fails and names its place', async () => {
  let asked = 0;
  const answer: PaintedAnswer = { kind: 'painted', canvasWidth: 2, canvasHeight: 2, layers: [], residentBytes: 0 };
  const pool = (deaths: number): WorkerPool => ({
    ask: async () => {
      asked++;
      if (asked <= deaths) throw new Error("The painter's process ended (SIGKILL).");
      return answer;
    },
    close: async () => {},
  });
  await expect(createPanelPainter({ blobs: blobsInMemory(), pool: pool(1) }).draw(small, never)).resolves.toMatchObject(
    { layers: [] },
  );
  asked = 0;
  await expect(createPanelPainter({ blobs: blobsInMemory(), pool: pool(2) }).draw(small, never)).rejects.toMatchObject({
    code: 'panel-failed',
    message: expect.stringContaining('KITCHEN') as string,
  });
});

test('PNL-15 cancelling ends the process and the painter works on', async () => {
  const pool = createWorkerPool(1);
  const stop = new AbortController();
  const asked = pool.ask(
    { request: request({ frameWidth: 1920, frameHeight: 1080, figures: [figure(looks.mara, 0)] }) },
    stop.signal,
  );
  const queued = pool.ask({ request: small }, stop.signal);
  stop.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  await expect(queued).rejects.toThrow('enough');
  await expect(pool.ask({ request: small }, never)).resolves.toMatchObject({ kind: 'painted' });
  await pool.close();
  await expect(pool.ask({ request: small }, never)).rejects.toThrow('closed');
});
