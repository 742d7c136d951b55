/** The library as people see it: found, looked at, renamed, tagged, deleted and restored. */
import { z } from 'zod';
import type { Query } from '../../../ports/database.ts';
import { defineRoute, notFound, pageFields, pageOf, RequestRefused, type Route, readCursor } from '../../api/api.ts';
import { cleanTags, displayName } from '../display-name.ts';
import type { LibraryParts } from '../library.types.ts';
import { type AssetRow, assetDetailSchema, assetKinds, assetSchema, assetSorts, assetStates } from './asset.types.ts';
import {
  binAsset,
  changeAsset,
  derivativesOf,
  listAssets,
  purgeAsset,
  readAssets,
  twinsOf,
  usesOf,
} from './assets.queries.ts';
import { expiryOf, showAssets, showDerivatives } from './show-asset.ts';

const tag = 'assets';
const params = z.object({ id: z.uuid() });
const member = (role: 'viewer' | 'editor', scope: 'read' | 'write') =>
  ({ who: 'member', role, scope, of: 'asset', at: 'params.id' }) as const;

const name = z.string().trim().min(1).max(300);
const tags = z.array(z.string().max(200)).max(50);
const cursor = z.tuple([z.string().max(400), z.uuid()]);
const shortMs = 60_000;
const longestMs = 60 * shortMs;

const one = async (query: Query, id: string): Promise<AssetRow> => {
  const [row] = await readAssets(query, [id]);
  if (!row) throw notFound('asset');
  return row;
};

