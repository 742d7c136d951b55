/**
 * The studio's end of the model process: starts it when first needed, gives it one line at a time, ends it at once when
 * a line is cancelled, and starts it again after a crash.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { WorkprintError } from '../../../domain/errors.ts';
import type { FromSpeaker, SpeakJob, SpokenJob } from './speaker-messages.ts';

export type SpeakerOptions = {
  /** Path of the prepared model; asked for at every start. */
  readonly modelPath: () => Promise<string>;
  readonly threads: number;
};

export interface Speaker {
  /** Starts the process now, for a line that is about to come; what goes wrong is told by that line. */
  prepare(): void;
  speak(job: SpeakJob, signal: AbortSignal): Promise<SpokenJob>;
  /** Ends the process; the next `speak` starts another. */
  close(): Promise<void>;
}

const cancelled = () => new WorkprintError('cancelled', 'Speaking was cancelled.');

/** The last words on stderr, kept for the message of a crash. */
const keptErrorBytes = 2_000;

class SpeakerProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #complaints = '';
  #waiting: { resolve: (message: FromSpeaker) => void; reject: (error: Error) => void } | undefined;

  constructor(modelPath: string, threads: number) {
    this.#child = fork(join(import.meta.dirname, 'speaker-process.ts'), [modelPath, String(threads)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // One allocation arena: glibc would otherwise keep freed weights in several. No inspector, no inherited options.
      env: {
        PATH: process.env['PATH'] ?? '',
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
        MALLOC_ARENA_MAX: '1',
        OMP_NUM_THREADS: String(threads),
      },
      execArgv: [],
    });
    this.#child.stderr?.on('data', (data: Buffer) => {
      this.#complaints = (this.#complaints + data.toString('utf8')).slice(-keptErrorBytes);
    });
    this.#child.on('message', (message) => this.#settle((waiting) => waiting.resolve(message as FromSpeaker)));
    this.#ended = new Promise((resolve) => {
      const over = (why: string) => {
        this.#settle((waiting) => waiting.reject(new Error(why)));
        resolve();
      };
      this.#child.once('exit', (code, signal) =>
        over(`it ended with ${signal ?? `code ${code}`} ${this.#complaints.trim()}`),
      );
      this.#child.once('error', (error) => over(error.message));
    });
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.connected;
  }

  next(): Promise<FromSpeaker> {
    return new Promise((resolve, reject) => {
      if (this.isAlive) this.#waiting = { resolve, reject };
      else reject(new Error(`it has ended ${this.#complaints.trim()}`));
    });
  }

  ask(job: SpeakJob): Promise<FromSpeaker> {
    const answer = this.next();
    this.#child.send({ job }, (error) => {
      if (error) this.#settle((waiting) => waiting.reject(error));
    });
    return answer;
  }

  /** SIGKILL: inside a native run the process would not hear anything gentler. It holds nothing that could be spoiled. */
  async end(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #settle(how: (waiting: { resolve: (message: FromSpeaker) => void; reject: (error: Error) => void }) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) how(waiting);
  }
}

export const createSpeaker = ({ modelPath, threads }: SpeakerOptions): Speaker => {
  let current: SpeakerProcess | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const running = async (): Promise<SpeakerProcess> => {
    if (current?.isAlive) return current;
    await current?.end();
    const fresh = new SpeakerProcess(await modelPath(), threads);
    current = fresh;
    const first = await fresh.next();
    if (first.kind !== 'ready')
      throw new Error(first.kind === 'failed' ? first.message : 'it spoke before it was ready');
    return fresh;
  };

  const endCurrent = async (): Promise<void> => {
    const ending = current;
    current = undefined;
    await ending?.end();
  };

  /** One try; a process that failed is not used again. */
  const attempt = async (job: SpeakJob, signal: AbortSignal): Promise<SpokenJob> => {
    try {
      const process = await running();
      signal.throwIfAborted();
      const answer = await process.ask(job);
      if (answer.kind === 'spoken') return answer.spoken;
      throw new Error(answer.kind === 'failed' ? answer.message : 'it answered out of turn');
    } catch (error) {
      await endCurrent();
      throw error;
    }
  };

  const speakNow = async (job: SpeakJob, signal: AbortSignal): Promise<SpokenJob> => {
    if (signal.aborted) throw cancelled();
    const onAbort = () => void endCurrent();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      try {
        return await attempt(job, signal);
      } catch (error) {
        if (signal.aborted || error instanceof WorkprintError) throw error;
        return await attempt(job, signal); // Once more in a fresh process: a crash may have been the machine's, not the line's.
      }
    } catch (error) {
      if (signal.aborted) throw cancelled();
      if (error instanceof WorkprintError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new WorkprintError('voice-failed', `The voice model failed twice on one line: ${reason}`, { cause: error });
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  return {
    prepare: () => {
      queue = queue.then(running).catch(endCurrent);
    },
    speak: (job, signal) => {
      const turn = queue.then(() => speakNow(job, signal));
      queue = turn.catch(() => undefined);
      // A line that is cancelled while it waits must not wait for its turn to say so.
      return new Promise<SpokenJob>((resolve, reject) => {
        const leave = () => reject(cancelled());
        if (signal.aborted) return leave();
        signal.addEventListener('abort', leave, { once: true });
        turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
      });
    },
    close: async () => {
      await endCurrent();
      await queue;
      await endCurrent();
    },
  };
};
