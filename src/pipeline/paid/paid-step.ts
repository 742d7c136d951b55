/**
 * A step whose answer is bought: asked of the desk under a name that stays the same however often the film is built again, so that it is paid for
 * once. The answer keeps who gave it, on which path, and for how much.
 */
import { keyOf, type Step } from '../../build/build.ts';
import type { Answer } from '../../domain/generation/answer.types.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { Payer } from '../../ports/key-ring.ts';
import type { ModelDesk, Order, Served } from '../../ports/model-desk.ts';
import type { ModelChoice } from '../film-models/film-models.types.ts';

export type PaidTools = {
  readonly desk: ModelDesk;
  readonly payer: Payer;
};

/** What a paid step is asked: the matter, who may answer it, and in which project the answer stays. */
export type PaidInput<Matter> = {
  readonly matter: Matter;
  readonly choice: ModelChoice;
  /** Answers that were paid for serve this project only. */
  readonly project: string;
};

export type PaidStepOptions<Matter> = {
  readonly name: string;
  readonly version: number;
  label(matter: Matter): string;
  /** The request for a model; undefined: for any. Equal matters give equal requests. */
  askFor(matter: Matter, model: string | undefined): Ask;
  /** What an answer will be like: for plans. */
  sketch(matter: Matter): Pick<Answer, 'type' | 'files'> & Partial<Answer>;
};

/** Stands for a file in plans; the hash of nothing that exists. */
export const sketchedFile = (mediaType: string): BlobRef => ({ sha256: '0'.repeat(64), sizeBytes: 0, mediaType });

/** Whether this stands for a file that is still to be made. */
export const isSketched = (blob: BlobRef): boolean => blob.sizeBytes === 0 && /^0+$/.test(blob.sha256);

/** Waiting for another machine takes no core; the desk itself keeps the vendors' bounds. */
const paidNeeds = { cores: 0, memoryMb: 20, requests: 1 } as const;

/** The step, for `produce` with a `PaidInput`. */
export const paidStep = <Matter>(
  { desk, payer }: PaidTools,
  options: PaidStepOptions<Matter>,
): Step<PaidInput<Matter>, Served> => {
  const orderOf = (input: PaidInput<Matter>): Order => ({
    orderKey: `${payer.projectId}/${keyOf(step, input)}`,
    ask: options.askFor(input.matter, undefined),
    askFor: (model) => options.askFor(input.matter, model),
    policy: input.choice.policy,
    options: input.choice.options,
    payer,
    asksLostAgain: true,
  });
  const step: Step<PaidInput<Matter>, Served> = {
    name: options.name,
    version: options.version,
    model: 'desk',
    needs: paidNeeds,
    label: ({ matter }) => options.label(matter),
    price: async (input) => {
      // What a film costs can be known before anybody has a key.
      const [first] = (await desk.quote({ ...orderOf(input), withoutKeys: true })).stations;
      if (!first || first.isCached) return undefined;
      const { mostMicros: costMicros, model, lacksKey } = first;
      return { costMicros, model, ...(lacksKey !== undefined && { lacksKey }) };
    },
    sketch: ({ matter }) => ({
      answer: options.sketch(matter),
      ...{ model: 'planned', costMicros: 0, isCached: false, route: [] },
    }),
    run: async (input, { signal, progress, spent }) => {
      const served = await desk.serve(orderOf(input), signal, (share) => progress(Math.round(share * 100), 100));
      spent(served.costMicros);
      return served;
    },
  };
  return step;
};
