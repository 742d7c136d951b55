/** What is thrown, as tests compare it. */

import { WorkprintError } from '../../../src/domain/errors.ts';
import type { AskType } from '../../../src/domain/generation/ask.types.ts';
import { ProviderFailure } from '../../../src/domain/generation/provider-failure.ts';
import type { Weather } from '../../kit/vendors/vendor-server.ts';
import {
  type AnyMaker,
  finish,
  type Limits,
  type Opened,
  type ProviderUnderTest,
  type WorkUnderTest,
} from './provider-under-test.ts';
import { suiteOf } from './work/suites.ts';

export type Thrown = {
  readonly code: string;
  readonly taken?: string;
  readonly charged?: string;
  readonly retryAfterMs?: number | undefined;
  readonly isOver?: boolean;
  readonly message: string;
};

/** What a call throws; a call that goes well, or throws what is no error of ours, fails the test. */
export const thrownBy = async (call: () => Promise<unknown>): Promise<Thrown> => {
  let made: unknown;
  try {
    made = await call();
  } catch (error) {
    if (!(error instanceof WorkprintError)) throw error;
    const { code, message, charged } = error;
    if (!(error instanceof ProviderFailure)) return { code, message, charged };
    return { code, message, charged, taken: error.taken, retryAfterMs: error.retryAfterMs, isOver: error.isOver };
  }
  throw new Error(`It went well: ${JSON.stringify(made)?.slice(0, 300)}`);
};

/** The plain request of a kind of work. */
export const plainAsk = ({ type, can }: WorkUnderTest): unknown => suiteOf(type).cases(can)[0]?.ask;

/** What the plain request of this work throws in this weather. `limits`: of the network. */
export const thrownIn = async (
  under: ProviderUnderTest,
  opened: Opened,
  work: WorkUnderTest,
  weather: Weather,
  limits?: Limits,
): Promise<Thrown> => {
  opened.vendor.weather(weather, under.isSubmit);
  try {
    const provider = limits ? opened.limited(limits) : opened.provider;
    return await thrownBy(() => finish({ ...opened, provider }, work, plainAsk(work)));
  } finally {
    opened.vendor.weather('fine');
  }
};

/** The handle of work that is under way; undefined for work that is finished at once. */
export const handleOf = async ({ provider, call }: Opened, work: WorkUnderTest): Promise<unknown> => {
  const stage = await (provider.makers[work.type] as AnyMaker).start(plainAsk(work), call(work.model));
  return stage.state === 'under-way' ? (JSON.parse(JSON.stringify(stage.handle)) as unknown) : undefined;
};

/** One look at work, from its handle alone. */
export const look = (
  opened: Opened,
  type: AskType,
  model: string,
  handle: unknown,
  signal?: AbortSignal,
): Promise<unknown> => (opened.again().makers[type] as AnyMaker).look(handle, opened.call(model, signal));
