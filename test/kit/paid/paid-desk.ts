/** What the paid vendor does behind its door: takes work, does it, bills it, hands it out. */
import { createHash, randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Usage } from '../../../src/domain/generation/answer.types.ts';
import type { Ask, AskType } from '../../../src/domain/generation/ask.types.ts';
import type { Micros } from '../../../src/domain/money.ts';
import type { KeyState } from '../../../src/ports/key-ring.ts';
import { type PaidFile, type PaidWork, paidWork } from './paid-media.ts';
import type { NoticeSigner } from './paid-notices.ts';
import { billFor, usageFor, workOf } from './paid-records.ts';
import { sendHugeFile } from './paid-trouble.ts';

export type BillLine = {
  readonly submitKey: string;
  readonly model: string;
  readonly micros: Micros;
  readonly workId: string;
};

export type PaidAnswer = {
  readonly status: number;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly mediaType?: string;
  readonly stream?: (response: ServerResponse) => void;
};

type What = 'submit' | 'look' | 'file' | 'cancel' | 'find' | 'free';
type Caller = { readonly secret: string | undefined; readonly submitKey: string };
export type Asked = { readonly what: What; readonly subject: string; answer(caller: Caller): PaidAnswer };

export type PaidDesk = {
  readonly bill: readonly BillLine[];
  readonly keys: Map<string, KeyState>;
  read(method: string, path: string, body: unknown): Asked;
  close(): void;
};

export type PaidDeskOptions = {
  readonly url: string;
  readonly signer: NoticeSigner;
  readonly honoursKeys?: boolean;
  readonly isFindable?: boolean;
  readonly asyncTypes?: readonly AskType[];
  readonly workMs?: number;
  readonly reportsCost?: boolean;
  readonly failuresCharged?: boolean;
  readonly echoesKeys?: boolean;
  readonly sendsNotices?: boolean;
};

type Submit = { readonly model: string; readonly ask: Ask; readonly webhookUrl?: string };
type Work = {
  readonly id: string;
  readonly submitKey: string;
  readonly doneAtMs: number;
  readonly isAsync: boolean;
  readonly usage: Usage;
  readonly made: PaidWork;
  readonly marks: string;
  state: 'taken' | 'cancelled';
};

const refusals: Readonly<Record<Exclude<KeyState, 'works'>, readonly [number, string]>> = {
  wrong: [401, 'wrong_key'],
  expired: [401, 'expired_key'],
  'no-credit': [402, 'no_credit'],
  forbidden: [403, 'forbidden'],
};

const error = (status: number, code: string, message: string): PaidAnswer => ({
  status,
  json: { error: { code, message } },
});
const refused = error(422, 'content_policy', 'The prompt breaks the rules of this vendor.');

/** What of the request a mark may stand in. */
const wordsOf = (ask: Ask): string => ('prompt' in ask ? ask.prompt : 'text' in ask ? ask.text : '');

/** Less than was asked: half the seconds, one picture fewer. */
const shorter = (ask: Ask): Ask => {
  if (ask.type === 'image') return { ...ask, count: Math.max(1, ask.count - 1) };
  return ask.type === 'video' ? { ...ask, durationSeconds: ask.durationSeconds / 2 } : ask;
};

