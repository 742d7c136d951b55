/** What Gemini has of its own, beyond the contract of every provider. */
import { expect, test } from 'vitest';
import { smallPicture } from '../../../test/kit/vendors/made-media.ts';
import type { VideoAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Provider, Stage } from '../../ports/provider.ts';
import { gemini } from './gemini.ts';
import { readGoogleTrouble } from './trouble.ts';

const call = (model: string): CallContext => ({
  ...{ model, submitKey: 'k', signal: new AbortController().signal },
  read: async () => smallPicture,
});

const saying = (answer: unknown): { readonly provider: Provider; readonly asked: string[] } => {
  const asked: string[] = [];
  const provider = gemini.open({
    key: 'AIza-test',
    baseUrl: 'https://gateway.example/google/v1beta',
    fetch: async (url) => {
      asked.push(url instanceof Request ? url.url : url.toString());
      return Response.json(answer);
    },
  });
  return { provider, asked };
};

const trouble = (status: string, message: string, details: readonly object[] = []) =>
  readGoogleTrouble(400, { error: { code: 400, status, message, details } }, new Headers());

test('VND-16 Google’s errors are told apart by their details and their sentences', () => {
  const invalid = [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }];
  expect(trouble('INVALID_ARGUMENT', 'API key not valid.', invalid).code).toBe('provider-key-wrong');
  expect(trouble('INVALID_ARGUMENT', 'API key expired.', invalid).code).toBe('provider-key-expired');
  expect(trouble('PERMISSION_DENIED', 'Your API key was reported as leaked.').code).toBe('provider-key-wrong');
  expect(trouble('RESOURCE_EXHAUSTED', 'Quota exceeded, limit: 0, model: veo').code).toBe('provider-forbidden');
  expect(trouble('RESOURCE_EXHAUSTED', 'Quota exceeded, limit: 10').code).toBe('provider-busy');
  expect(trouble('INVALID_ARGUMENT', 'durationSeconds is out of bound').code).toBeUndefined();
  const delay = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.07s' }];
  expect(trouble('RESOURCE_EXHAUSTED', 'Slow down.', delay).retryAfterMs).toBe(34_070);
  expect(readGoogleTrouble(500, [{ error: { message: 'In a list.' } }], new Headers()).says).toBe('In a list.');
  expect(readGoogleTrouble(502, '<html>', new Headers())).toEqual({});
});

const look = (answer: unknown, handle: unknown): Promise<Stage | undefined> | undefined =>
  saying(answer).provider.makers.video?.look?.(handle, call('veo-3.1-generate-preview'));

const veo = { operation: 'models/veo-3.1-generate-preview/operations/op1', seconds: 8 };
const omni = { interaction: 'v1_abc', seconds: 5 };

test('VND-16 a file is fetched by its name from the address we were given, whatever address the answer names', async () => {
  const done = (uri: string) => ({
    done: true,
    response: { generateVideoResponse: { generatedSamples: [{ video: { uri } }] } },
  });
  const ours = 'https://gateway.example/google/v1beta/files/k3v9x2:download?alt=media';
  for (const uri of [
    'https://generativelanguage.googleapis.com/v1beta/files/k3v9x2:download?alt=media',
    'https://stranger.example/v1beta/files/k3v9x2:download?alt=media',
    'http://169.254.169.254/files/k3v9x2',
  ])
    expect(await look(done(uri), veo)).toMatchObject({
      made: { files: [{ url: ours, isPrivate: true }], usage: { seconds: 8 } },
    });
  const elsewhere = 'https://stranger.example/clip.mp4';
  expect(await look(done(elsewhere), veo)).toMatchObject({ made: { files: [{ url: elsewhere, isPrivate: true }] } });
});

test('VND-16 what Veo held back is a refusal that costs nothing, what broke a failure, and both are over', async () => {
  const heldBack = {
    done: true,
    response: { generateVideoResponse: { raiMediaFilteredReasons: ['We encountered an issue with the audio.'] } },
  };
  await expect(look(heldBack, veo)).rejects.toMatchObject({
    code: 'provider-refused',
    taken: 'yes',
    charged: 'no',
    isOver: true,
  });
  const broke = { done: true, error: { code: 13, message: 'Internal error.' } };
  await expect(look(broke, veo)).rejects.toMatchObject({ code: 'provider-failed', charged: 'no', isOver: true });
  const blocked = { done: true, error: { code: 3, message: 'The prompt contains sensitive words.' } };
  await expect(look(blocked, veo)).rejects.toMatchObject({ code: 'provider-refused', isOver: true });
  await expect(look({ done: true, response: {} }, veo)).rejects.toMatchObject({
    code: 'provider-unreadable',
    taken: 'yes',
  });
});

test('VND-16 an interaction that ends otherwise than completed is over, and billed where it counted what it made', async () => {
  const failed = {
    id: 'v1_abc',
    status: 'failed',
    errors: [{ code: 'blocked', message: 'Blocked by our safety filters.' }],
  };
  await expect(look(failed, omni)).rejects.toMatchObject({ code: 'provider-refused', charged: 'no', isOver: true });
  const usage = { total_output_tokens: 900 };
  await expect(look({ id: 'v1_abc', status: 'incomplete', usage }, omni)).rejects.toMatchObject({
    code: 'provider-failed',
    charged: 'yes',
    isOver: true,
  });
  const empty = { id: 'v1_abc', status: 'completed', steps: [{ type: 'user_input' }] };
  await expect(look(empty, omni)).rejects.toMatchObject({ code: 'provider-unreadable', taken: 'yes', isOver: false });
  expect(await look({ id: 'v1_abc', status: 'queued' }, omni)).toEqual({
    state: 'under-way',
    handle: omni,
    lookAfterMs: 10_000,
  });
});

test.each([
  [
    {
      shots: [
        { prompt: 'a', durationSeconds: 4 },
        { prompt: 'b', durationSeconds: 4 },
      ],
    },
  ],
  [{ loras: [{ url: 'https://a.example/x.safetensors', scale: 1 }] }],
  [{ audio: false }],
  [{ fps: 60 }],
])('VND-16 what neither Veo nor Omni can is refused before it is asked: %j', async (more) => {
  const ask: VideoAsk = { type: 'video', prompt: 'Waves.', durationSeconds: 8, ...more };
  for (const model of ['veo-3.1-generate-preview', 'gemini-omni-1.2-flash']) {
    const { provider, asked } = saying({});
    await expect(provider.makers.video?.start(ask, call(model))).rejects.toMatchObject({
      code: 'provider-rejected',
      taken: 'no',
    });
    expect(asked).toEqual([]);
  }
});

test('VND-16 a name that would be another path is no model', async () => {
  for (const model of ['../files', 'a/b', 'veo-?key=1', 'veo-3:predict', '', 'x'.repeat(300)]) {
    const { provider, asked } = saying({});
    const calls = [
      provider.makers.text?.start({ type: 'text', prompt: 'x', maxOutputTokens: 20 }, call(model)),
      provider.makers.image?.start({ type: 'image', prompt: 'x', count: 1 }, call(model)),
      provider.makers.speech?.start({ type: 'speech', text: 'x', voice: 'Kore' }, call(model)),
    ];
    for (const one of calls) await expect(one).rejects.toMatchObject({ taken: 'no' });
    expect(asked).toEqual([]);
  }
});
