/** The files of a zip in memory, read by its central directory as every unpacking program does. */
import { crc32, inflateRawSync } from 'node:zlib';

/** Throws when the archive is cut off or a file is not what its checksum says. */
export const unzip = (zip: Buffer): ReadonlyMap<string, Buffer> => {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('This is no whole zip.');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, sum, packedBytes] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 16),
      zip.readUInt32LE(at + 20),
    ];
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + packedBytes);
    const bytes = method === 8 ? inflateRawSync(packed) : packed;
    if (crc32(bytes) !== sum) throw new Error(`${name} is damaged.`);
    files.set(name, bytes);
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return files;
};
