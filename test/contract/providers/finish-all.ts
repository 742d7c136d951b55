/** Everything the contract asks of a provider, once: for whoever wants to see what goes back and forth. */
import { finish, type Opened, type ProviderUnderTest } from './provider-under-test.ts';
import { suiteOf } from './work/suites.ts';

/** Makes every case of every kind of work, tries the key and lists the models. */
export const finishAll = async ({ works }: ProviderUnderTest, opened: Opened): Promise<void> => {
  for (const work of works) for (const { ask } of suiteOf(work.type).cases(work.can)) await finish(opened, work, ask);
  await opened.provider.testKey?.(AbortSignal.timeout(20_000));
  await opened.provider.discover?.(AbortSignal.timeout(20_000));
};
