/**
 * Load: many connections that stay open, each asking again as soon as it was answered, or all together at a fixed rate. With a rate, time counts
 * from when a request was due, so that a server that stalls cannot hide it.
 */
import { connect, type Socket } from 'node:net';
import { type Answered, readAnswers } from './http-answers.ts';
import { createLatencies, type Latencies } from './latencies.ts';

export type LoadPlan = {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly durationMs: number;
  /** The bytes of the request with this number. */
  readonly request: (at: number) => Buffer;
  /** All connections together; without it, as fast as answers come. */
  readonly ratePerSecond?: number;
  /** Sees every answer. */
  readonly onAnswer?: (answer: Answered, tookMs: number) => void;
};

export type LoadResult = {
  readonly answers: number;
  readonly perSecond: number;
  readonly latencies: Latencies;
  readonly statuses: ReadonlyMap<number, number>;
  /** Connections that ended while an answer was due. */
  readonly cut: number;
};

/** A request as bytes. */
export const requestBytes = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Buffer => {
  const lines = Object.entries({
    host: 'bench',
    ...headers,
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    }),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`);
};

/** Runs it to its end; answers that are still due then are awaited for six seconds and counted. */
export const runLoad = async (plan: LoadPlan): Promise<LoadResult> => {
  const latencies = createLatencies();
  const statuses = new Map<number, number>();
  const began = performance.now();
  const endsAt = began + plan.durationMs;
  let sent = 0;
  let cut = 0;
  let answers = 0;
  let lastAt = began;

  /** When the next request is due; undefined: there is none any more. */
  const nextDue = (): number | undefined => {
    const now = performance.now();
    const due = plan.ratePerSecond === undefined ? now : began + (sent * 1000) / plan.ratePerSecond;
    return due >= endsAt ? undefined : due;
  };

  /** One connection, until nothing is due any more or the server says that this was its last answer. */
  const drive = (): Promise<void> =>
    new Promise((resolve) => {
      let due: number | undefined;
      let isWaiting = false;
      const socket: Socket = connect({ host: plan.host, port: plan.port, noDelay: true });
      const end = (): void => {
        socket.destroy();
        clearTimeout(late);
        resolve();
      };
      const ask = (): void => {
        due = nextDue();
        if (due === undefined) return end();
        const bytes = plan.request(sent++);
        const send = (): void => {
          isWaiting = true;
          socket.write(bytes);
        };
        const early = due - performance.now();
        if (early > 1) setTimeout(send, early);
        else send();
      };
      const note = (answer: Answered): void => {
        const now = performance.now();
        const tookMs = now - (due ?? now);
        isWaiting = false;
        answers++;
        lastAt = now;
        latencies.add(tookMs);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        plan.onAnswer?.(answer, tookMs);
        if (/\r\nconnection: *close/i.test(answer.head)) end();
        else ask();
      };
      const gone = (): void => {
        if (isWaiting) cut++;
        isWaiting = false;
        end();
      };
      const late = setTimeout(() => socket.destroy(), endsAt + 6_000 - performance.now());
      socket.on('data', readAnswers(note));
      socket.on('error', gone);
      socket.on('close', gone);
      socket.on('connect', ask);
    });

  await Promise.all(Array.from({ length: plan.connections }, drive));
  const seconds = Math.max(0.001, (lastAt - began) / 1000);
  return { answers, perSecond: answers / seconds, latencies, statuses, cut };
};
