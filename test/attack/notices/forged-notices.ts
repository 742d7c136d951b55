/** PD6: webhooks of vendors that are not what they say: unsigned, cut, of another key, of another time, sent again, written anew. */
import { readFileSync } from 'node:fs';
import { makeSecret, signedHeaders } from '../../../src/features/webhooks/sign-delivery.ts';
import type { Facts, ProofCase, ProofRow } from '../../prove/row.types.ts';
import { type NoticeWorld, openNoticeWorld, type SignedNotice } from './notice-world.ts';

const minute = 60_000;

const must = (isSo: boolean, words: string): void => {
  if (!isSo) throw new Error(words);
};

type Told = SignedNotice & { readonly body: Uint8Array };

const changed = (notice: Told, headers: Readonly<Record<string, string | undefined>>): Told => ({
  ...notice,
  headers: Object.fromEntries(
    Object.entries({ ...notice.headers, ...headers }).filter((each): each is [string, string] => each[1] !== undefined),
  ),
});

const signatureOf = (notice: Told): string => notice.headers['paid-signature'] ?? '';

const rewritten = (notice: Told): Told => ({
  ...notice,
  body: Buffer.from(JSON.stringify(JSON.parse(Buffer.from(notice.body).toString()), undefined, 1)),
});

/** Each forgery, and the one status that answers it. */
const forgeries = (world: NoticeWorld, workId: string): Readonly<Record<string, readonly [Told, number]>> => {
  const { signer } = world.vendor;
  const good = signer.notice(workId);
  const other = signer.notice('work-of-nobody');
  const at = (ms: number): Told => signer.notice(workId, { sentAtMs: Date.now() + ms });
  const bytes = Buffer.from(signatureOf(good), 'base64');
  const flipped = Buffer.from(bytes);
  flipped[17] = (flipped[17] ?? 0) ^ 1;
  return {
    'no signature': [changed(good, { 'paid-signature': undefined }), 401],
    'an empty signature': [changed(good, { 'paid-signature': '' }), 401],
    'a shorter signature': [changed(good, { 'paid-signature': bytes.subarray(0, 63).toString('base64') }), 401],
    'a longer signature': [changed(good, { 'paid-signature': Buffer.concat([bytes, bytes]).toString('base64') }), 401],
    'one bit off': [changed(good, { 'paid-signature': flipped.toString('base64') }), 401],
    'no Base64': [changed(good, { 'paid-signature': '%%%%' }), 401],
    'an unknown key': [changed(good, { 'paid-key-id': 'nobody' }), 401],
    'the signature of another body': [changed(good, { 'paid-signature': signatureOf(other) }), 401],
    'another time than was signed': [
      changed(good, { 'paid-sent-at': String(Number(good.headers['paid-sent-at']) + 1) }),
      401,
    ],
    'no time': [changed(good, { 'paid-sent-at': undefined }), 401],
    'six minutes old': [at(-6 * minute), 401],
    'six minutes ahead': [at(6 * minute), 401],
    'written anew': [rewritten(good), 401],
    'one byte more': [{ ...good, body: Buffer.concat([good.body, Buffer.from(' ')]) }, 401],
    'no body': [{ ...good, body: new Uint8Array() }, 401],
    'two mebibytes': [{ ...good, body: new Uint8Array(2 * 1024 * 1024) }, 413],
    'work of nobody, signed': [other, 404],
    'work of nobody, unsigned': [changed(other, { 'paid-signature': undefined }), 401],
    'four minutes old': [at(-4 * minute), 200],
    'four minutes ahead': [at(4 * minute), 200],
    genuine: [good, 200],
    'the same again': [good, 409],
    'the same event, signed anew': [signer.notice(workId, { eventId: world.eventIdOf(good) }), 409],
  };
};

/** Who cannot sign sees the same for work that there is and for work that there is not. */
const noOracle = async (world: NoticeWorld, workId: string): Promise<void> => {
  const bodies = await Promise.all(
    [workId, 'work-of-nobody'].map(async (id) => {
      const unsigned = changed(world.vendor.signer.notice(id), { 'paid-signature': undefined });
      return (await world.tell(unsigned)).text.replace(/"requestId":"[^"]*"/, '');
    }),
  );
  must(bodies[0] === bodies[1], `an unsigned notice tells which work there is: ${bodies.join(' / ')}`);
};

