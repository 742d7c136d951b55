/**
 * fal's queue: a request is submitted, asked for until it is completed, and its result fetched. The addresses in its answers are a stranger's:
 * none is followed. Of the one for the state only this is believed, how many parts of the model's own name stand before `/requests/`.
 * Sources: https://fal.ai/docs/documentation/model-apis/inference/queue, https://fal.ai/docs/api-reference/inference-api and npm
 * @fal-ai/client 1.10.1, read 2026-11-20.
 */
import { z } from 'zod';
import type { AskOf, AskType } from '../../domain/generation/ask.types.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import type { CallContext, Made, Maker, Stage } from '../../ports/provider.ts';
import {
  ask,
  askJson,
  failure,
  ownFailure,
  parseHeard,
  pathPart,
  readWith,
  speakerOf,
  unreadable,
  type VendorLine,
} from '../wire/wire.ts';

const requestId = z.string().regex(/^[\w-]{1,100}$/);
const submittedSchema = z.object({
  request_id: requestId,
  status_url: z.string().max(2000).nullish().catch(undefined),
});
const stateSchema = z.object({
  status: z.string().max(60),
  error: z.string().nullish().catch(undefined),
  error_type: z.string().max(200).nullish().catch(undefined),
});
const handleSchema = z.object({
  app: z.string().regex(/^[\w.-]+(?:\/[\w.-]+){1,7}$/),
  model: z.string().regex(/^[\w.-]+(?:\/[\w.-]+){1,7}$/),
  requestId,
  /** What the reading of the result needs to know of the request. */
  kept: z.unknown(),
});
export type QueueHandle = z.infer<typeof handleSchema>;

/** What a result is read from. */
export type QueueResult = {
  readonly raw: unknown;
  readonly headers: Headers;
  /** The endpoint that made it. */
  readonly model: string;
  readonly kept: unknown;
};

/** A request to a model: its endpoint, its input, and what the reading of its result needs. */
export type QueueRequest = {
  readonly model: string;
  readonly input: unknown;
  readonly kept: unknown;
  /** What it makes stays at fal: weights are asked for by their address ever after. */
  readonly staysThere?: true;
};

/** Everything else is copied as soon as it is done; fal need not keep somebody's film longer than a month. */
const expires = JSON.stringify({ expiration_duration_seconds: 2_592_000 });

/** Endpoints of workflows and of ComfyUI have a word before their owner. */
const namespaces = new Set(['workflows', 'comfy']);

/** The part of a model's name under which its requests are kept: its owner and its app. */
const appOf = (model: string, id: string, statusUrl: string | null | undefined): string => {
  const said = /^\/([\w./-]+)\/requests\/([\w-]+)\/status$/.exec(URL.parse(statusUrl ?? '')?.pathname ?? '');
  const app = said?.[1] ?? '';
  if (said?.[2] === id && app.includes('/') && (model === app || model.startsWith(`${app}/`))) return app;
  const parts = model.split('/');
  return parts.slice(0, namespaces.has(parts[0] as string) ? 3 : 2).join('/');
};

const pathOf = (line: VendorLine, name: string): string =>
  `/${name
    .split('/')
    .map((part) => pathPart(line, part))
    .join('/')}`;

const requestPath = (line: VendorLine, { app, requestId: id }: QueueHandle): string =>
  `${pathOf(line, app)}/requests/${pathPart(line, id)}`;

const submit = async (
  line: VendorLine,
  { model, input, kept, staysThere }: QueueRequest,
  call: CallContext,
): Promise<QueueHandle> => {
  if (!/^[\w.-]+(?:\/[\w.-]+){1,7}$/.test(model))
    throw ownFailure('provider-rejected', line, `It has no model “${model.slice(0, 80)}”.`, { taken: 'no' });
  const answer = await askJson(
    line,
    {
      path: pathOf(line, model),
      query: call.webhookUrl === undefined ? {} : { fal_webhook: call.webhookUrl },
      headers: staysThere ? {} : { 'x-fal-object-lifecycle-preference': expires },
      json: input,
      ...{ stake: 'submit', signal: call.signal },
    },
    submittedSchema,
  );
  return { app: appOf(model, answer.request_id, answer.status_url), model, requestId: answer.request_id, kept };
};

/** The result of work that is done; undefined: it is not done yet. */
const resultOf = async (
  line: VendorLine,
  handle: QueueHandle,
  signal: AbortSignal,
): Promise<QueueResult | undefined> => {
  const path = requestPath(line, handle);
  const state = await askJson(line, { path: `${path}/status`, stake: 'look', signal }, stateSchema);
  if (state.status === 'IN_QUEUE' || state.status === 'IN_PROGRESS') return undefined;
  if (state.status !== 'COMPLETED')
    throw unreadable(speakerOf(line), 'look', `It calls the state of the work “${state.status}”.`);
  // Errors of its machines are told with the state, and never charged.
  if (state.error_type)
    throw failure('provider-failed', speakerOf(line), state.error ?? state.error_type, {
      taken: 'yes',
      isOver: true,
      charged: 'no',
    });
  const heard = await ask(line, { path, stake: 'look', signal });
  return { raw: parseHeard(line, 'look', heard), headers: heard.headers, model: handle.model, kept: handle.kept };
};

const cancel = async (line: VendorLine, handle: QueueHandle, signal: AbortSignal): Promise<void> => {
  try {
    await ask(line, { method: 'PUT', path: `${requestPath(line, handle)}/cancel`, stake: 'look', signal });
  } catch (error) {
    // 400 and 404: it is already done, or gone.
    if (!(error instanceof ProviderFailure) || error.code !== 'provider-rejected') throw error;
  }
};

/** A maker over the queue. `prepare` writes the request; `read` makes the answer of a result and may throw for one that is a failure. */
export const queueMaker = <T extends AskType>(
  line: VendorLine,
  lookAfterMs: number,
  prepare: Preparation<T>,
  read: (result: QueueResult, signal: AbortSignal) => Promise<Made>,
): Maker<T> => ({
  start: async (wish, call) => {
    const handle = await submit(line, await prepare(wish, call), call);
    return { state: 'under-way', handle, workId: handle.requestId, lookAfterMs };
  },
  look: async (given, { signal }): Promise<Stage> => {
    const handle: QueueHandle = readWith(line, 'look', given, handleSchema);
    const result = await resultOf(line, handle, signal);
    if (!result) return { state: 'under-way', handle, workId: handle.requestId, lookAfterMs };
    return { state: 'finished', made: await read(result, signal) };
  },
  cancel: async (given, { signal }) => cancel(line, readWith(line, 'look', given, handleSchema), signal),
});

/** Writes the request to a model for what is asked. */
export type Preparation<T extends AskType> = (wish: AskOf<T>, call: CallContext) => Promise<QueueRequest>;
