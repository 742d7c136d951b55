/** What fal has of its own, beyond the contract of every provider. */
import { expect, test } from 'vitest';
import { directFetch, type Sent } from '../../../test/kit/vendors/direct-fetch.ts';
import { type FalWords, failedResult, falWords } from '../../../test/kit/vendors/fal.ts';
import { smallClip, smallPicture } from '../../../test/kit/vendors/made-media.ts';
import type { Said } from '../../../test/kit/vendors/vendor-server.ts';
import type { AskOf, AskType, ImageAsk, Reference, VideoAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Made, Maker } from '../../ports/provider.ts';
import { zipOf } from './archive.ts';
import { fal } from './fal.ts';
import { lineTo } from './line.ts';
import { upload } from './storage.ts';

const mebibyte = 1024 * 1024;

/** Files of requests, by the name that stands for their hash. */
const files: Readonly<Record<string, Uint8Array>> = {
  small: smallPicture,
  large: new Uint8Array(3 * mebibyte + 1),
  middling: new Uint8Array(3 * mebibyte),
  clip: smallClip,
};
const shown = (role: Reference['role'], sha256 = 'small', kind: Reference['kind'] = 'image'): Reference => ({
  ...{ role, kind },
  media: {
    sha256,
    sizeBytes: files[sha256]?.byteLength ?? 0,
    mediaType: { image: 'image/png', video: 'video/mp4', audio: 'audio/wav' }[kind],
  },
});

const open = (words: FalWords = falWords(), before?: (sent: Sent) => Said | undefined) => {
  const direct = directFetch(words, before);
  const provider = fal.open({ key: words.goodKey, baseUrl: fal.baseUrl, fetch: direct.fetch });
  const call = (model: string): CallContext => ({
    ...{ model, submitKey: 'k', signal: new AbortController().signal },
    read: async ({ sha256 }) => files[sha256] as Uint8Array,
  });
  const make = async <T extends AskType>(type: T, model: string, ask: Omit<AskOf<T>, 'type'>): Promise<Made> => {
    const maker = provider.makers[type] as unknown as Maker<T>;
    let stage = await maker.start({ type, ...ask } as unknown as AskOf<T>, call(model));
    while (stage.state === 'under-way')
      stage = await (maker.look as NonNullable<typeof maker.look>)(stage.handle, call(model));
    return stage.made;
  };
  return { ...direct, words, provider, call, make };
};

const picture: Omit<ImageAsk, 'type'> = { prompt: 'A lighthouse', count: 1, aspectRatio: '16:9' };
const clip: Omit<VideoAsk, 'type'> = { prompt: 'Waves', durationSeconds: 8, aspectRatio: '16:9', audio: true };

test('VND-41 addresses in answers are not followed: every request goes to fal itself, under the name of the app (PD3)', async () => {
  const { make, sent } = open();
  await make('image', 'fal-ai/flux-2', { ...picture, references: [shown('character')] });
  expect(sent.map(({ method, origin, path }) => `${method} ${origin}${path.replace(/[\da-f-]{36}/, 'ID')}`)).toEqual([
    'POST https://queue.fal.run/fal-ai/flux-2/edit',
    'GET https://queue.fal.run/fal-ai/flux-2/requests/ID/status',
    'GET https://queue.fal.run/fal-ai/flux-2/requests/ID/status',
    'GET https://queue.fal.run/fal-ai/flux-2/requests/ID',
    'GET https://api.fal.ai/v1/models/pricing',
  ]);
});

