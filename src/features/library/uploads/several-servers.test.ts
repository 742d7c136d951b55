/** Two servers, one database: an upload goes on wherever its next request arrives. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type LibraryStudio, startLibraryStudio } from '../../../../test/kit/library-studio.ts';
import { freshDatabase } from '../../../../test/kit/postgres.ts';
import { startS3Server } from '../../../../test/kit/s3-server.ts';
import { openS3Objects } from '../../../adapters/objects/objects.ts';
import { blobName } from '../../storage/storage.ts';

/** Sends a file in four parts, each to the other server, as one person; gives the asset's id. */
const alternate = async ([one, other]: readonly [LibraryStudio, LibraryStudio], bytes: Uint8Array): Promise<string> => {
  const { asOwner, projectId } = one.studio;
  const urls = [one.studio.url, other.studio.url];
  // The kit's tokens are a server's own: at the other one the same person has a key.
  const there = other.studio.withKey(['read', 'write'], asOwner);
  const headers = [asOwner.headers, there.headers];
  const tus = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream' };
  const created = await asOwner.fetch('/uploads', {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `projectId ${btoa(projectId)}`,
    },
  });
  const path = created.headers.get('location') ?? '';
  let assetId = '';
  for (let part = 0; part < 4; part++) {
    const [from, to] = [part, part + 1].map((at) => Math.floor((bytes.length * at) / 4)) as [number, number];
    const answer = await fetch(`${urls[part % 2]}${path}`, {
      method: 'PATCH',
      headers: { ...headers[part % 2], ...tus, 'upload-offset': String(from) },
      body: bytes.slice(from, to) as Uint8Array<ArrayBuffer>,
    });
    expect([part, answer.status]).toEqual([part, 204]);
    assetId = answer.headers.get('workprint-asset-id') ?? '';
  }
  return assetId;
};

test.each(['a shared disk', 'an S3-compatible store'])(
  'LIB-27 B5 PB1 two servers over %s take turns',
  async (where) => {
    const folder = mkdtempSync(join(tmpdir(), 'workprint-servers-'));
    const fresh = await freshDatabase();
    const store = where === 'a shared disk' ? undefined : await startS3Server();
    const open = (own: string) =>
      startLibraryStudio({
        ...{ fresh, folder: store ? join(folder, own) : folder },
        ...(store && { objects: openS3Objects(store.settings) }),
      });
    const servers = [await open('one'), await open('other')] as const;
    try {
      const bytes = randomBytes(1_000_003);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const id = await alternate(servers, bytes);
      const { body } = await servers[0].studio.asOwner.ask('get', `/assets/${id}`);
      expect(body.data).toMatchObject({ sha256, bytes: bytes.length });
      const { objects, intake } = servers[1].parts;
      const hash = createHash('sha256');
      for await (const part of (await objects.read(blobName(sha256))) ?? []) hash.update(part);
      expect(hash.digest('hex')).toBe(sha256);
      expect(await intake.uploads()).toEqual([]);
    } finally {
      for (const server of servers) await server.close();
      await store?.close();
      await fresh.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
