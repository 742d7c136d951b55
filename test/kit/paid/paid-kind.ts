/** The paid vendor as the studio sees it: a `ProviderKind` like any other, small enough to be read in one go. */

import { type AskType, askTypes, referencesOf } from '../../../src/domain/generation/ask.types.ts';
import { ProviderFailure, type ProviderFailureCode } from '../../../src/domain/generation/provider-failure.ts';
import type {
  CallContext,
  Made,
  MadeFile,
  Maker,
  Provider,
  ProviderAccess,
  ProviderKind,
  Stage,
} from '../../../src/ports/provider.ts';
import { readPaidNotice } from './paid-notices.ts';

export type PaidKindOptions = {
  readonly name: string;
  readonly url: string;
  readonly submitsOnce: boolean;
  readonly isFindable: boolean;
  readonly usually: ProviderKind['usually'];
};

type Stake = 'submit' | 'look';
type SaidFile = {
  readonly url?: string;
  readonly base64?: string;
  readonly mediaType?: string;
  readonly isPrivate?: true;
};
type Said = {
  readonly state: 'working' | 'finished' | 'failed' | 'refused' | 'cancelled';
  readonly id: string;
  readonly lookAfterMs?: number;
  readonly made?: Omit<Made, 'files'> & { readonly files: readonly SaidFile[] };
};

const failureCodes: Readonly<Record<string, ProviderFailureCode>> = {
  wrong_key: 'provider-key-wrong',
  expired_key: 'provider-key-expired',
  no_credit: 'provider-no-credit',
  forbidden: 'provider-forbidden',
  content_policy: 'provider-refused',
  busy: 'provider-busy',
  internal: 'provider-failed',
};

const retryAfterOf = (headers: Headers): number | undefined => {
  const [ms, seconds] = [headers.get('retry-after-ms'), headers.get('retry-after')];
  return ms !== null ? Number(ms) : seconds !== null ? Number(seconds) * 1_000 : undefined;
};

const takenAfter = (stake: Stake): 'unknown' | 'yes' => (stake === 'submit' ? 'unknown' : 'yes');

/** What the network made of a request: refused connections never left, everything else may have arrived. */
const failureOfNetwork = (error: unknown, stake: Stake, signal: AbortSignal): unknown => {
  if (signal.aborted) return signal.reason;
  const causes = [error, (error as { cause?: unknown }).cause] as readonly { code?: string }[];
  const isUnsent = causes.some((each) => each?.code === 'ECONNREFUSED');
  const message = isUnsent
    ? 'The paid vendor cannot be reached.'
    : 'The paid vendor got the request and did not answer.';
  const taken = stake === 'look' ? 'yes' : isUnsent ? 'no' : 'unknown';
  return new ProviderFailure(isUnsent ? 'provider-failed' : 'provider-silent', message, { taken, cause: error });
};

const unreadable = (stake: Stake, cause: unknown): ProviderFailure =>
  new ProviderFailure('provider-unreadable', 'The paid vendor answered with something that cannot be read.', {
    taken: takenAfter(stake),
    cause,
  });

