/**
 * PostgreSQL's COPY as streams with back-pressure, over the messages of `pg`: its queries gather all rows in memory, COPY must not. A statement is
 * anything with `submit` and a handler for each message, the interface that pg-cursor and pg-query-stream stand on.
 */
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Client } from 'pg';

/** What `pg` has and its types leave out. */
type CopyConnection = {
  readonly stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
};

/** Waiting bytes at which the server is asked to pause. */
const mostWaiting = 4 * 1024 * 1024;

/** The rows of `COPY … TO STDOUT`, as the server sends them: one piece a row, each with its line end. */
export const copyOut = async function* (client: Client, statement: string): AsyncGenerator<Buffer> {
  const waiting: Buffer[] = [];
  let waitingBytes = 0;
  let isOver = false;
  let failure: Error | undefined;
  let wake = (): void => undefined;
  let stream: Duplex | undefined;
  const query = {
    submit: (connection: unknown): void => {
      const open = connection as CopyConnection;
      stream = open.stream;
      open.query(statement);
    },
    handleCopyData: ({ chunk }: { readonly chunk: Buffer }): void => {
      // The protocol's buffer is used again for the next message.
      waiting.push(Buffer.from(chunk));
      waitingBytes += chunk.length;
      if (waitingBytes > mostWaiting) stream?.pause();
      wake();
    },
    handleCommandComplete: (): void => undefined,
    handleReadyForQuery: (): void => {
      isOver = true;
      wake();
    },
    handleError: (error: Error): void => {
      failure = error;
      isOver = true;
      wake();
    },
  };
  client.query(query);
  try {
    for (;;) {
      const rows = waiting.splice(0);
      waitingBytes = 0;
      yield* rows;
      if (waiting.length > 0) continue;
      if (failure) throw failure;
      if (isOver) return;
      const more = new Promise<void>((resolve) => (wake = resolve));
      stream?.resume();
      await more;
    }
  } finally {
    // Whoever stops reading gives the connection up; it must not stay paused while it is closed.
    stream?.resume();
  }
};

/** Feeds `COPY … FROM STDIN` with bytes of the same form. Rejects, and leaves nothing, when the server or the source fails. */
export const copyIn = (client: Client, statement: string, source: AsyncIterable<Uint8Array>): Promise<void> =>
  new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const pump = async (connection: CopyConnection): Promise<void> => {
      try {
        for await (const chunk of source) {
          if (failure) return;
          connection.sendCopyFromChunk(chunk);
          if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
        }
        if (!failure) connection.endCopyFrom();
      } catch (error) {
        failure ??= error instanceof Error ? error : new Error(String(error));
        connection.sendCopyFail('the source failed');
      }
    };
    const query = {
      submit: (connection: unknown): void => (connection as CopyConnection).query(statement),
      handleCopyInResponse: (connection: unknown): void => void pump(connection as CopyConnection),
      handleCommandComplete: (): void => undefined,
      handleReadyForQuery: (): void => (failure ? reject(failure) : resolve()),
      handleError: (error: Error): void => {
        // What the source said comes first: the server only heard that it failed.
        failure ??= error;
        reject(failure);
      },
    };
    client.query(query);
  });
