/**
 * What goes wrong at a vendor, in our words. Two questions are answered for each failure: what it is, and whether the vendor took the request,
 * since only what it surely did not take may be sent again.
 */
import { WorkprintError } from '../../domain/errors.ts';
import {
  ProviderFailure,
  type ProviderFailureCode,
  type ProviderFailureFacts,
} from '../../domain/generation/provider-failure.ts';
import { redact } from './redact.ts';
import { readRetryAfter } from './retry-after.ts';

/** What hangs on a request. `submit`: it may be billed; `look`: it is about work that was taken before; `free`: nothing. */
export type Stake = 'submit' | 'look' | 'free';

/** Who is spoken to, as far as failures need it. */
export type Speaker = { readonly title: string; readonly key: string | undefined };

/** What a vendor's own words say beyond the status: whatever is left out is decided by the status. */
export type Trouble = {
  /** For people, in the vendor's words. */
  readonly says?: string | undefined;
  readonly code?: ProviderFailureCode | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly taken?: ProviderFailureFacts['taken'] | undefined;
  readonly charged?: ProviderFailureFacts['charged'] | undefined;
  /** Of a look: the work has ended with this, and looking again changes nothing. */
  readonly isOver?: true | undefined;
};

const sentences: Readonly<Record<ProviderFailureCode, (title: string) => string>> = {
  'provider-key-wrong': (title) => `${title} does not accept this key.`,
  'provider-key-expired': (title) => `${title} says that this key is no longer valid.`,
  'provider-no-credit': (title) => `The account at ${title} has no credit left.`,
  'provider-forbidden': (title) => `${title} does not let this key do that.`,
  'provider-rejected': (title) => `${title} rejects the request.`,
  'provider-refused': (title) => `${title} refuses the request for its content.`,
  'provider-busy': (title) => `${title} is busy and takes no more requests for now.`,
  'provider-failed': (title) => `${title} failed.`,
  'provider-unreadable': (title) => `${title} answered with something that cannot be read.`,
  'provider-silent': (title) => `${title} got the request and did not answer.`,
};

/** A failure with a sentence for its code and, behind it, what the vendor says: free of keys, 500 characters at most. */
export const failure = (
  code: ProviderFailureCode,
  { title, key }: Speaker,
  says: string | undefined,
  facts: ProviderFailureFacts,
): ProviderFailure => {
  const sentence = sentences[code](title);
  const words = says === undefined ? '' : redact(says, key, 500 - sentence.length - ' It says: “”'.length);
  return new ProviderFailure(code, words === '' ? sentence : `${sentence} It says: “${words}”`, facts);
};

/** A failure whose reason is ours: our own words stand behind the sentence. */
export const ownFailure = (
  code: ProviderFailureCode,
  { title }: Pick<Speaker, 'title'>,
  words: string,
  facts: ProviderFailureFacts,
): ProviderFailure => new ProviderFailure(code, `${sentences[code](title)} ${words}`.slice(0, 500), facts);

const busy = new Set([408, 409, 425, 429, 503, 529]);
/** A server in front of the vendor lost sight of the request: it may have been done. (524 is Cloudflare's 504, 520 its “I do not know”.) */
const lostInFront = new Set([502, 504, 520, 524]);

const codeOfStatus = (status: number): ProviderFailureCode => {
  if (status === 401) return 'provider-key-wrong';
  if (status === 402) return 'provider-no-credit';
  if (status === 403) return 'provider-forbidden';
  if (busy.has(status)) return 'provider-busy';
  return status < 500 ? 'provider-rejected' : 'provider-failed';
};

/** Whether a request that was answered with this status was taken, going by what it was. */
export const takenAt = (stake: Stake, status: number): ProviderFailureFacts['taken'] => {
  if (stake === 'look') return 'yes';
  return stake === 'submit' && lostInFront.has(status) ? 'unknown' : 'no';
};

/** The failure that an answer with an error's status is. */
export const failureOfAnswer = (
  speaker: Speaker,
  stake: Stake,
  status: number,
  headers: Headers,
  trouble: Trouble,
): ProviderFailure => {
  const code = trouble.code ?? codeOfStatus(status);
  const retryAfterMs = trouble.retryAfterMs ?? readRetryAfter(headers, Date.now());
  return failure(code, speaker, trouble.says ?? (code === 'provider-failed' ? `status ${status}` : undefined), {
    taken: trouble.taken ?? takenAt(stake, status),
    // Gone is gone; what it does not know, it may not know yet.
    ...(stake === 'look' && (trouble.isOver || status === 410) && { isOver: true as const }),
    ...(trouble.charged && { charged: trouble.charged }),
    ...(retryAfterMs !== undefined && (code === 'provider-busy' || code === 'provider-failed') && { retryAfterMs }),
  });
};

/** What cannot be read was an answer all the same: of a request that costs money nobody knows what it says. */
export const unreadable = (
  speaker: Pick<Speaker, 'title'>,
  stake: Stake,
  words: string,
  cause?: unknown,
): ProviderFailure =>
  ownFailure('provider-unreadable', speaker, words, {
    taken: stake === 'submit' ? 'unknown' : stake === 'look' ? 'yes' : 'no',
    ...(cause !== undefined && { cause }),
  });

/**
 * What a failure of the network means. Before the first byte went out nothing was taken; afterwards a submit is in doubt. `cancelled`,
 * `url-refused` and what is no error of the network stay what they are.
 */
export const failureOfNetwork = (speaker: Speaker, stake: Stake, error: unknown, wasAnswered: boolean): unknown => {
  if (!(error instanceof WorkprintError) || error instanceof ProviderFailure) return error;
  if (!['url-unreachable', 'url-too-slow', 'url-too-large'].includes(error.code)) return error;
  // What came was no HTTP: an answer all the same.
  const isGarbled = /\bHPE_/.test(error.message);
  if (wasAnswered || isGarbled || error.code === 'url-too-large')
    return unreadable(speaker, stake, error.message, error);
  const wasSent = error.charged !== 'no';
  const taken = stake === 'look' ? 'yes' : stake === 'submit' && wasSent ? 'unknown' : 'no';
  return ownFailure(wasSent ? 'provider-silent' : 'provider-failed', speaker, error.message, { taken, cause: error });
};
