/** What ElevenLabs has of its own, beyond the contract of every provider. */
import { expect, test } from 'vitest';
import { directFetch, type Sent } from '../../../test/kit/vendors/direct-fetch.ts';
import { elevenlabsUnderTest } from '../../../test/kit/vendors/elevenlabs.ts';
import { elevenlabsError } from '../../../test/kit/vendors/elevenlabs-words.ts';
import type { Said } from '../../../test/kit/vendors/vendor-server.ts';
import type { SpeechAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Made } from '../../ports/provider.ts';
import { elevenlabs } from './elevenlabs.ts';

const { signal } = new AbortController();
const call = (model: string): CallContext => ({ model, submitKey: 'k', signal, read: async () => new Uint8Array() });

const open = (before?: (sent: Sent) => Said | undefined) => {
  const words = elevenlabsUnderTest.words();
  const direct = directFetch(words, before);
  const provider = elevenlabs.open({ key: words.goodKey, baseUrl: elevenlabs.baseUrl, ...direct });
  const speak = async (model: string, more: Partial<SpeechAsk> = {}): Promise<Made> => {
    const wish = { type: 'speech' as const, text: 'Who is there? 🎬', voice: 'kore', ...more };
    const stage = await provider.makers.speech?.start(wish, call(model));
    if (stage?.state !== 'finished') throw new Error('It answers at once.');
    return stage.made;
  };
  return { ...direct, provider, speak };
};

test('VND-50 settings are sent as each model takes them; what was changed or left out is said', async () => {
  const { speak, sent } = open();
  const bodyOf = (at: number): unknown => sent.at(at)?.json();
  const wish = { stability: 0.3, speed: 2, language: 'pt-BR', seed: 7, instructions: 'Whisper.' };
  expect((await speak('eleven_v4', wish)).notes).toEqual([
    'It knows a stability of 0, 0.5 and 1; 0.3 became 0.5.',
    'It speaks at 0.7 to 1.2 times the voice’s speed; 2 became 1.2.',
    'It takes no instructions beside the text; they were left out.',
  ]);
  expect(bodyOf(-1)).toEqual({
    ...{ text: 'Who is there? 🎬', model_id: 'eleven_v4', language_code: 'pt', seed: 7 },
    voice_settings: { stability: 0.5, speed: 1.2 },
  });
  expect((await speak('eleven_multilingual_v2', { stability: 0.3, language: 'pt-BR' })).notes).toEqual([
    'It finds the language by itself.',
  ]);
  expect(bodyOf(-1)).toEqual({
    ...{ text: 'Who is there? 🎬', model_id: 'eleven_multilingual_v2', voice_settings: { stability: 0.3 } },
  });
  await speak('eleven_flash_v2_5', { language: 'de' });
  expect(bodyOf(-1)).toMatchObject({ language_code: 'de' });
  expect((await speak('eleven_v3', { stability: 1, speed: 1 })).notes).toBeUndefined();
});

test('VND-50 characters are counted as the vendor bills them: as it says, else those of Unicode; seconds by the sound itself (C5)', async () => {
  const { speak } = open();
  const made = await speak('eleven_v4');
  expect(made.usage).toEqual({ characters: 15, seconds: 0.75 });
  expect(made.characters?.at(-1)).toEqual({ start: 14, end: 16, startMs: 700, endMs: 750 });
  const sound = { audio_base64: Buffer.alloc(16_000).toString('base64'), alignment: { characters: 'broken' } };
  const counted = async (count?: string): Promise<Made> =>
    open(() => ({ json: sound, ...(count !== undefined && { headers: { 'x-character-count': count } }) })).speak(
      'eleven_v4',
    );
  expect((await counted('41')).usage).toEqual({ characters: 41, seconds: 1 });
  for (const none of [undefined, '', '-1', '1e3', 'many'])
    expect([none, (await counted(none)).usage.characters]).toEqual([none, 15]);
  expect(await counted()).toMatchObject({ notes: ['It gave no usable times of characters.'] });
});

test('VND-50 a voice is one part of the path; one that is gone is told by name', async () => {
  const { speak, sent } = open();
  await expect(speak('eleven_v4', { voice: '../../user' })).rejects.toMatchObject({ code: 'provider-rejected' });
  expect(sent.at(-1)?.path).toBe('/v1/text-to-speech/..%2F..%2Fuser/with-timestamps');
  await expect(speak('eleven_v4', { voice: 'gone' })).rejects.toMatchObject({
    ...{ code: 'provider-rejected', taken: 'no', message: expect.stringContaining('gone was not found') },
  });
});

test('VND-51 a key that may only speak works; a plan that is used up and cannot be overdrawn has no credit (C4)', async () => {
  const noRight = elevenlabsError(401, 'missing_permissions', 'missing the permission user_read');
  const limited = open(({ path }) => (path.startsWith('/v1/user') ? noRight : undefined));
  expect(await limited.provider.testKey?.(signal)).toEqual({
    ...{ state: 'works', says: 'It may not see its own account.' },
  });
  expect(await open(() => noRight).provider.testKey?.(signal)).toMatchObject({ state: 'forbidden' });
  const plan = { tier: 'free', character_count: 10_000, character_limit: 10_000, max_credit_limit_extension: 0 };
  expect(await open(() => ({ json: plan })).provider.testKey?.(signal)).toMatchObject({ state: 'no-credit' });
  const open_ended = { ...plan, max_credit_limit_extension: 'unlimited' };
  expect(await open(() => ({ json: open_ended })).provider.testKey?.(signal)).toMatchObject({ state: 'works' });
  expect(await open().provider.testKey?.(signal)).toMatchObject({
    says: 'Plan creator, 4000 of 100000 credits used.',
  });
});

test('VND-51 voices are listed page by page, to the last and never in a circle (D2)', async () => {
  const { provider, sent } = open();
  expect(await provider.voices?.(signal)).toEqual([
    {
      ...{ id: 'kore', name: 'Kore', languages: ['en-GB'], gender: 'male' },
      description: 'British, middle-aged',
    },
    {
      id: 'JBFqnCBsd6RMkjVDRZzb',
      name: 'George',
      languages: ['en'],
      gender: 'male',
      description: 'British, middle-aged',
    },
  ]);
  expect(sent).toHaveLength(2);
  const page = { voices: [{ voice_id: 'a' }], has_more: true, next_page_token: 'same' };
  const circling = open(() => ({ json: page }));
  expect(await circling.provider.voices?.(signal)).toHaveLength(2);
  let pages = 0;
  const endless = open(() => ({ json: { ...page, next_page_token: `n${pages++}` } }));
  await endless.provider.voices?.(signal);
  expect(pages).toBe(30);
});
