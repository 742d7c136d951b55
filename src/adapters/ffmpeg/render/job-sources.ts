/** The main thread's side of the sources of one job: opens what the worker asks for, takes back what it has read, ends the rest. */
import { closeSync } from 'node:fs';
import type { DecoderShelf, OpenSource } from './decoder-shelf.ts';
import type { Control, FromWorker } from './messages.ts';

export type JobSources = {
  hear(message: FromWorker): void;
  /** Why a source could not be opened, if one could not. */
  readonly failure: unknown;
  /** Rejects with the reason when the decoder in this slot failed; the worker saw it end. */
  howItEnded(slot: number): Promise<void>;
  /** Ends all decoders and lets nobody wait for more: the worker's reads end. */
  stop(): void;
  /** Ends and closes what is left. Only when the worker reads no more. */
  settle(): void;
};

/** `fail` ends the job: a decoder failed whose frames the worker does without. */
export const createJobSources = (
  shelf: DecoderShelf,
  control: Control,
  fail: (reason: unknown) => void,
): JobSources => {
  const open = new Map<number, OpenSource>();
  let isStopped = false;
  let failure: unknown;

  const end = (source: OpenSource): void => {
    source.stop();
    closeSync(source.descriptor);
  };

  const opened = (slot: number, source: OpenSource): void => {
    if (isStopped) {
      end(source);
      control.refuse(slot);
      return;
    }
    open.set(slot, source);
    control.hand(slot, source);
  };

  const finished = (slot: number, nextFrame: number | undefined): void => {
    const source = open.get(slot);
    open.delete(slot);
    if (!source) return;
    if (nextFrame !== undefined && !isStopped) shelf.keep(source, nextFrame);
    else end(source);
  };

  const stop = (): void => {
    isStopped = true;
    for (const source of open.values()) source.stop();
  };

  return {
    hear: (message) => {
      if (message.kind === 'finished') finished(message.slot, message.nextFrame);
      if (message.kind === 'short') open.get(message.slot)?.ended.catch(fail);
      if (message.kind !== 'open') return;
      shelf.open(message.source).then(
        (source) => opened(message.slot, source),
        (error: unknown) => {
          failure ??= error;
          control.refuse(message.slot);
        },
      );
    },
    get failure() {
      return failure;
    },
    howItEnded: (slot) => open.get(slot)?.ended ?? Promise.resolve(),
    stop,
    settle: () => {
      isStopped = true;
      for (const source of open.values()) end(source);
      open.clear();
    },
  };
};
