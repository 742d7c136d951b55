/** Archives that any `tar` reads: written and read as streams, whatever their size (POSIX ustar; sizes above 8 GiB as GNU writes them). */
import type { FileHandle } from 'node:fs/promises';
import { WorkprintError } from '../../domain/errors.ts';

const block = 512;
const nameForm = /^[\w./-]{1,99}$/;

export type TarEntry = { readonly name: string; readonly bytes: number; readonly at: number };

const broken = (what: string): WorkprintError =>
  new WorkprintError('media-corrupt', `This is not a whole backup: ${what}. Take another copy of the file.`);

const sumOf = (header: Buffer): number => {
  let sum = 0;
  // The field of the sum itself counts as spaces.
  for (let at = 0; at < block; at++) sum += at >= 148 && at < 156 ? 32 : (header[at] ?? 0);
  return sum;
};

/** The header of a plain file. Names are ours: short and ASCII. */
export const tarHeader = (name: string, bytes: number, modifiedSeconds: number): Buffer => {
  if (!nameForm.test(name)) throw new Error(`“${name}” is no name for an archive.`);
  const header = Buffer.alloc(block);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  if (bytes < 8 ** 11) header.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(bytes), 128);
  }
  header.write(`${modifiedSeconds.toString(8).padStart(11, '0')}\0`, 136);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
};

const padding = (bytes: number): Buffer => Buffer.alloc((block - (bytes % block)) % block);

/** Writes entries one after the other into an open file. */
export const createTarWriter = (file: FileHandle, modifiedSeconds: number) => {
  let written = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    for (let at = 0; at < bytes.byteLength; ) at += (await file.write(bytes, at)).bytesWritten;
    written += bytes.byteLength;
  };
  return {
    bytesWritten: (): number => written,
    /** `parts` must give exactly so many bytes; the archive is no good otherwise, and this throws. */
    add: async (
      name: string,
      bytes: number,
      parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    ): Promise<void> => {
      await write(tarHeader(name, bytes, modifiedSeconds));
      let given = 0;
      for await (const part of parts) {
        given += part.byteLength;
        await write(part);
      }
      if (given !== bytes) throw broken(`${name} has ${given} bytes where ${bytes} were expected`);
      await write(padding(bytes));
    },
    /** Ends the archive and puts it onto the disk. */
    finish: async (): Promise<void> => {
      await write(Buffer.alloc(2 * block));
      await file.sync();
    },
  };
};

const readAt = async (file: FileHandle, at: number, bytes: number): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafe(bytes);
  for (let filled = 0; filled < bytes; ) {
    const { bytesRead } = await file.read(buffer, filled, bytes - filled, at + filled);
    if (bytesRead === 0) throw broken('it ends in the middle');
    filled += bytesRead;
  }
  return buffer;
};

const octal = (header: Buffer, from: number, to: number): number => {
  const text = header.toString('latin1', from, to);
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
};

const sizeIn = (header: Buffer): number =>
  header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : octal(header, 124, 135);

/** What a heading says; undefined when it is not to the byte as `tarHeader` writes it. */
const parseHeader = (header: Buffer): { readonly name: string; readonly bytes: number } | undefined => {
  const name = header.toString('latin1', 0, 100).replace(/\0.*$/s, '');
  const [bytes, modified] = [sizeIn(header), octal(header, 136, 147)];
  if (!nameForm.test(name) || !Number.isSafeInteger(bytes) || !Number.isSafeInteger(modified)) return undefined;
  return tarHeader(name, bytes, modified).equals(header) ? { name, bytes } : undefined;
};

/** The entries of an archive of ours, in their order. Throws `media-corrupt` when it is none or ends early. */
export const readTar = async function* (file: FileHandle): AsyncGenerator<TarEntry> {
  for (let at = 0; ; ) {
    const header = await readAt(file, at, block);
    if (header.every((byte) => byte === 0)) return;
    const found = parseHeader(header);
    if (!found) throw broken(at === 0 ? 'it does not begin as one' : 'a heading in it is damaged');
    yield { ...found, at: at + block };
    at += block + Math.ceil(found.bytes / block) * block;
  }
};

const chunkBytes = 1024 * 1024;

/** The bytes of an entry, a mebibyte at a time. */
export const readEntry = async function* (file: FileHandle, { at, bytes }: TarEntry): AsyncGenerator<Buffer> {
  for (let read = 0; read < bytes; ) {
    const part = await readAt(file, at + read, Math.min(chunkBytes, bytes - read));
    read += part.length;
    yield part;
  }
};