test('VND-41 of the address for the state only the app is believed, and only where it begins the model’s own name', async () => {
  for (const [status_url, app] of [
    ['https://queue.fal.run/fal-ai/veo3.1/fast/requests/r1/status', 'fal-ai/veo3.1/fast'],
    ['https://queue.fal.run/fal-ai/veo3.1/requests/r1/status', 'fal-ai/veo3.1'],
    ['https://queue.fal.run/stranger/app/requests/r1/status', 'fal-ai/veo3.1'],
    ['https://queue.fal.run/fal-ai/veo3.1/../../stranger/app/requests/r1/status', 'fal-ai/veo3.1'],
    ['https://queue.fal.run/fal-ai/requests/r1/status', 'fal-ai/veo3.1'],
    ['https://queue.fal.run/fal-ai/veo3.1/fast/requests/other/status', 'fal-ai/veo3.1'],
    ['http://169.254.169.254/fal-ai/veo3/requests/r1/status', 'fal-ai/veo3.1'],
    ['no address', 'fal-ai/veo3.1'],
    [undefined, 'fal-ai/veo3.1'],
  ] as const) {
    const { provider, call } = open(falWords(), () => ({ json: { request_id: 'r1', status: 'IN_QUEUE', status_url } }));
    const stage = await provider.makers.video?.start({ type: 'video', ...clip }, call('fal-ai/veo3.1/fast'));
    expect([status_url, stage]).toMatchObject([status_url, { handle: { app }, workId: 'r1' }]);
  }
  const { provider, call } = open(falWords(), () => ({ json: { request_id: '../../admin', status: 'IN_QUEUE' } }));
  await expect(provider.makers.video?.start({ type: 'video', ...clip }, call('fal-ai/veo3.1'))).rejects.toMatchObject({
    ...{ code: 'provider-unreadable', taken: 'unknown' },
  });
  for (const model of ['..', 'fal-ai', 'fal-ai/../admin', 'fal-ai/a?b=c', '/fal-ai/a', 'a/b/c/d/e/f/g/h/i'])
    await expect(provider.makers.video?.start({ type: 'video', ...clip }, call(model))).rejects.toBeInstanceOf(Error);
});

test('VND-42 clips are asked for at the endpoint and by the names of their family', async () => {
  const [first, last] = [shown('first-frame'), shown('last-frame')];
  const data = `data:image/png;base64,${Buffer.from(smallPicture).toString('base64')}`;
  const plain = { prompt: 'Waves', aspect_ratio: '16:9', generate_audio: true };
  for (const [model, references, endpoint, input] of [
    ['fal-ai/veo3.1', [], 'fal-ai/veo3.1', { ...plain, duration: '8s' }],
    ['fal-ai/veo3.1', [first], 'fal-ai/veo3.1/image-to-video', { ...plain, duration: '8s', image_url: data }],
    [
      ...(['fal-ai/veo3.1', [first, last], 'fal-ai/veo3.1/first-last-frame-to-video'] as const),
      { ...plain, duration: '8s', first_frame_url: data, last_frame_url: data },
    ],
    [
      ...(['fal-ai/veo3.1', [shown('character')], 'fal-ai/veo3.1/reference-to-video'] as const),
      { ...plain, duration: '8s', image_urls: [data] },
    ],
    [
      ...(['fal-ai/kling-video/v3/pro/text-to-video', [], 'fal-ai/kling-video/v3/pro/text-to-video'] as const),
      { ...plain, duration: '8' },
    ],
    [
      'fal-ai/kling-video/v3/pro/text-to-video',
      [first, last],
      'fal-ai/kling-video/v3/pro/image-to-video',
      { prompt: 'Waves', generate_audio: true, duration: '8', start_image_url: data, end_image_url: data },
    ],
  ] as const) {
    const { make, words } = open();
    const made = await make('video', model, { ...clip, references });
    expect(words.taken).toEqual([{ model: endpoint, input }]);
    expect(made.files).toEqual([{ kind: 'url', url: 'http://queue.fal.run/files/a.mp4' }]);
  }
});

