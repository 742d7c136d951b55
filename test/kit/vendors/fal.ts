/**
 * fal at a loopback address: its queue, storage and platform in one place, as documented (fal-words.ts). Results say their billable units in a
 * header, the price list what one of them costs; the prices here are made up.
 */
import { fal } from '../../../src/providers/fal/fal.ts';
import type { ProviderUnderTest } from '../../contract/providers/provider-under-test.ts';
import { alignmentOf } from './elevenlabs.ts';
import {
  completeRequest,
  falTroubles,
  initiateRequest,
  inputs,
  modelError,
  objectLifecycle,
  platformError,
} from './fal-words.ts';
import { silentMp3, smallClip, smallPicture } from './made-media.ts';
import type { Asked, Said, VendorWords } from './vendor-server.ts';
import { likeUuid, openWorkshop } from './workshop.ts';

const goodKey = '5f0c2a9e-1b7d-4c3e-8f6a-2d9b0e4c7a15:9c1e3d5f7b90a2c4e6081a3c5e7092b4';

type Work = { readonly model: string; readonly input: Record<string, unknown> };

/** What one unit costs, how it is called, and how many a request takes, by the beginning of a model's name. */
const prices: readonly (readonly [begins: string, dollars: number, unit: string, units: string])[] = [
  ['fal-ai/flux-2-trainer', 0.008, 'steps', '1000'],
  ['fal-ai/flux-lora-fast-training', 2, 'training runs', '1'],
  ['fal-ai/flux-2', 0.012, 'megapixels', '1.05'],
  ['fal-ai/nano-banana-2', 0.08, 'images', '1'],
  ['fal-ai/veo3.1', 0.4, 'seconds', '8'],
  ['fal-ai/kling-video', 0.168, 'seconds', '8'],
  ['fal-ai/elevenlabs/tts', 0.1, '1000 characters', '0.012'],
  ['fal-ai/elevenlabs/sound-effects', 0.002, 'seconds', '1'],
  ['fal-ai/sync-lipsync', 3, 'minutes', '0.034'],
  ['veed/lipsync', 0.4, 'minutes', '0.034'],
];
const priceOf = (model: string) => prices.find(([begins]) => model.startsWith(begins));

const listPrices = ({ search }: Asked): Said => {
  const ids = search.getAll('endpoint_id');
  if (ids.length === 0 || ids.length > 50) throw new Error('one to fifty endpoints');
  return {
    json: {
      prices: ids.flatMap((endpoint_id) => {
        const [, unit_price, unit] = priceOf(endpoint_id) ?? [];
        return unit_price === undefined ? [] : [{ endpoint_id, unit_price, unit, currency: 'USD' }];
      }),
      ...{ next_cursor: null, has_more: false },
    },
  };
};

const categories: Readonly<Record<string, string>> = {
  'fal-ai/flux-2': 'text-to-image',
  'fal-ai/veo3.1': 'text-to-video',
  'fal-ai/elevenlabs/tts/eleven-v3': 'text-to-speech',
  'fal-ai/elevenlabs/sound-effects/v2': 'text-to-audio',
  'fal-ai/sync-lipsync/v2': 'video-to-video',
  'fal-ai/flux-2-trainer': 'training',
  'fal-ai/any-llm': 'llm',
};

const listModels = ({ search }: Asked): Said => {
  const ids = Object.keys(categories);
  const isSecond = search.get('cursor') === 'Mg==';
  const models = (isSecond ? ids.slice(4) : ids.slice(0, 4)).map((endpoint_id) => ({
    endpoint_id,
    metadata: { display_name: endpoint_id, category: categories[endpoint_id], status: 'active', tags: [] },
  }));
  return { json: { models, has_more: !isSecond, next_cursor: isSecond ? null : 'Mg==' } };
};

