/**
 * One request's bytes on their way into an upload. They are flushed and written down every few megabytes, so that a killed server costs at
 * most that much, and a client that is cut off costs nothing.
 */
import { createHash, type Hash, timingSafeEqual } from 'node:crypto';
import type { Piece, PieceWriter } from '../../../ports/intake.ts';
import type { LibraryParts } from '../library.types.ts';
import { type Checksum, refuse } from './tus-headers.ts';
import { turnLost, type UploadTurn } from './upload-turn.ts';
import { advance, renewTurn } from './uploads.queries.ts';

type Parts = Pick<LibraryParts, 'database' | 'intake' | 'limits' | 'clock'>;

const checkpointBytes = 4 * 1024 * 1024;
/** Bytes that a killed server may cost: those of a checkpoint under way, and those that came meanwhile. */
export const mostLostBytes = 2 * checkpointBytes;

/** How far the upload reaches after the request. */
export type Reached = { readonly pieces: readonly Piece[]; readonly offset: number };

class PartReceiver {
  readonly #parts: Parts;
  readonly #personId: string;
  readonly #turn: UploadTurn;
  readonly #writer: PieceWriter;
  readonly #isKeptOnTheWay: boolean;
  #received = 0;
  #noted = 0;
  #notedAt: number;
  #noting: Promise<void> | undefined;

  constructor(parts: Parts, personId: string, turn: UploadTurn, writer: PieceWriter, isKeptOnTheWay: boolean) {
    this.#parts = parts;
    this.#personId = personId;
    this.#turn = turn;
    this.#writer = writer;
    this.#isKeptOnTheWay = isKeptOnTheWay;
    this.#notedAt = parts.clock.now();
  }

  get received(): number {
    return this.#received;
  }

  async take(bytes: Uint8Array): Promise<void> {
    await this.#writer.write(bytes);
    this.#received += bytes.byteLength;
    const isDue =
      this.#received - this.#noted >= checkpointBytes ||
      this.#parts.clock.now() - this.#notedAt >= this.#parts.limits.writerLeaseMs / 3;
    if (!isDue) return;
    // One at a time: the next is due when this one is through, and fails with it.
    await this.#noting;
    this.#noted = this.#received;
    this.#notedAt = this.#parts.clock.now();
    this.#noting = this.#isKeptOnTheWay ? this.#checkpoint() : this.#renew();
    this.#noting.catch(() => undefined); // awaited by whoever comes next
  }

  async #checkpoint(): Promise<void> {
    await this.note(await this.#writer.flush());
  }

  async #renew(): Promise<void> {
    const { database, limits } = this.#parts;
    const { row, writer } = this.#turn;
    const isOurs = await database.asPerson(this.#personId, (query) =>
      renewTurn(query, row.id, writer, limits.writerLeaseMs),
    );
    if (!isOurs) throw turnLost();
  }

  /** Everything that came is flushed; gives where it lies, not yet written down. */
  async flush(): Promise<readonly Piece[]> {
    await this.#noting?.catch(() => undefined); // what it said is said again, and more
    return this.#writer.flush();
  }

  /** Writes down that the upload consists of these pieces. Throws `upload-locked` when the turn was lost. */
  async note(pieces: readonly Piece[]): Promise<void> {
    const { database, limits, clock } = this.#parts;
    const { row, writer } = this.#turn;
    const expiresAt = new Date(clock.now() + limits.uploadLifetimeMs);
    const isOurs = await database.asPerson(this.#personId, (query) =>
      advance(query, row.id, writer, { pieces, leaseMs: limits.writerLeaseMs, expiresAt }),
    );
    if (!isOurs) throw turnLost();
  }
}

/**
 * Takes a body in at the end of the upload. Throws `body-too-large` (none of it is kept), `checksum-mismatch` (none of it is kept),
 * `upload-locked` (the turn was lost), `disk-full` and what `body` throws (what came before is kept).
 */
export const receivePart = async (
  parts: Parts,
  personId: string,
  turn: UploadTurn,
  body: AsyncIterable<Uint8Array>,
  checksum: Checksum | undefined,
): Promise<Reached> => {
  const { row } = turn;
  const room = row.length_bytes - row.offset_bytes;
  const hash = checksum && createHash(checksum.algorithm);
  const writer = await parts.intake.continueUpload(row.id, row.pieces, turn.isFree);
  const receiver = new PartReceiver(parts, personId, turn, writer, !checksum);
  /** What came in this request never was. */
  const takeBack = async (refusal: Error): Promise<never> => {
    await receiver.flush();
    await receiver.note(row.pieces);
    throw refusal;
  };
  try {
    const isTooLong = await takeAll(receiver, body, room, hash).catch(async (error: unknown) => {
      // Cut off, or the disk is full: what came is worth keeping unless it had to be checked as a whole.
      if (!checksum) await receiver.note(await receiver.flush()).catch(() => undefined); // the first error says more
      throw error;
    });
    if (isTooLong)
      return await takeBack(
        refuse('body-too-large', `The body is longer than the ${room} bytes that were left to send.`),
      );
    const pieces = await receiver.flush();
    if (hash && checksum && !timingSafeEqual(hash.digest(), checksum.digest))
      return await takeBack(
        refuse('checksum-mismatch', 'Upload-Checksum: the bytes that came have another one; none were kept.'),
      );
    await receiver.note(pieces);
    return { pieces, offset: row.offset_bytes + receiver.received };
  } finally {
    await writer.close();
  }
};

/** Reads the body to its end; true: to where it became longer than `room`. */
const takeAll = async (
  receiver: PartReceiver,
  body: AsyncIterable<Uint8Array>,
  room: number,
  hash: Hash | undefined,
): Promise<boolean> => {
  for await (const bytes of body) {
    if (receiver.received + bytes.byteLength > room) return true;
    hash?.update(bytes);
    await receiver.take(bytes);
  }
  return false;
};