test('VND-42 what a family has no name for is rejected before anything is sent, or left out and said', async () => {
  const rejected = async (type: 'image' | 'video', model: string, ask: object): Promise<void> => {
    const { provider, call, sent } = open();
    const start = (provider.makers[type] as unknown as Maker<'video'>).start({ type, ...ask } as never, call(model));
    await expect(start, model).rejects.toMatchObject({ code: 'provider-rejected', taken: 'no', charged: 'no' });
    expect(sent).toEqual([]);
  };
  const loras = [{ url: 'https://v3b.fal.media/files/a.safetensors', scale: 0.9 }];
  await rejected('image', 'fal-ai/flux-2', { ...picture, loras });
  await rejected('image', 'fal-ai/flux-2-max', { ...picture, count: 2 });
  await rejected('image', 'fal-ai/flux/dev', { ...picture, references: [shown('style'), shown('style')] });
  await rejected('image', 'fal-ai/flux/schnell', { ...picture, references: [shown('style')] });
  await rejected('image', 'fal-ai/flux-2', { ...picture, references: [shown('style', 'clip', 'video')] });
  await rejected('image', 'fal-ai/flux-2', { ...picture, aspectRatio: '16 to 9' });
  await rejected('video', 'fal-ai/veo3.1', { ...clip, references: [shown('source', 'clip', 'video')] });
  await rejected('video', 'fal-ai/veo3.1', { ...clip, references: [shown('character'), shown('first-frame')] });
  await rejected('video', 'fal-ai/veo3.1', { ...clip, references: [shown('first-frame'), shown('first-frame')] });
  await rejected('video', 'fal-ai/veo3.1', { ...clip, loras });
  await rejected('video', 'fal-ai/kling-video/v2.6/pro/text-to-video', { ...clip, references: [shown('last-frame')] });
  const shots = [1, 2].map((at) => ({ prompt: `Shot ${at}`, durationSeconds: 4 }));
  await rejected('video', 'fal-ai/veo3.1', { ...clip, shots });

  const { make, words } = open();
  await make('video', 'fal-ai/kling-video/v3/pro/text-to-video', { ...clip, shots });
  expect(words.taken[0]?.input).toMatchObject({
    multi_prompt: [
      { prompt: 'Shot 1', duration: '4' },
      { prompt: 'Shot 2', duration: '4' },
    ],
    shot_type: 'customize',
  });
  const made = await make('video', 'fal-ai/kling-video/v3/pro/text-to-video', {
    ...clip,
    seed: 7,
    resolution: '1080p',
  });
  expect(made.notes).toEqual(['It takes no seed; that was left out.', 'It takes no resolution; that was left out.']);
});

test('VND-42 LoRAs go into requests of models that take them, sizes into words or pixels (E6)', async () => {
  const { make, words } = open();
  const loras = [{ url: 'https://v3b.fal.media/files/a.safetensors', scale: 0.9 }];
  const made = await make('image', 'fal-ai/flux-2/lora', { ...picture, aspectRatio: '2.39:1', loras, seed: 7 });
  expect(words.taken[0]?.input).toEqual({
    ...{ prompt: 'A lighthouse', num_images: 1, seed: 7, image_size: { width: 1568, height: 656 } },
    loras: [{ path: 'https://v3b.fal.media/files/a.safetensors', scale: 0.9 }],
  });
  expect(made).toMatchObject({ seed: 7, usage: { images: 1, megapixels: 1.049, billedMicros: 12_600 } });
  await make('image', 'fal-ai/flux-2', { ...picture, resolution: '1536x1024' });
  await make('image', 'fal-ai/flux-2', { ...picture, width: 640, height: 480 });
  expect(words.taken.slice(1).map(({ input }) => input['image_size'])).toEqual([
    { width: 1536, height: 1024 },
    { width: 640, height: 480 },
  ]);
});

test('VND-43 small files travel inside the request; large ones, and what is many, through fal’s storage and without the key (PE5)', async () => {
  const { make, words, sent } = open();
  await make('image', 'fal-ai/flux-2', { ...picture, references: [shown('style', 'large'), shown('style')] });
  const input = words.taken[0]?.input as { image_urls: readonly string[] };
  expect(input.image_urls.map((url) => url.slice(0, 40))).toEqual([
    'http://rest.fal.ai/files/b/0/file.png',
    expect.stringMatching(/^data:image\/png;base64,/),
  ]);
  expect([...words.uploads.values()].map(({ bytes }) => bytes.byteLength)).toEqual([3 * mebibyte + 1]);
  const put = sent.filter(({ method }) => method === 'PUT');
  expect(put.map(({ origin, headers }) => [origin, headers['authorization'], headers['content-type']])).toEqual([
    ['http://rest.fal.ai', undefined, 'image/png'],
  ]);
  expect(sent[0]).toMatchObject({ origin: 'https://rest.fal.ai', path: '/storage/upload/initiate' });

  const many = open();
  const three = [shown('style', 'middling'), shown('style', 'middling'), shown('style', 'middling')];
  await many.make('image', 'fal-ai/flux-2', { ...picture, references: three });
  expect(many.words.uploads.size).toBe(3);
});

