/** Webhooks of fal: who may say that work is done. */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ProviderHook } from '../../ports/provider.ts';
import { createNoticeReader } from './notice.ts';

const nowMs = Date.UTC(2026, 10, 20, 12);
const day = 24 * 60 * 60_000;
const [ours, newer, stranger] = [0, 1, 2].map(() => generateKeyPairSync('ed25519'));
const requestId = '0199f0aa-7c1e-4e6b-9d2a-000000000001';
const bodyOf = (status = 'OK'): string =>
  `{"request_id": "${requestId}", "status": "${status}", "payload": {"a": 1.0}}`;

type Made = { body?: string; signedBody?: string; second?: number; key?: KeyObject; user?: string; id?: string };

/** A webhook, signed over what is given. */
const hook = (made: Made, fetch: ProviderHook['fetch'], atMs = nowMs): ProviderHook => {
  const { body = bodyOf(), signedBody = body, second = nowMs / 1000, user = 'github|42', id = requestId } = made;
  const hash = createHash('sha256').update(signedBody).digest('hex');
  const key = made.key ?? (ours?.privateKey as KeyObject);
  const headers = {
    'x-fal-webhook-request-id': id,
    'x-fal-webhook-user-id': user,
    'x-fal-webhook-timestamp': String(second),
    'x-fal-webhook-signature': sign(null, Buffer.from(`${id}\n${user}\n${second}\n${hash}`), key).toString('hex'),
  };
  return { headers, body: Buffer.from(body), nowMs: atMs, fetch };
};

/** Where fal publishes keys; counts how often it was asked. */
const keysAt = (...published: readonly (readonly KeyObject[])[]) => {
  const asked: string[] = [];
  const fetch: ProviderHook['fetch'] = async (url) => {
    const keys = published[Math.min(asked.length, published.length - 1)] ?? [];
    asked.push(url instanceof Request ? url.url : url.toString());
    const rows = keys.map((key) => ({ ...key.export({ format: 'jwk' }), use: 'sig', kid: 'k' }));
    return Response.json({
      keys: [{ kty: 'RSA', n: 'x', e: 'AQAB' }, { kty: 'OKP', crv: 'Ed25519', x: '!' }, ...rows],
    });
  };
  return { asked, fetch };
};
const publicOf = (pair: typeof ours): KeyObject => pair?.publicKey as KeyObject;
const secretOf = (pair: typeof ours): KeyObject => pair?.privateKey as KeyObject;

test('VND-40 a notice is believed when one of fal’s keys signed these bytes now; twice the same is one event (PA6)', async () => {
  const { asked, fetch } = keysAt([publicOf(ours)]);
  const read = createNoticeReader();
  const good = { eventId: `${requestId} OK`, workId: requestId, sentAtMs: nowMs };
  expect(await read(hook({}, fetch))).toEqual(good);
  expect(await read(hook({}, fetch))).toEqual(good);
  expect(await read(hook({ body: bodyOf('ERROR') }, fetch))).toMatchObject({ eventId: `${requestId} ERROR` });
  // Signed, whatever it says: something happened to the work.
  expect(await read(hook({ body: 'no JSON' }, fetch))).toMatchObject({ eventId: requestId, workId: requestId });
  expect(asked).toEqual(['https://rest.fal.ai/.well-known/jwks.json']);
  for (const apart of [-300, 300])
    expect(await read(hook({ second: nowMs / 1000 + apart }, fetch))).toMatchObject({ workId: requestId });
  for (const apart of [-301, 301, -86_400])
    expect(await read(hook({ second: nowMs / 1000 + apart }, fetch))).toBe('too-old');
});