const resultOf = ({ model, input }: Work, origin: string): unknown => {
  const file = (path: string, content_type: string, more: object = {}): object => ({
    ...{ url: `${origin}/files/${path}`, content_type, file_name: path, file_size: 100, ...more },
  });
  const adapter = {
    url: 'https://v3b.fal.media/files/lion/x9/pytorch_lora_weights.safetensors',
    content_type: 'application/octet-stream',
  };
  if (/train/.test(model))
    return { diffusers_lora_file: adapter, config_file: { ...adapter, url: `${adapter.url}.json` } };
  if (/flux|banana/.test(model)) {
    const count = Number(input['num_images'] ?? 1);
    const images = Array.from({ length: count }, () => file('a.png', 'image/png', { width: 1024, height: 1024 }));
    return { images, seed: 7, has_nsfw_concepts: images.map(() => false), prompt: input['prompt'], timings: {} };
  }
  if (/elevenlabs\/tts/.test(model))
    return {
      audio: file('a.mp3', 'audio/mpeg'),
      timestamps: input['timestamps'] === true ? [alignmentOf(String(input['text']))] : null,
    };
  if (/sound-effects/.test(model)) return { audio: file('a.mp3', 'audio/mpeg') };
  // Clips are often called bytes.
  return { video: file('a.mp4', 'application/octet-stream') };
};

/** What the queue and the storage were given, for tests. */
export type FalWords = VendorWords & {
  /** Files in the storage. */
  readonly uploads: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly mediaType: string }>;
  /** Inputs that were taken, in their order. */
  readonly taken: readonly Work[];
};

/** `resultSays`: another result than the usual one. */
export const falWords = ({ resultSays }: { resultSays?: (work: Work) => Said | undefined } = {}): FalWords => {
  const requests = openWorkshop<Work>(likeUuid);
  const uploads = new Map<string, { bytes: Uint8Array; mediaType: string }>();
  const taken: Work[] = [];
  const appOf = (model: string): string => model.split('/').slice(0, 2).join('/');

  const submit = (asked: Asked): Said => {
    const model = asked.path.slice(1);
    const schema = Object.hasOwn(inputs, model) ? inputs[model] : undefined;
    if (!schema) return platformError(404, `Application "${model}" not found`);
    for (const [name, value] of asked.search)
      if (name !== 'fal_webhook' || !URL.canParse(value)) throw new Error(`it has no setting “${name}”`);
    objectLifecycle.partial().parse(JSON.parse(asked.headers['x-fal-object-lifecycle-preference'] ?? '{}'));
    const work = { model, input: schema.parse(asked.json()) as Record<string, unknown> };
    taken.push(work);
    const request_id = requests.begin(work);
    // Its addresses lead elsewhere: nobody may follow them.
    const at = `https://queue.stranger.example/${appOf(model)}/requests/${request_id}`;
    return {
      json: {
        ...{ status: 'IN_QUEUE', request_id, queue_position: 0 },
        ...{ response_url: at, status_url: `${at}/status`, cancel_url: `${at}/cancel` },
      },
    };
  };

  const lookAt = (app: string, id: string, isResult: boolean, origin: string): Said => {
    const found = requests.look(id);
    if (!found || appOf(found.work.model) !== app) return platformError(404, 'Request not found');
    if (!isResult)
      return found.isDone
        ? { json: { status: 'COMPLETED', request_id: id, logs: null, metrics: { inference_time: 1.2 } } }
        : { status: 202, json: { status: 'IN_QUEUE', request_id: id, queue_position: 1 } };
    const other = resultSays?.(found.work);
    if (other) return other;
    const units = priceOf(found.work.model)?.[3] ?? '1';
    return { json: resultOf(found.work, origin), headers: { 'x-fal-billable-units': units, 'x-fal-request-id': id } };
  };

  const cancel = (id: string): Said => {
    const how = requests.cancel(id);
    if (how === 'unknown') return { status: 404, json: { status: 'NOT_FOUND' } };
    return how === 'too-late'
      ? { status: 400, json: { status: 'ALREADY_COMPLETED' } }
      : { status: 202, json: { status: 'CANCELLATION_REQUESTED' } };
  };

  const initiate = (asked: Asked, origin: string): Said => {
    const { content_type, file_name } = initiateRequest.parse(asked.json());
    if (asked.search.get('storage_type') !== 'fal-cdn-v3') throw new Error('its storage is fal-cdn-v3');
    objectLifecycle.parse(JSON.parse(asked.headers['x-fal-object-lifecycle'] ?? '{}'));
    const path = `/files/b/${uploads.size}/${file_name}`;
    uploads.set(path, { bytes: new Uint8Array(), mediaType: content_type });
    return { json: { upload_url: `${origin}${path}?signature=s`, file_url: `${origin}${path}` } };
  };
  /** Parts of files that are not whole yet, by their path. */
  const parts = new Map<string, Uint8Array[]>();
  const put = ({ path, headers, body, search }: Asked): Said => {
    const [, file = path, number] = /^(.+\.\w+)\/(\d+)$/.exec(path) ?? [];
    const promised = uploads.get(file);
    if (!promised || promised.mediaType !== headers['content-type'] || search.get('signature') !== 's')
      throw new Error('it was not told of this file');
    if (number === undefined) uploads.set(file, { ...promised, bytes: body });
    else parts.set(file, [...(parts.get(file) ?? []), body]);
    return number === undefined ? { text: '' } : { json: { partNumber: Number(number), etag: `"${number}"` } };
  };
  const complete = (asked: Asked): Said => {
    const file = asked.path.replace(/\/complete$/, '');
    const [promised, bodies = []] = [uploads.get(file), parts.get(file)];
    const told = completeRequest.parse(asked.json()).parts;
    if (!promised || told.some(({ partNumber }, at) => partNumber !== at + 1) || told.length !== bodies.length)
      throw new Error('it has other parts');
    uploads.set(file, { ...promised, bytes: new Uint8Array(Buffer.concat(bodies)) });
    return { json: {} };
  };

  const read = (path: string): Said => {
    if (path.endsWith('.png')) return { bytes: smallPicture, headers: { 'content-type': 'image/png' } };
    if (path.endsWith('.mp3')) return { bytes: silentMp3(0.5), headers: { 'content-type': 'audio/mpeg' } };
    return { bytes: smallClip, headers: { 'content-type': 'video/mp4' } };
  };

  return {
    ...{ goodKey, uploads, taken },
    // Files lie in the open and are put where an address says: a key that comes along went where it should not.
    keyOf: ({ path, headers: { authorization } }) =>
      path.startsWith('/files/') ? (authorization ? undefined : goodKey) : /^Key (.+)$/.exec(authorization ?? '')?.[1],
    answer: (asked) => {
      const { method, path } = asked;
      const origin = `http://${asked.headers.host}`;
      if (path.startsWith('/files/'))
        return method === 'PUT' ? put(asked) : method === 'POST' ? complete(asked) : read(path);
      if (method === 'POST' && /^\/storage\/upload\/initiate(?:-multipart)?$/.test(path))
        return initiate(asked, origin);
      if (method === 'GET' && path === '/v1/models/pricing') return listPrices(asked);
      if (method === 'GET' && path === '/v1/models') return listModels(asked);
      const [, app = '', id = '', verb] = /^\/(.+)\/requests\/([^/]+)(?:\/(status|cancel))?$/.exec(path) ?? [];
      if (method === 'GET' && id && verb !== 'cancel') return lookAt(app, id, verb === undefined, origin);
      if (method === 'PUT' && id && verb === 'cancel') return cancel(id);
      if (method === 'POST' && id === '') return submit(asked);
      throw new Error('fal has no such path');
    },
    troubles: falTroubles(goodKey),
  };
};

