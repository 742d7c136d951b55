/** Ctrl-C on the command line. */
import { cancelledByPerson } from '../build/build.ts';

/** Ctrl-C once stops cleanly; the work itself notices within two seconds, and a second Ctrl-C does not wait for it. */
export const cancelOnSignal = (): { readonly signal: AbortSignal; done(): void } => {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(cancelledByPerson());
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  const done = (): void => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(name, stop);
  };
  return { signal: controller.signal, done };
};