test('VND-43 a large file goes in parts, and what is put there expires (PE5)', async () => {
  const { words, sent, fetch } = open();
  const line = lineTo({ key: words.goodKey, baseUrl: fal.baseUrl, fetch });
  const bytes = new Uint8Array(101).map((_, at) => at);
  const sizes = { mostInOnePiece: 100, part: 40 };
  const { signal } = new AbortController();
  const address = await upload(line, { bytes, mediaType: 'video/mp4' }, signal, sizes);
  const [[path, kept] = ['']] = [...words.uploads];
  expect([address, kept?.bytes]).toEqual([`http://rest.fal.ai${path}`, bytes]);
  expect(
    sent.map(({ method, origin, path: at, headers }) => [`${method} ${origin}${at}`, headers['authorization']]),
  ).toEqual([
    ['POST https://rest.fal.ai/storage/upload/initiate-multipart', `Key ${words.goodKey}`],
    ...[1, 2, 3].map((part) => [`PUT http://rest.fal.ai${path}/${part}`, undefined]),
    [`POST http://rest.fal.ai${path}/complete`, undefined],
  ]);
  expect(sent[0]?.headers['x-fal-object-lifecycle']).toBe('{"expiration_duration_seconds":604800}');
  await upload(line, { bytes: bytes.subarray(1), mediaType: 'video/mp4' }, signal, sizes);
  expect(sent.slice(5).map(({ path: at }) => at)).toEqual(['/storage/upload/initiate', '/files/b/1/file.mp4']);
});

test('VND-43 a storage that gives out no address took nothing, and neither does one that refuses the file', async () => {
  for (const answer of [
    { json: { upload_url: 'ftp://v3b.fal.media/a', file_url: 'https://v3b.fal.media/a' } },
    { json: { upload_url: 'no address', file_url: 'https://v3b.fal.media/a' } },
    { json: { upload_url: 'https://v3b.fal.media/a', file_url: 'javascript:alert(1)' } },
    { json: { upload_url: 'https://v3b.fal.media/a', file_url: 'file:///etc/passwd' } },
    { status: 503, text: 'busy' },
  ]) {
    const { make, words } = open(falWords(), ({ path }) => (path.startsWith('/storage/') ? answer : undefined));
    const ask = { ...picture, references: [shown('style', 'large')] };
    await expect(make('image', 'fal-ai/flux-2', ask)).rejects.toMatchObject({ taken: 'no', charged: 'no' });
    expect(words.taken).toEqual([]);
  }
  const refusing = open(falWords(), ({ method }) => (method === 'PUT' ? { status: 403, text: '<Error/>' } : undefined));
  const ask = { ...picture, references: [shown('style', 'large')] };
  await expect(refusing.make('image', 'fal-ai/flux-2', ask)).rejects.toMatchObject({ taken: 'no' });
});

