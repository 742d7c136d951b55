/** The worker's side of a crew: answers each message, one at a time, and turns failures into what people can act on. */
import { parentPort } from 'node:worker_threads';
import { type ErrorCode, WorkprintError } from '../../domain/errors.ts';

export type JobAnswer<Out> =
  | { readonly ok: true; readonly value: Out }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string };

const failure = (error: unknown): JobAnswer<never> => {
  if (error instanceof WorkprintError) return { ok: false, code: error.code, message: error.message };
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    const message = 'The disk is full: there is no room for the sound. Free some space and run the same command again.';
    return { ok: false, code: 'disk-full', message };
  }
  return { ok: false, code: 'internal', message: error instanceof Error ? error.message : String(error) };
};

export const serveJobs = <In, Out>(answer: (input: In) => Promise<Out> | Out): void => {
  const port = parentPort;
  if (port === null) throw new Error('serveJobs runs in a worker thread');
  port.on('message', (input: In) => {
    Promise.resolve()
      .then(() => answer(input))
      .then(
        (value) => port.postMessage({ ok: true, value } satisfies JobAnswer<Out>),
        (error: unknown) => port.postMessage(failure(error)),
      );
  });
};
