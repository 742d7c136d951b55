/** A studio with everything that an injected order could want: keys, secrets on the disk, somebody else’s project, an address that counts its visitors. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { usualGateRules } from '../../../src/build/desk/desk.ts';
import { allRecords } from '../../../src/domain/catalog/records/records.ts';
import { claimBlob, storeBytes } from '../../../src/features/storage/storage.ts';
import { anthropic } from '../../../src/providers/anthropic/anthropic.ts';
import { openai } from '../../../src/providers/openai/openai.ts';
import { filmDesk } from '../../kit/film-desk.ts';
import { type RenderRig, startRenderRig } from '../../kit/render-rig.ts';
import { type Asked as AskedOfMachines, unheard, unrendered } from '../../kit/unrendered-films.ts';
import { type DatabaseEye, openDatabaseEye } from './database-digest.ts';
import type { Bait } from './hostile-orders.ts';
import { type HostileVendors, startHostileVendors } from './hostile-vendors.ts';

export type InjectionWorld = {
  readonly rig: RenderRig;
  readonly vendors: HostileVendors;
  readonly eye: DatabaseEye;
  readonly bait: Bait;
  /** What must never be seen anywhere. */
  readonly secrets: readonly string[];
  /** Everything painters, renderers and mixers were asked. */
  readonly asked: AskedOfMachines;
  readonly visits: readonly string[];
  close(): Promise<void>;
};

const openCanary = async () => {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`);
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { visits, url, close: () => new Promise<void>((resolve) => void server.close(() => resolve())) };
};

/** Somebody else’s project, with a file of theirs. */
const plantVictim = async ({ database, newPerson, newProject, place }: RenderRig, secret: string) => {
  const victim = await newPerson('Victim');
  const projectId = await newProject(victim);
  const bytes = new TextEncoder().encode(secret);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await storeBytes({ database, objects: place.objects }, bytes, {
    sha256,
    sizeBytes: bytes.length,
    mediaType: 'image/png',
  });
  const assetId = await database.asStudio(async (query) => {
    await claimBlob(query, sha256);
    await query.updateTable('workprint.projects').set({ name: secret }).where('id', '=', projectId).execute();
    const { id } = await query
      .insertInto('workprint.assets')
      .values({
        ...{ project_id: projectId, owner_id: victim.personId, blob_hash: sha256, bytes: bytes.length, name: secret },
        ...{ kind: 'image', media_type: 'image/png', state: 'ready', facts: '{}' },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
  return { projectId, assetId, sha256 };
};

/** Nobody waits for a place in the line of a vendor. */
const usually = { atOnce: 64, perMinute: 60_000 };

/** `folder`: of this world’s own. */
export const openInjectionWorld = async (folder: string): Promise<InjectionWorld> => {
  const secretOf = (name: string): string => `${name}${randomBytes(12).toString('hex')}`;
  const [onDisk, ofVictim] = [secretOf('disk'), secretOf('victim')];
  mkdirSync(folder, { recursive: true });
  const secretPath = join(folder, 'secret.txt');
  writeFileSync(secretPath, onDisk);
  const canary = await openCanary();
  const vendors = await startHostileVendors();
  const asked: AskedOfMachines = [];
  const rig = await startRenderRig({
    concurrency: { jobs: 4, segments: 1, calls: 1 },
    // There is nothing to share out.
    limits: { spreadFromMs: 1e9 },
    // So that nothing but the studio’s own manners keeps it from going there.
    privateHosts: [new URL(canary.url).host],
    place: {
      machines: unrendered(asked),
      models: filmDesk({
        vendors: [
          { kind: { ...anthropic, usually }, url: `${vendors.words.origin}/v1`, secret: vendors.words.goodKey },
          { kind: { ...openai, usually }, url: `${vendors.works.origin}/v1`, secret: vendors.works.goodKey },
        ],
        records: allRecords,
        privateHosts: [new URL(canary.url).host],
        dress: unheard(asked),
        // Answers that cannot be read are asked for again at once, and no vendor is left alone.
        patience: { firstMs: 1, mostMs: 4 },
        gateRules: { ...usualGateRules, failuresToClose: 1_000_000 },
      }),
    },
  });
  const eye = await openDatabaseEye(rig.fresh.superuserUrl);
  const victim = await plantVictim(rig, ofVictim);
  return {
    ...{ rig, vendors, eye, asked, visits: canary.visits },
    bait: {
      ...{ canaryUrl: canary.url, secretPath },
      ...{ foreignAsset: victim.assetId, foreignProject: victim.projectId },
    },
    secrets: [onDisk, ofVictim, victim.sha256, vendors.words.goodKey, vendors.works.goodKey],
    close: async () => {
      await eye.close();
      await rig.close();
      await vendors.close();
      await canary.close();
    },
  };
};