/** Routes of assets that are there. */
export const assetRoutes = ({ links, clock }: Pick<LibraryParts, 'links' | 'clock'>): Route[] => {
  const shown = async (query: Query, row: AssetRow) => {
    const [asset] = await showAssets(query, links, [row]);
    if (!asset) throw notFound('asset');
    return asset;
  };
  return [
    defineRoute({
      ...{ method: 'get', path: '/assets', tag, summary: 'Lists the assets of a project' },
      description:
        'Each word of `search` begins a word of the name, or is a tag. Deleted assets are listed with `bin=true` until they are purged.',
      access: { who: 'member', role: 'viewer', scope: 'read', of: 'project', at: 'search.projectId' },
      search: z.object({
        projectId: z.uuid(),
        search: z.string().max(300).optional(),
        kind: z.enum(assetKinds).optional(),
        tag: z.string().max(200).optional(),
        state: z.enum(assetStates).optional(),
        bin: z.stringbool().default(false),
        sort: z.enum(assetSorts).default('newest'),
        ...pageFields,
      }),
      answer: z.object({ assets: z.array(assetSchema), next: z.string().nullable() }),
      handle: async ({ search }, query) => {
        const at = readCursor(cursor, search.cursor);
        const rows = await listAssets(query, {
          ...{ projectId: search.projectId, inBin: search.bin, sort: search.sort, limit: search.limit + 1 },
          ...(search.search?.trim() && { words: search.search }),
          ...(search.kind && { kind: search.kind }),
          ...(search.tag !== undefined && { tag: search.tag }),
          ...(search.state && { state: search.state }),
          ...(at && { after: { value: at[0], id: at[1] } }),
        });
        const page = pageOf(rows, search.limit, (row) => [row.at, row.id]);
        return { assets: [...(await showAssets(query, links, page.shown))], next: page.next };
      },
    }),

    defineRoute({
      ...{ method: 'get', path: '/assets/{id}', tag, summary: 'Shows an asset, what was made of it and who uses it' },
      ...{ params, access: member('viewer', 'read'), answer: assetDetailSchema },
      handle: async (call, query) => {
        const row = await one(query, call.params.id);
        const uses = await usesOf(query, row.id);
        const twins = await twinsOf(query, row.blob_hash, row.id);
        return {
          ...(await shown(query, row)),
          derivatives: await showDerivatives(query, links, row, clock.now()),
          usedBy: uses.map(({ kind, id, name: user, is_active }) => ({ kind, id, name: user, isActive: is_active })),
          duplicates: twins.map((twin) => ({ id: twin.id, name: twin.name, projectId: twin.project_id })),
        };
      },
    }),

    defineRoute({
      ...{ method: 'put', path: '/assets/{id}', tag, summary: 'Renames or tags an asset' },
      description: 'Takes the version that was read; when somebody else changed the asset since, it answers 409.',
      ...{ params, access: member('editor', 'write'), answer: assetSchema, refuses: ['stale-version'] },
      body: z
        .strictObject({ name: name.optional(), tags: tags.optional(), version: z.int().positive() })
        .refine((body) => body.name !== undefined || body.tags !== undefined, 'say a name or tags'),
      handle: async (call, query) => {
        const { body } = call;
        const changed = await changeAsset(query, call.params.id, body.version, {
          ...(body.name !== undefined && { name: displayName(body.name) }),
          ...(body.tags && { tags: cleanTags(body.tags) }),
        });
        if (changed) return shown(query, changed);
        const present = await one(query, call.params.id);
        throw new RequestRefused(
          'stale-version',
          `version: this asset is at version ${present.version} by now, not ${body.version}. Read it again, then change it.`,
        );
      },
    }),

    defineRoute({
      ...{ method: 'delete', path: '/assets/{id}', tag, summary: 'Deletes an asset' },
      description:
        'It lies in the bin for 30 days, counts against your storage and can be restored. `forever=true` removes it at once. An asset that a document or an open job uses is kept unless `force=true`.',
      ...{ params, access: { ...member('editor', 'write'), evenDeleted: true }, refuses: ['asset-in-use', 'gone'] },
      search: z.object({ force: z.stringbool().default(false), forever: z.stringbool().default(false) }),
      answer: z.object({ id: z.uuid(), deleted: z.literal(true), forever: z.boolean() }),
      handle: async ({ params: { id }, search: { force, forever } }, query) => {
        const row = await one(query, id);
        if (row.deleted_at && !forever) throw new RequestRefused('gone', 'This asset was deleted.');
        const users = force ? [] : (await usesOf(query, id)).filter((use) => use.is_active);
        if (users.length > 0)
          throw new RequestRefused(
            'asset-in-use',
            `${users.length === 1 ? 'One document or job uses' : `${users.length} documents or jobs use`} this asset. Take it out there, or delete it with force=true.`,
            {
              problems: users.map((use) => ({ path: `${use.kind}:${use.id}`, message: use.name || 'without a name' })),
            },
          );
        if (forever) await purgeAsset(query, id);
        else await binAsset(query, id, true);
        return { id, deleted: true as const, forever };
      },
    }),

    defineRoute({
      ...{ method: 'post', path: '/assets/{id}/restore', tag, summary: 'Takes an asset out of the bin' },
      ...{ params, access: { ...member('editor', 'write'), evenDeleted: true }, answer: assetSchema },
      handle: async (call, query) => shown(query, await binAsset(query, call.params.id, false)),
    }),

    defineRoute({
      ...{ method: 'get', path: '/assets/{id}/url', tag, summary: 'Gives a link to an asset’s bytes' },
      description:
        'Whoever has the link can fetch the file, with Range, until it expires: 15 minutes, an hour at most. `derivative` names a thumbnail, strip or waveform instead; `download=true` has browsers save the file.',
      ...{ params, access: member('viewer', 'read') },
      search: z.object({
        derivative: z
          .string()
          .regex(/^[a-z0-9-]{1,40}$/)
          .optional(),
        download: z.stringbool().default(false),
        lifetimeMs: z.coerce
          .number()
          .int()
          .min(shortMs)
          .max(longestMs)
          .default(15 * shortMs),
      }),
      answer: z.object({ url: z.string(), expiresAt: z.iso.datetime(), mediaType: z.string(), bytes: z.int() }),
      handle: async ({ params: { id }, search: { derivative, download, lifetimeMs } }, query) => {
        const row = await one(query, id);
        const isDownload = download ? { isDownload: true as const } : {};
        const expiresAt = expiryOf(clock.now(), lifetimeMs);
        if (derivative === undefined) {
          const file = {
            sha256: row.blob_hash,
            name: row.name,
            mediaType: row.media_type ?? 'application/octet-stream',
          };
          const url = links.linkTo({ subject: { of: 'asset', id }, ...file, ...isDownload }, lifetimeMs);
          return { url, expiresAt, mediaType: file.mediaType, bytes: row.bytes };
        }
        const found = (await derivativesOf(query, [id])).find((each) => each.kind === derivative);
        if (!found) throw notFound('derivative');
        const file = { sha256: found.blob_hash, name: `${row.name} ${found.kind}`, mediaType: found.media_type };
        const url = links.linkTo(
          { subject: { of: 'derivative', id, kind: derivative }, ...file, ...isDownload },
          lifetimeMs,
        );
        return { url, expiresAt, mediaType: file.mediaType, bytes: found.bytes };
      },
    }),
  ];
};