test('VND-40 nothing forged is believed: another key, other bytes, the same JSON written otherwise, moved headers (PA6)', async () => {
  const { asked, fetch } = keysAt([publicOf(ours)]);
  const read = createNoticeReader();
  const rewritten = JSON.stringify(JSON.parse(bodyOf()));
  expect(rewritten).not.toBe(bodyOf());
  for (const made of [
    { key: secretOf(stranger) },
    { body: bodyOf('ERROR'), signedBody: bodyOf() },
    { body: rewritten, signedBody: bodyOf() },
    { body: `${bodyOf()}\n`, signedBody: bodyOf() },
  ])
    expect(await read(hook(made, fetch))).toBe('unsigned');
  const whole = hook({}, fetch);
  for (const [name, value] of [
    ['request-id', '0199f0aa-7c1e-4e6b-9d2a-000000000002'],
    ['request-id', `${requestId}\ngithub|42`],
    ['request-id', ''],
    ['user-id', 'github|43'],
    ['user-id', ''],
    ['timestamp', String(nowMs / 1000 + 1)],
    ['timestamp', '1e9'],
    ['timestamp', `${nowMs / 1000}.5`],
    ['signature', ''],
    ['signature', 'zz'.repeat(64)],
    ['signature', whole.headers['x-fal-webhook-signature']?.slice(2) ?? ''],
    ['signature', '0'.repeat(128)],
  ] as const)
    expect([name, await read({ ...whole, headers: { ...whole.headers, [`x-fal-webhook-${name}`]: value } })]).toEqual([
      name,
      'unsigned',
    ]);
  expect(await read({ ...whole, headers: {} })).toBe('unsigned');
  // A storm of forgeries asks fal for its keys once a minute, no more.
  for (let at = 0; at < 50; at++) await read(hook({ key: secretOf(stranger) }, fetch, nowMs + at * 1000));
  expect(asked).toHaveLength(1);
  await read(hook({ key: secretOf(stranger) }, fetch, nowMs + 60_000));
  expect(asked).toHaveLength(2);
});

test('VND-40 keys are kept for a day; one that is not among them is looked for once, by whoever waits', async () => {
  const { asked, fetch } = keysAt([publicOf(ours)], [publicOf(ours), publicOf(newer)], [publicOf(newer)]);
  const read = createNoticeReader();
  const at = (atMs: number, pair: typeof ours) =>
    read(hook({ key: secretOf(pair), second: Math.floor(atMs / 1000) }, fetch, atMs));
  const believed = await Promise.all([at(nowMs, ours), at(nowMs, ours), at(nowMs, ours)]);
  expect(believed.every((each) => typeof each === 'object')).toBe(true);
  expect(asked).toHaveLength(1);
  // It has a new key: an unknown signature is a reason to ask, once the last asking is a minute ago.
  expect(await at(nowMs + 30_000, newer)).toBe('unsigned');
  expect(await at(nowMs + 61_000, newer)).toMatchObject({ workId: requestId });
  expect(await at(nowMs + 62_000, ours)).toMatchObject({ workId: requestId });
  expect(asked).toHaveLength(2);
  // A day later the old key is no longer published.
  expect(await at(nowMs + 2 * day, ours)).toBe('unsigned');
  expect(await at(nowMs + 2 * day, newer)).toMatchObject({ workId: requestId });
  expect(asked).toHaveLength(3);
});

test('VND-40 keys that cannot be had leave the ones that are there, and no webhook believed without one', async () => {
  for (const answer of ['<html>', '{"keys": 7}', '{"keys": []}', `{"keys": "${'x'.repeat(200_000)}"}`]) {
    const read = createNoticeReader();
    expect(await read(hook({}, async () => new Response(answer)))).toBe('unsigned');
    expect(await read(hook({}, async () => new Response(answer, { status: 503 }), nowMs + 60_000))).toBe('unsigned');
  }
  const read = createNoticeReader();
  await read(hook({}, keysAt([publicOf(ours)]).fetch));
  const gone: ProviderHook['fetch'] = () => Promise.reject(new Error('no line'));
  await expect(read(hook({ key: secretOf(stranger) }, gone, nowMs + 61_000))).rejects.toThrow('no line');
  expect(await read(hook({}, gone, nowMs + 62_000))).toMatchObject({ workId: requestId });
  expect(await read(hook({ key: secretOf(stranger) }, gone, nowMs + 63_000))).toBe('unsigned');
});
