/** Takes exact numbers of bytes from a stream, waiting for them; at its end, what there is. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export class PcmReader {
  readonly #stream: Readable;
  readonly #failed: Promise<never>;
  #ended = false;

  constructor(stream: Readable) {
    this.#stream = stream;
    // While nobody listens, Node throws away what a child that has ended still had in its pipe.
    stream.on('readable', () => undefined);
    stream.once('end', () => {
      this.#ended = true;
    });
    stream.once('close', () => {
      this.#ended = true;
    });
    this.#failed = once(stream, 'error').then(([error]) => {
      throw error;
    });
    this.#failed.catch(() => undefined);
  }

  /** `count` bytes, or fewer at the end of the stream. */
  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let missing = count;
    while (missing > 0) {
      const chunk = (this.#stream.read(Math.min(missing, this.#stream.readableLength || missing)) ??
        (this.#ended ? null : undefined)) as Buffer | null | undefined;
      if (chunk === null) break;
      if (chunk === undefined) {
        await Promise.race([this.#more(), this.#failed]);
        continue;
      }
      parts.push(chunk);
      missing -= chunk.length;
    }
    return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        for (const event of ['readable', 'end', 'close'] as const) this.#stream.off(event, go);
        resolve();
      };
      for (const event of ['readable', 'end', 'close'] as const) this.#stream.once(event, go);
    });
  }
}