/** A result that is an error of the model, as the queue keeps it. */
export const failedResult = (type: string, units: string | undefined): Said =>
  modelError(type, 'It did not work out.', ['body', 'prompt'], {
    ...(units !== undefined && { headers: { 'x-fal-billable-units': units } }),
  });

export const falUnderTest: ProviderUnderTest = {
  kind: fal,
  basePath: '',
  words: () => falWords(),
  isSubmit: ({ method, path }) => method === 'POST' && !/^\/(?:storage|files)\//.test(path),
  works: [
    { type: 'image', model: 'fal-ai/flux-2', can: { pictures: 2, counts: true, billedMicros: 12_600 } },
    {
      type: 'video',
      model: 'fal-ai/veo3.1',
      can: { frames: 'both', pictures: 3, counts: true, billedMicros: 3_200_000 },
    },
    {
      type: 'speech',
      model: 'fal-ai/elevenlabs/tts/eleven-v3',
      can: { times: true, counts: true, billedMicros: 1200 },
    },
    { type: 'sound', model: 'fal-ai/elevenlabs/sound-effects/v2', can: { counts: true, billedMicros: 2000 } },
    { type: 'lipsync', model: 'fal-ai/sync-lipsync/v2', can: { counts: true, billedMicros: 102_000 } },
    { type: 'lora', model: 'fal-ai/flux-2-trainer', can: { counts: true, billedMicros: 8_000_000 } },
  ],
};