test('VND-43 examples of a training are one ZIP, the same for the same examples; its weights stay at fal (E6)', async () => {
  const { make, words, sent } = open();
  const examples = [shown('training'), shown('training'), shown('training'), shown('training')];
  const made = await make('lora', 'fal-ai/flux-lora-fast-training', {
    ...{ examples, triggerWord: 'm4ra', steps: 1000, isStyle: true },
  });
  const [upload] = [...words.uploads];
  expect(words.taken[0]?.input).toEqual({
    ...{ images_data_url: `http://rest.fal.ai${upload?.[0]}`, trigger_word: 'm4ra', steps: 1000, is_style: true },
  });
  // The weights stay there; a picture is copied, and does not.
  await make('image', 'fal-ai/flux-2', picture);
  const submits = sent.filter(({ method, origin }) => method === 'POST' && origin === fal.baseUrl);
  expect(submits.map(({ headers }) => headers['x-fal-object-lifecycle-preference'])).toEqual([
    undefined,
    '{"expiration_duration_seconds":2592000}',
  ]);
  const zip = Buffer.from(upload?.[1].bytes ?? []);
  expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  expect(zip.indexOf(smallPicture)).toBeGreaterThan(0);
  expect(['001.png', '004.png'].map((name) => zip.includes(name))).toEqual([true, true]);
  const named = ['001.png', '002.png', '003.png', '004.png'].map((name) => ({ name, bytes: smallPicture }));
  expect(zip.equals(await zipOf(named))).toBe(true);
  expect(made).toMatchObject({ loraUrl: expect.stringMatching(/^https:/), usage: { steps: 1000, billedMicros: 2e6 } });
  await expect(
    make('lora', 'fal-ai/some-new-trainer', { examples, triggerWord: 'x', steps: 10 }),
  ).rejects.toMatchObject({ code: 'provider-rejected', taken: 'no' });
});

test('VND-44 what was billed is the units of the result times the price of one; a result is not lost with the price list (C5)', async () => {
  const billed = async (units: string | undefined, prices?: Said): Promise<unknown> => {
    const result = {
      json: { images: [{ url: 'https://v3b.fal.media/a.png', content_type: 'image/png' }] },
      ...(units !== undefined && { headers: { 'x-fal-billable-units': units } }),
    };
    const words = falWords({ resultSays: () => result });
    const { make } = open(words, ({ path }) => (path.includes('/pricing') ? prices : undefined));
    return (await make('image', 'fal-ai/flux-2', picture)).usage.billedMicros;
  };
  const price = (unit_price: unknown, currency = 'USD'): Said => ({
    json: { prices: [{ endpoint_id: 'fal-ai/flux-2', unit_price, unit: 'megapixels', currency }] },
  });
  expect(await billed('1.05')).toBe(12_600);
  expect(await billed('0')).toBe(0);
  // A part of a micro-dollar is a whole one.
  expect(await billed('1', price(0.0000001))).toBe(1);
  expect(await billed('3', price(0.1))).toBe(300_000);
  expect(await billed('0.000001', price(0.012))).toBe(1);
  for (const said of [undefined, '', '-1', 'NaN', '1e9', '1,5', 'Infinity', '0x1', '9'.repeat(40)])
    expect([said, await billed(said)]).toEqual([said, undefined]);
  for (const list of [
    price(0.012, 'EUR'),
    price('0.012'),
    price(-1),
    { json: { prices: [] } },
    { status: 500, json: { detail: 'Internal Server Error' } },
    { text: '<html>' },
  ])
    expect(await billed('1', list)).toBeUndefined();
});

test('VND-44 a failed request is charged as its header says; errors of fal’s machines never; where nobody says it is unknown (C5, C6)', async () => {
  const failed = async (said: Said): Promise<unknown> => {
    const { make } = open(falWords({ resultSays: () => said }));
    return make('image', 'fal-ai/flux-2', picture).then(
      () => 'went well',
      ({ code, taken, charged, isOver }) => [code, taken, charged, isOver],
    );
  };
  for (const [said, code, charged] of [
    [failedResult('content_policy_violation', '1'), 'provider-refused', 'yes'],
    [failedResult('content_policy_violation', '0'), 'provider-refused', 'no'],
    [failedResult('content_policy_violation', undefined), 'provider-refused', 'unknown'],
    [failedResult('image_too_small', undefined), 'provider-rejected', 'no'],
    [failedResult('literal_error', undefined), 'provider-rejected', 'no'],
    [failedResult('something_new', undefined), 'provider-rejected', 'unknown'],
    [{ ...failedResult('generation_timeout', undefined), status: 504 }, 'provider-failed', 'no'],
    [{ status: 500, json: { detail: 'Runner died', error_type: 'runner_server_error' } }, 'provider-failed', 'no'],
  ] as const)
    expect([said, await failed(said)]).toEqual([said, [code, 'yes', charged, true]]);
  const state = { status: 'COMPLETED', error: 'Runner died', error_type: 'runner_disconnected' };
  const { make } = open(falWords(), ({ path }) => (path.endsWith('/status') ? { json: state } : undefined));
  await expect(make('image', 'fal-ai/flux-2', picture)).rejects.toMatchObject({
    ...{ code: 'provider-failed', taken: 'yes', charged: 'no', isOver: true },
  });
});

