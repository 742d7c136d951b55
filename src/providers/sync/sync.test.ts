/** What Sync has of its own, beyond the contract of every provider: a submit is done once for each key. */
import { expect, test } from 'vitest';
import { directFetch, type Sent } from '../../../test/kit/vendors/direct-fetch.ts';
import { silentWave, smallClip } from '../../../test/kit/vendors/made-media.ts';
import { syncWords } from '../../../test/kit/vendors/sync.ts';
import { syncError } from '../../../test/kit/vendors/sync-words.ts';
import type { Said } from '../../../test/kit/vendors/vendor-server.ts';
import type { LipsyncAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Maker, Stage } from '../../ports/provider.ts';
import { sync } from './sync.ts';

const media = (sha256: string, mediaType: string) => ({ sha256, sizeBytes: 1, mediaType });
const wish: LipsyncAsk = {
  type: 'lipsync',
  face: { role: 'source', kind: 'video', media: media('face', 'video/mp4') },
  voice: { role: 'voice', kind: 'audio', media: media('voice', 'audio/wav') },
};
const call = (submitKey: string): CallContext => ({
  ...{ model: 'lipsync-2-pro', submitKey, signal: new AbortController().signal },
  read: async ({ sha256 }) => (sha256 === 'face' ? smallClip : silentWave(0.1)),
});

const open = (before?: (sent: Sent) => Said | undefined) => {
  const words = syncWords();
  const direct = directFetch(words, before);
  const provider = sync.open({ key: words.goodKey, baseUrl: sync.baseUrl, ...direct });
  return { ...direct, words, maker: provider.makers.lipsync as Maker<'lipsync'> };
};
const handleOf = (stage: Stage): unknown => (stage.state === 'under-way' ? stage.handle : undefined);

test('VND-52 a submit that is sent again under its key is the same work; another key is another (C1)', async () => {
  const { maker, words, sent } = open();
  const first = handleOf(await maker.start(wish, call('wp_1')));
  expect(handleOf(await maker.start(wish, call('wp_1')))).toEqual(first);
  expect(handleOf(await maker.start(wish, call('wp_2')))).not.toEqual(first);
  expect(words.begun()).toBe(2);
  expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(['wp_1', 'wp_1', 'wp_2']);
  expect(sync.submitsOnce).toBe(true);
});

test('VND-52 a key that is still in use, or whose outcome was lost, leaves open whether the work was taken (C1, PA5)', async () => {
  for (const [said, taken] of [
    [syncError(409, 'A request with this key is in progress.', 'IDEMPOTENCY_REQUEST_IN_PROGRESS'), 'unknown'],
    [syncError(409, 'The outcome is not known.', 'IDEMPOTENCY_OUTCOME_UNKNOWN'), 'unknown'],
    [syncError(422, 'The key was used for another request.', 'IDEMPOTENCY_KEY_REUSED'), 'no'],
  ] as const)
    await expect(open(() => said).maker.start(wish, call('wp_1'))).rejects.toMatchObject({ taken });
});

test('VND-52 what failed is over, and whether it is billed is not known; done without a film is looked at again', async () => {
  const looked = (json: object): Promise<unknown> =>
    open(() => ({ json: { id: 'g1', ...json } }))
      .maker.look?.({ id: 'g1' }, call('wp_1'))
      .catch(({ code, charged, isOver }) => [code, charged, isOver]) as Promise<unknown>;
  expect(await looked({ status: 'FAILED', error: 'No face found.' })).toEqual(['provider-failed', 'unknown', true]);
  expect(await looked({ status: 'REJECTED' })).toEqual(['provider-refused', 'unknown', true]);
  expect(await looked({ status: 'FAILED', error_code: 'content_moderation' })).toEqual([
    'provider-refused',
    'unknown',
    true,
  ]);
  expect(await looked({ status: 'COMPLETED' })).toEqual(['provider-unreadable', 'unknown', false]);
  expect(await looked({ status: 'DREAMING' })).toEqual(['provider-unreadable', 'unknown', false]);
  const picture = { ...wish.face, kind: 'image' as const, media: media('face', 'image/png') };
  const { maker, sent } = open();
  await expect(maker.start({ ...wish, face: picture }, call('wp_1'))).rejects.toMatchObject({
    code: 'provider-rejected',
  });
  expect(sent).toEqual([]);
});
