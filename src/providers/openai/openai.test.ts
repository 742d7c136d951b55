/** What OpenAI has of its own, beyond the contract of every provider. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { silentWave, smallPicture } from '../../../test/kit/vendors/made-media.ts';
import type { ImageAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Made, Provider } from '../../ports/provider.ts';
import { sizeOf, sizeOfRatio } from '../openai-protocol/openai-protocol.ts';
import { openai } from './openai.ts';
import { isStrict } from './text.ts';

const call = (model: string): CallContext => ({
  ...{ model, submitKey: 'k', signal: new AbortController().signal },
  read: async () => smallPicture,
});

/** OpenAI, answering everything with this; what it was asked is kept. */
const saying = (answer: () => Response): { readonly provider: Provider; readonly asked: unknown[] } => {
  const asked: unknown[] = [];
  const provider = openai.open({
    key: 'sk-test',
    baseUrl: openai.baseUrl,
    fetch: async (_, init) => {
      asked.push(typeof init?.body === 'string' ? JSON.parse(init.body) : init?.body);
      return answer();
    },
  });
  return { provider, asked };
};

const madeBy = async (provider: Provider, ask: ImageAsk, model = 'gpt-image-2'): Promise<Made> => {
  const stage = await provider.makers.image?.start(ask, call(model));
  if (stage?.state !== 'finished') throw new Error('It is under way.');
  return stage.made;
};

const plain: ImageAsk = { type: 'image', prompt: 'A pier', count: 1 };
const picture = { b64_json: Buffer.from(smallPicture).toString('base64') };

test.each([
  ['1:1', '1024x1024'],
  ['3:2', '1536x1024'],
  ['2:3', '1024x1536'],
  ['16:9', '1536x864'],
  ['9:16', '864x1536'],
  ['4:3', '1344x1008'],
  ['1920:1080', '1536x864'],
  ['239:100', '1760x736'],
])('VND-15 %s is made at %s', (ratio, size) => expect(sizeOfRatio(ratio)).toBe(size));

test('VND-15 any ratio a model takes has a size on its grid, of about its area, close to the ratio, seed 42', () => {
  const sides = fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }));
  const ratios = sides.filter(([width, height]) => width <= 3 * height && height <= 3 * width);
  fc.assert(
    fc.property(ratios, ([width, height]) => {
      const [across, down] = (sizeOfRatio(`${width}:${height}`) ?? '').split('x').map(Number) as [number, number];
      expect([across % 16, down % 16]).toEqual([0, 0]);
      expect(across * down).toBeGreaterThan(0.8e6);
      expect(across * down).toBeLessThan(2e6);
      expect(Math.max(across, down)).toBeLessThanOrEqual(3840);
      expect(across / down / (width / height)).toBeGreaterThan(0.97);
      expect(across / down / (width / height)).toBeLessThan(1.03);
    }),
    { seed: 42, numRuns: 300 },
  );
  for (const odd of ['0:1', '16/9', '', 'a:b', '-1:2']) expect(sizeOfRatio(odd)).toBeUndefined();
  expect(sizeOf({ ...plain, resolution: '2048x1152', aspectRatio: '16:9' })).toBe('2048x1152');
  expect(sizeOf({ ...plain, width: 640, height: 480, aspectRatio: '16:9' })).toBe('640x480');
});

test('VND-15 a size that a model does not have is refused before it is asked', async () => {
  const { provider, asked } = saying(() => Response.json({ data: [picture] }));
  const refused = madeBy(provider, { ...plain, aspectRatio: '16:9' }, 'gpt-image-1-mini');
  await expect(refused).rejects.toMatchObject({ code: 'provider-rejected', taken: 'no' });
  expect(asked).toEqual([]);
});

test('VND-15 what a picture cost is counted by kind of token, what was not done is noted', async () => {
  const usage = {
    ...{ input_tokens: 50, output_tokens: 1580, input_tokens_details: { image_tokens: 40, text_tokens: 10 } },
    output_tokens_details: { image_tokens: 1568, text_tokens: 12 },
  };
  const { provider } = saying(() => Response.json({ data: [picture], usage }));
  const made = await madeBy(provider, { ...plain, count: 2, seed: 7, negativePrompt: 'rain' });
  expect(made.usage).toEqual({
    images: 1,
    inputTokens: 50,
    imageInputTokens: 40,
    outputTokens: 1580,
    imageOutputTokens: 1568,
  });
  expect(made.notes).toEqual([
    'It takes no negative prompt; that was left out.',
    'It takes no seed; that was left out.',
    'It made 1 of 2 pictures.',
  ]);
  for (const data of [[], [{ b64_json: 'YWJj' }], [{ b64_json: '???' }], [{}]])
    await expect(madeBy(saying(() => Response.json({ data })).provider, plain)).rejects.toMatchObject({
      ...{ code: 'provider-unreadable', taken: 'unknown' },
    });
});

test.each([
  [{ type: 'object', properties: { a: { type: 'string' } }, required: ['a'], additionalProperties: false }, true],
  [{ type: 'object', properties: { a: { type: 'string' } }, additionalProperties: false }, false],
  [{ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }, false],
  [{ type: 'array', items: { type: 'object', properties: {} } }, false],
  [{ anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: false, properties: {} }] }, true],
])('VND-15 a schema is enforced only where it is closed: %j', (schema, strict) =>
  expect(isStrict(schema)).toBe(strict),
);

test('VND-15 speech in events that end before it is whole is unreadable, whole it is one WAV', async () => {
  const wave = Buffer.from(silentWave(0.25, true));
  const delta = (from: number, to: number): string =>
    `data: ${JSON.stringify({ type: 'speech.audio.delta', audio: wave.subarray(from, to).toString('base64') })}\n\n`;
  const done = `data: ${JSON.stringify({ type: 'speech.audio.done', usage: { input_tokens: 3, output_tokens: 9 } })}\n\n`;
  const speak = async (events: string) => {
    const { provider } = saying(() => new Response(events, { headers: { 'content-type': 'text/event-stream' } }));
    return provider.makers.speech?.start({ type: 'speech', text: 'Hm.', voice: 'ash' }, call('gpt-4o-mini-tts'));
  };
  expect(await speak(delta(0, 50) + delta(50, wave.length) + done)).toMatchObject({
    made: { files: [{ bytes: silentWave(0.25) }], usage: { seconds: 0.25, inputTokens: 3, outputTokens: 9 } },
  });
  for (const events of ['', delta(0, 50), done, `${delta(0, 50)}data: {oops\n\n`])
    await expect(speak(events)).rejects.toMatchObject({ code: 'provider-unreadable', taken: 'unknown' });
});