/** While a vendor changes its key both hold; afterwards only the new one does. */
const rotation = async (world: NoticeWorld, workId: string): Promise<void> => {
  const { signer } = world.vendor;
  const byOld = [signer.notice(workId), signer.notice(workId)] as const;
  signer.rotate(true);
  must((await world.tell(byOld[0])).status === 200, 'a notice by the former key was refused while both hold');
  must((await world.tell(signer.notice(workId))).status === 200, 'a notice by the new key was refused');
  signer.rotate(false);
  must((await world.tell(byOld[1])).status === 401, 'a notice by a key that was withdrawn was taken');
};

/** What docs/webhooks.md tells receivers of our own webhooks to run, under the same attacks. */
const ownReceipt = async (): Promise<number> => {
  const text = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
  const code = /```js\n(.*?)```/s.exec(text)?.[1] ?? '';
  const { isFromWorkprint } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    isFromWorkprint: (secret: string, headers: object, body: string, nowSeconds?: number) => boolean;
  };
  const [secret, formerSecret, body, now] = [makeSecret(), makeSecret(), '{"type":"job.done"}', 1_763_640_000];
  const headers = signedHeaders([secret, formerSecret], 'event-1', now, body);
  const given = headers['webhook-signature'] ?? '';
  const cases: readonly (readonly [string, boolean, boolean])[] = [
    ['genuine', isFromWorkprint(secret, headers, body, now), true],
    ['by the former secret', isFromWorkprint(formerSecret, headers, body, now), true],
    ['four minutes later', isFromWorkprint(secret, headers, body, now + 240), true],
    ['another secret', isFromWorkprint(makeSecret(), headers, body, now), false],
    ['no signature', isFromWorkprint(secret, { ...headers, 'webhook-signature': undefined }, body, now), false],
    ['shorter', isFromWorkprint(secret, { ...headers, 'webhook-signature': given.slice(0, 20) }, body, now), false],
    [
      'longer',
      isFromWorkprint(secret, { ...headers, 'webhook-signature': `${given.split(' ')[0]}A` }, body, now),
      false,
    ],
    ['six minutes later', isFromWorkprint(secret, headers, body, now + 360), false],
    ['six minutes before', isFromWorkprint(secret, headers, body, now - 360), false],
    ['no time', isFromWorkprint(secret, { ...headers, 'webhook-timestamp': 'never' }, body, now), false],
    ['written anew', isFromWorkprint(secret, headers, JSON.stringify(JSON.parse(body), undefined, 1), now), false],
  ];
  for (const [name, is, wanted] of cases)
    must(is === wanted, `the check in docs/webhooks.md ${is ? 'takes' : 'refuses'}: ${name}`);
  return cases.length;
};

const forged = (world: NoticeWorld): ProofCase => ({
  name: 'a vendor’s webhooks',
  run: async (): Promise<Facts> => {
    const workId = await world.work();
    const all = Object.entries(forgeries(world, workId));
    for (const [name, [notice, wanted]] of all) {
      const { status, text } = await world.tell(notice);
      must(status === wanted, `${name}: ${status} instead of ${wanted}: ${text}`);
    }
    await noOracle(world, workId);
    await rotation(world, workId);
    const elsewhere = await world.tell(world.vendor.signer.notice(workId), 'nobody-knows');
    must(elsewhere.status === 404, `an unknown provider: ${elsewhere.status}`);
    return { notices: all.length + 6 };
  },
});

/** The row. */
export const forgedNotices: ProofRow = {
  id: 'PD6',
  promise:
    'a webhook that is not signed, not now or not for the first time is refused with 401, 413, 404 or 409 exactly',
  counts: 'sides',
  facts: { notices: 'sum' },
  open: async () => {
    const world = await openNoticeWorld();
    return {
      cases: [forged(world), { name: 'our own webhooks', run: async () => ({ notices: await ownReceipt() }) }],
      close: () => world.close(),
    };
  },
};