const exchange = async (
  access: ProviderAccess,
  stake: Stake,
  path: string,
  call: CallContext,
  body?: unknown,
): Promise<unknown> => {
  const headers = {
    authorization: `Bearer ${access.key ?? ''}`,
    'x-submit-key': call.submitKey,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const init = {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    signal: call.signal,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  let response: Response;
  let text: string;
  try {
    response = await access.fetch(`${access.baseUrl}${path}`, init);
    text = await response.text();
  } catch (error) {
    throw failureOfNetwork(error, stake, call.signal);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw unreadable(stake, error);
  }
  if (response.ok) return json;
  const { code, message } = (json as { error: { code: string; message: string } }).error;
  const retryAfterMs = retryAfterOf(response.headers);
  const shown = access.key === undefined ? message : message.replaceAll(access.key, '•••');
  throw new ProviderFailure(failureCodes[code] ?? 'provider-rejected', `The paid vendor says: “${shown}”`, {
    taken: stake === 'submit' ? 'no' : 'yes',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
};

const fileOf = ({ url, base64, mediaType, isPrivate }: SaidFile): MadeFile =>
  base64 === undefined
    ? { kind: 'url', url: url ?? '', ...(mediaType !== undefined && { mediaType }), ...(isPrivate && { isPrivate }) }
    : { kind: 'bytes', bytes: Buffer.from(base64, 'base64'), mediaType: mediaType ?? 'application/octet-stream' };

const stageOf = (said: Said): Stage => {
  if (said.state === 'working')
    return {
      state: 'under-way',
      handle: { workId: said.id },
      workId: said.id,
      ...(said.lookAfterMs !== undefined && { lookAfterMs: said.lookAfterMs }),
    };
  if (said.state === 'finished' && said.made)
    return { state: 'finished', made: { ...said.made, files: said.made.files.map(fileOf) } };
  const code = said.state === 'refused' ? 'provider-refused' : 'provider-failed';
  throw new ProviderFailure(code, `The paid vendor says that the work was ${said.state}.`, {
    taken: 'yes',
    isOver: true,
  });
};

const idOf = (handle: unknown): string => encodeURIComponent((handle as { workId: string }).workId);

const makerOf = <T extends AskType>(access: ProviderAccess, { isFindable }: PaidKindOptions): Maker<T> => ({
  start: async (ask, call) => {
    for (const { media } of referencesOf(ask)) await call.read(media);
    const body = { model: call.model, ask, ...(call.webhookUrl !== undefined && { webhookUrl: call.webhookUrl }) };
    return stageOf((await exchange(access, 'submit', '/v1/work', call, body)) as Said);
  },
  look: async (handle, call) => stageOf((await exchange(access, 'look', `/v1/work/${idOf(handle)}`, call)) as Said),
  cancel: async (handle, call) => void (await exchange(access, 'look', `/v1/work/${idOf(handle)}/cancel`, call, {})),
  ...(isFindable && {
    find: async (_ask: unknown, call: CallContext) => {
      const found = (await exchange(
        access,
        'look',
        `/v1/work?submitKey=${encodeURIComponent(call.submitKey)}`,
        call,
      )) as { id: string | null };
      return found.id === null
        ? undefined
        : { state: 'under-way' as const, handle: { workId: found.id }, workId: found.id };
    },
  }),
});

const providerAt = (access: ProviderAccess, options: PaidKindOptions): Provider => ({
  makers: Object.fromEntries(askTypes.map((type) => [type, makerOf(access, options)])),
  fileHeaders: { authorization: `Bearer ${access.key ?? ''}` },
  testKey: async (signal) => {
    try {
      const call = { model: '', submitKey: '', signal, read: () => Promise.reject(new Error('nothing to read')) };
      await exchange(access, 'look', '/v1/me', call);
      return { state: 'works' };
    } catch (error) {
      const states: Partial<Record<string, 'wrong' | 'expired' | 'no-credit' | 'forbidden'>> = {
        'provider-key-wrong': 'wrong',
        'provider-key-expired': 'expired',
        'provider-no-credit': 'no-credit',
        'provider-forbidden': 'forbidden',
      };
      const state = error instanceof ProviderFailure ? states[error.code] : undefined;
      if (state === undefined) throw error;
      return { state, says: (error as Error).message };
    }
  },
});

/** What main would register for it. */
export const paidKind = (options: PaidKindOptions): ProviderKind => ({
  name: options.name,
  title: 'Paid Vendor',
  aliases: {},
  baseUrl: options.url,
  needsKey: 'yes',
  keyVariables: [`${options.name.toUpperCase().replaceAll('-', '_')}_API_KEY`],
  builtFrom: [{ url: 'test/kit/paid-vendor.ts', checkedAt: '2026-11-20' }],
  verifiedLive: false,
  submitsOnce: options.submitsOnce,
  usually: options.usually,
  fileHosts: [],
  open: (access) => providerAt(access, options),
  readNotice: readPaidNotice(`${options.url}/v1/notice-keys`),
});