export const createPaidDesk = (options: PaidDeskOptions): PaidDesk => {
  const { url, signer, honoursKeys = true, isFindable = false, workMs = 20, sendsNotices = true } = options;
  const asyncTypes = options.asyncTypes ?? ['video', 'lipsync', 'lora'];
  const bill: BillLine[] = [];
  const works = new Map<string, Work>();
  const bySubmitKey = new Map<string, Work>();
  const files = new Map<string, PaidFile>();
  const keys = new Map<string, KeyState>([['paid-key-works', 'works']]);
  const timers = new Set<NodeJS.Timeout>();

  const stopped = ({ secret }: Caller): PaidAnswer | undefined => {
    const state = secret === undefined ? 'wrong' : (keys.get(secret) ?? 'wrong');
    if (state === 'works') return undefined;
    const [status, code] = refusals[state];
    return error(status, code, `Key ${options.echoesKeys ? secret : 'of this account'}: ${state}.`);
  };

  const fileOf = (work: Work, at: number): unknown => {
    const odd = /\[(html|huge|inside|gone)-file\]/.exec(work.marks)?.[1];
    if (odd) return { url: `${url}/odd-files/${odd}` };
    const file = work.made.files[at] as PaidFile;
    if (!work.isAsync) return { base64: Buffer.from(file.bytes).toString('base64'), mediaType: file.mediaType };
    files.set(`${work.id}-${at}`, file);
    return { url: `${url}/v1/files/${work.id}-${at}`, mediaType: file.mediaType, isPrivate: true };
  };

  const answerOf = (work: Work): unknown => {
    const { files: made, ...rest } = work.made;
    const micros = bill.find(({ workId }) => workId === work.id)?.micros;
    const usage = { ...work.usage, ...(options.reportsCost && micros !== undefined && { billedMicros: micros }) };
    return { ...rest, files: made.map((_, at) => fileOf(work, at)), usage };
  };

  const stageOf = (work: Work): PaidAnswer => {
    if (work.state === 'cancelled') return { status: 200, json: { state: 'cancelled', id: work.id } };
    const isDone = Date.now() >= work.doneAtMs && !work.marks.includes('[never]');
    if (work.isAsync && !isDone)
      return {
        status: 202,
        json: { state: 'working', id: work.id, lookAfterMs: Math.max(1, work.doneAtMs - Date.now()) },
      };
    if (work.marks.includes('[refuse-late]')) return { status: 200, json: { state: 'refused', id: work.id } };
    if (work.marks.includes('[fail-late]')) return { status: 200, json: { state: 'failed', id: work.id } };
    return { status: 200, json: { state: 'finished', id: work.id, made: answerOf(work) } };
  };

  const ring = (work: Work, webhookUrl: string): void => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        const { headers, body } = signer.notice(work.id);
        fetch(webhookUrl, { method: 'POST', headers, body: Buffer.from(body) }).catch(() => undefined); // nobody there: nobody hears it
      },
      Math.max(0, work.doneAtMs - Date.now()),
    );
    timers.add(timer);
  };

  const take = ({ model, ask, webhookUrl }: Submit, { submitKey }: Caller): Work => {
    const marks = wordsOf(ask);
    const done = marks.includes('[shorter]') ? shorter(ask) : ask;
    const isAsync = asyncTypes.includes(ask.type);
    const id = `work-${randomUUID()}`;
    // What differs from wish to wish is the request itself, so that the same one asked afresh differs too.
    const made = paidWork(done, createHash('sha256').update(`${id}${marks}`).digest('hex'));
    const usage = usageFor(done, made.text === undefined ? 0 : Math.ceil(made.text.length / 4));
    const work: Work = {
      id,
      submitKey,
      isAsync,
      made,
      usage,
      marks,
      state: 'taken',
      doneAtMs: Date.now() + (marks.includes('[long]') ? 60_000 : workMs),
    };
    works.set(id, work);
    bySubmitKey.set(submitKey, work);
    if (options.failuresCharged || !/\[(?:refuse|fail)-late\]/.test(marks))
      bill.push({ submitKey, model, micros: billFor(model, usage), workId: id });
    if (isAsync && webhookUrl !== undefined && sendsNotices) ring(work, webhookUrl);
    return work;
  };

  const submit = (body: Submit, caller: Caller): PaidAnswer => {
    const known = honoursKeys ? bySubmitKey.get(caller.submitKey) : undefined;
    if (known) return stageOf(known);
    if (workOf(body.model) !== body.ask.type)
      return error(404, 'no_such_model', `There is no model ${body.model} for ${body.ask.type}.`);
    return wordsOf(body.ask).includes('[refuse]') ? refused : stageOf(take(body, caller));
  };

  const oddFile = (kind: string): PaidAnswer => {
    if (kind === 'huge') return { status: 200, stream: sendHugeFile };
    if (kind === 'html')
      return { status: 200, bytes: Buffer.from('<!doctype html><p>Sign in'), mediaType: 'text/html' };
    if (kind === 'gone') return error(404, 'gone', 'There is no such file.');
    return {
      status: 302,
      stream: (response) => response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    };
  };

  const file = (name: string): PaidAnswer => {
    const found = files.get(name);
    return found
      ? { status: 200, bytes: found.bytes, mediaType: found.mediaType }
      : error(404, 'gone', 'There is no such file.');
  };

  /** All doors but those of odd files and published keys need a key that works. */
  const guarded = (what: What, subject: string, answer: (caller: Caller) => PaidAnswer): Asked => ({
    what,
    subject,
    answer: (caller) => stopped(caller) ?? answer(caller),
  });

  const read: PaidDesk['read'] = (method, path, body) => {
    const { pathname, searchParams } = new URL(path, url);
    const [, version, door = '', name = '', deed] = pathname.split('/');
    if (version === 'odd-files') return { what: 'file', subject: door, answer: () => oddFile(door) };
    if (door === 'notice-keys')
      return { what: 'free', subject: '', answer: () => ({ status: 200, json: signer.published() }) };
    if (door === 'files') return guarded('file', name, () => file(name));
    if (door === 'work' && method === 'POST' && deed === 'cancel')
      return guarded('cancel', name, () => {
        const work = works.get(name);
        if (work && Date.now() < work.doneAtMs && !work.marks.includes('[never]')) work.state = 'cancelled';
        return work ? stageOf(work) : error(404, 'no_such_work', 'Unknown.');
      });
    if (door === 'work' && method === 'POST') return guarded('submit', '', (caller) => submit(body as Submit, caller));
    if (door === 'work' && name !== '')
      return guarded('look', name, () => {
        const work = works.get(name);
        return work ? stageOf(work) : error(404, 'no_such_work', 'There is no such work.');
      });
    if (door === 'work' && isFindable) {
      const key = searchParams.get('submitKey') ?? '';
      return guarded('find', key, () => ({ status: 200, json: { id: bySubmitKey.get(key)?.id ?? null } }));
    }
    if (door === 'me') return guarded('free', '', () => ({ status: 200, json: { ok: true } }));
    return guarded('free', '', () => error(404, 'no_such_door', 'There is nothing here.'));
  };

  return {
    bill,
    keys,
    read,
    close: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
