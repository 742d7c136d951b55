/** Sync at a loopback address: answers as documented (sync-words.ts); a submit is done once for each key and what was sent under it. */
import { createHash } from 'node:crypto';
import { sync } from '../../../src/providers/sync/sync.ts';
import type { ProviderUnderTest } from '../../contract/providers/provider-under-test.ts';
import { smallClip } from './made-media.ts';
import { generateFields, idempotencyKey, syncError, syncTroubles } from './sync-words.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';
import { likeUuid, openWorkshop } from './workshop.ts';

const goodKey = 'sk-Bq8fW2nQz7RkT1yV5mXc.dPj3hL6sA9eU4gNw0oKi';
const filePath = '/output/clip.mp4';

/** Of a form, whatever its boundary. */
const fingerprintOf = async (form: FormData): Promise<string> => {
  const hash = createHash('sha256');
  for (const [name, value] of form)
    hash.update(name).update(typeof value === 'string' ? value : new Uint8Array(await value.arrayBuffer()));
  return hash.digest('hex');
};

export const syncWords = (): VendorWords & { readonly begun: () => number } => {
  const generations = openWorkshop<string>(likeUuid);
  const byKey = new Map<string, Said>();
  let begun = 0;

  const generate = async (asked: Asked): Promise<Said> => {
    const form = await asked.form();
    const { model } = generateFields.parse(
      Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')),
    );
    const [video, audio] = [form.get('video'), form.get('audio')];
    if (!(video instanceof File) || !video.type.startsWith('video/')) throw new Error('its video is in “video”');
    if (!(audio instanceof File) || !audio.type.startsWith('audio/')) throw new Error('its sound is in “audio”');
    const name = `${idempotencyKey.parse(asked.headers['idempotency-key'])} ${await fingerprintOf(form)}`;
    const before = byKey.get(name);
    if (before) return before;
    begun++;
    const id = generations.begin(model);
    const said: Said = {
      status: 201,
      json: { id, model, status: 'PENDING', createdAt: '2026-11-20T10:00:00Z', input: [], outputUrl: null },
    };
    byKey.set(name, said);
    return said;
  };

  const lookAt = (id: string, origin: string): Said => {
    const found = generations.look(id);
    if (!found) return syncError(404, 'Generation not found', 'NOT_FOUND');
    const more = found.isDone ? { outputUrl: `${origin}${filePath}`, outputDuration: 2.04 } : { outputUrl: null };
    return { json: { id, model: found.work, status: found.isDone ? 'COMPLETED' : 'PROCESSING', ...more } };
  };

  return {
    ...{ goodKey, begun: () => begun },
    // What it made lies in the open: a key that comes along went where it should not.
    keyOf: ({ path, headers }) =>
      path === filePath ? (headers['x-api-key'] ? undefined : goodKey) : headers['x-api-key'],
    answer: (asked) => {
      const [, id] = /^\/v2\/generate\/([^/]+)$/.exec(asked.path) ?? [];
      if (asked.method === 'GET' && id) return lookAt(decodeURIComponent(id), `http://${asked.headers.host}`);
      switch (`${asked.method} ${asked.path}`) {
        case 'POST /v2/generate':
          return generate(asked);
        case 'GET /v2/generations':
          return { json: [] };
        case 'GET /v2/models':
          return {
            json: [
              { id: '6f0d', name: 'sync-3', description: 'Most natural.' },
              { id: '6f0e', name: 'lipsync-2-pro', description: null },
            ],
          };
        case `GET ${filePath}`:
          return { bytes: smallClip, headers: { 'content-type': 'video/mp4' } };
        default:
          throw new Error('Sync has no such path');
      }
    },
    troubles: syncTroubles(goodKey),
  };
};

export const syncUnderTest: ProviderUnderTest = {
  kind: sync,
  basePath: '',
  words: syncWords,
  isSubmit: ({ method }) => method === 'POST',
  works: [{ type: 'lipsync', model: 'lipsync-2-pro', can: { counts: true } }],
};
