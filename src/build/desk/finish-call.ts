/** The end of a call that was answered: its files become ours, its cost is booked, what was kept free for it is released. */
import { WorkprintError } from '../../domain/errors.ts';
import type { Answer } from '../../domain/generation/answer.types.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import type { Made, MadeFile } from '../../ports/provider.ts';
import { type CallSite, type OpenVendor, reportKey } from './call-site.ts';
import type { KeptFile } from './desk.types.ts';
import { cleanUsage, costOf, type Ended, fail, settle, tookMs } from './end-call.ts';
import { lacksOf } from './lacks.ts';
import { backOffMs } from './patience.ts';

/** A file that was made and paid for, and cannot be had: `isPassing` when asking for its address again may help. */
export class FileTrouble extends Error {
  readonly error: WorkprintError;
  readonly isPassing: boolean;

  constructor(error: WorkprintError) {
    super(error.message, { cause: error });
    this.name = 'FileTrouble';
    this.error = error;
    this.isPassing = error.retry === 'later';
  }
}

const mostFetches = 3;

/** Wrong with the file or with where it lies; all else is wrong with us. */
const isTheirs = (error: unknown): error is WorkprintError =>
  error instanceof WorkprintError && /^(?:url|media|provider)-/.test(error.code);

const keepFile = async (site: CallSite, vendor: OpenVendor, file: MadeFile, signal: AbortSignal): Promise<KeptFile> => {
  const { deps, patience, call } = site;
  const by = {
    ...{ provider: site.kind.name, baseUrl: vendor.key.baseUrl, fileHeaders: vendor.provider.fileHeaders },
    ...{ type: call.ask.type, payer: call.payer, signal },
  };
  for (let tries = 1; ; tries++) {
    try {
      return await deps.keep(file, by);
    } catch (error) {
      signal.throwIfAborted();
      const mayPass = error instanceof WorkprintError && error.retry === 'later';
      if (!mayPass || tries >= mostFetches) throw isTheirs(error) ? new FileTrouble(error) : error;
      await deps.wait(backOffMs(tries, patience, deps.chance), signal);
    }
  }
};

/** A vendor may send more than was asked for; nobody wants hundreds of files. */
const mostFiles = 64;

/** What is wrong with an answer as a whole, as the end of a sentence; undefined: it is one. */
const flawOf = (ask: Ask, made: Made): string | undefined => {
  if (made.files.length > mostFiles) return `answered with ${made.files.length} files.`;
  switch (ask.type) {
    case 'text':
      if (ask.answer) return made.object === undefined ? 'answered in another form than was asked for.' : undefined;
      return (made.text ?? '').trim() === '' ? 'answered without a word.' : undefined;
    case 'transcript':
      return made.text === undefined ? 'answered without a transcript.' : undefined;
    case 'lora':
      return made.loraUrl === undefined && made.files.length === 0 ? 'answered without weights.' : undefined;
    default:
      return made.files.length === 0 ? 'answered without a file.' : undefined;
  }
};

const answerOf = (site: CallSite, { files: _, usage: __, ...made }: Made, kept: readonly KeptFile[]): Answer => {
  const lacks = lacksOf(site.call.ask, kept);
  return {
    type: site.call.ask.type,
    files: kept.map(({ blob }) => blob),
    ...made,
    ...(lacks !== undefined && { lacks }),
  };
};

const unusable = ({ kind }: CallSite, words: string, cause?: unknown): ProviderFailure =>
  new ProviderFailure('provider-unreadable', `${kind.title} ${words}`, {
    taken: 'yes',
    charged: 'yes',
    ...(cause !== undefined && { cause }),
  });

/**
 * Keeps what was made and settles the call. Throws `FileTrouble` while asking again may still help (`mayAskAgain`), and what is wrong with the
 * studio: work that can be looked at again stays under way then, anything else is settled as billed.
 */
export const finishCall = async (
  site: CallSite,
  vendor: OpenVendor,
  made: Made,
  {
    mayAskAgain,
    isUnderWay,
    signal,
  }: { readonly mayAskAgain: boolean; readonly isUnderWay: boolean; readonly signal: AbortSignal },
): Promise<Ended> => {
  const usage = cleanUsage(made.usage);
  const costMicros = costOf(site, usage);
  const flaw = flawOf(site.call.ask, made);
  if (flaw !== undefined) return fail(site, unusable(site, flaw), costMicros);
  const kept: KeptFile[] = [];
  try {
    for (const file of made.files) kept.push(await keepFile(site, vendor, file, signal));
  } catch (error) {
    if (error instanceof FileTrouble) {
      if (mayAskAgain && error.isPassing) throw error;
      return fail(
        site,
        unusable(site, `made it, but the file cannot be had: ${error.error.message}`, error.error),
        costMicros,
      );
    }
    if (isUnderWay || site.signal.aborted) throw error;
    // It was answered and can never be asked for again: the cost is known, the answer is lost to us.
    const ours =
      error instanceof WorkprintError
        ? error
        : new WorkprintError('internal', 'An answer could not be kept.', { cause: error });
    await fail(site, ours, costMicros);
    throw error;
  }
  const answer = answerOf(site, made, kept);
  const outcome = { state: 'done', answer, usage, costMicros, tookMs: tookMs(site) } as const;
  const ended = await settle(site, outcome, new WorkprintError('internal', 'It ended otherwise.'));
  // Known to work is worth knowing, and not worth waiting for.
  void reportKey(site, 'works');
  return ended;
};