test('VND-44 pictures that were blackened are no pictures: all of them a refusal that was paid, some of them a note (C6)', async () => {
  const images = ['a', 'b'].map((name) => ({ url: `https://v3b.fal.media/${name}.png`, width: 512, height: 512 }));
  const flagged = async (has_nsfw_concepts: readonly boolean[]): Promise<Made> => {
    const said = { json: { images, has_nsfw_concepts }, headers: { 'x-fal-billable-units': '2' } };
    return open(falWords({ resultSays: () => said })).make('image', 'fal-ai/flux-2', { ...picture, count: 2 });
  };
  await expect(flagged([true, true])).rejects.toMatchObject({
    ...{ code: 'provider-refused', charged: 'yes', isOver: true, usage: { images: 2, billedMicros: 24_000 } },
  });
  expect(await flagged([true, false])).toMatchObject({
    files: [{ url: 'https://v3b.fal.media/b.png' }],
    notes: ['Its safety check blackened 1 of 2 pictures.'],
    usage: { images: 2, billedMicros: 24_000 },
  });
});

test('VND-44 stopping work that is done or gone is no failure', async () => {
  const { provider, call, sent } = open();
  const maker = provider.makers.image as Maker<'image'>;
  const stage = await maker.start({ type: 'image', ...picture }, call('fal-ai/flux-2'));
  if (stage.state !== 'under-way') throw new Error('It is a queue.');
  await maker.cancel?.(stage.handle, call('fal-ai/flux-2'));
  await maker.look?.(stage.handle, call('fal-ai/flux-2'));
  await maker.look?.(stage.handle, call('fal-ai/flux-2'));
  await maker.cancel?.(stage.handle, call('fal-ai/flux-2'));
  await maker.cancel?.({ ...(stage.handle as object), requestId: 'gone' }, call('fal-ai/flux-2'));
  expect(sent.filter(({ method }) => method === 'PUT').map(({ path }) => path.split('/').at(-1))).toEqual([
    ...['cancel', 'cancel', 'cancel'],
  ]);
});

test('VND-42 a webhook is named in the request, and models are listed with what one unit costs where nothing multiplies it', async () => {
  const { provider, call, sent } = open();
  const ask = { type: 'image' as const, ...picture };
  const webhookUrl = 'https://studio.example/provider-notices/fal';
  await provider.makers.image?.start(ask, { ...call('fal-ai/flux-2'), webhookUrl });
  expect(sent[0]?.search.get('fal_webhook')).toBe(webhookUrl);
  const found = await provider.discover?.(new AbortController().signal);
  expect(found?.map(({ id, makes }) => [id, makes])).toEqual([
    ['fal-ai/flux-2', 'image'],
    ['fal-ai/veo3.1', 'video'],
    ['fal-ai/elevenlabs/tts/eleven-v3', 'speech'],
    ['fal-ai/elevenlabs/sound-effects/v2', 'sound'],
    ['fal-ai/sync-lipsync/v2', 'lipsync'],
    ['fal-ai/flux-2-trainer', 'lora'],
  ]);
  expect(found?.[0]?.prices).toEqual([{ unit: 'megapixel', dollars: '0.012', said: 'vendor' }]);
  expect(found?.[1]).toMatchObject({ notes: [expect.stringContaining('$0.4')] });
  expect(found?.[1]?.prices).toBeUndefined();
  expect(found?.[5]?.prices).toEqual([{ unit: 'step', dollars: '0.008', said: 'vendor' }]);
});
