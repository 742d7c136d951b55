/** What a project looks like from outside. */
import { z } from 'zod';
import type { ProjectRow } from './projects.queries.ts';

/** Micro-dollars: a million is a dollar. */
export const budgetMicros = z.number().int().min(0).max(1_000_000_000_000).nullable();
export const projectName = z.string().trim().min(1).max(200);
export const role = z.enum(['viewer', 'editor', 'owner']);

export const project = z.object({
  ...{ id: z.uuid(), name: z.string(), budgetMicros: z.int().nullable(), version: z.int() },
  ...{ ownerId: z.uuid(), role, state: z.enum(['active', 'archived', 'deleted']) },
  counts: z.object({ assets: z.int(), jobs: z.int() }),
  ...{ createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(), lastActivityAt: z.iso.datetime() },
  ...{ archivedAt: z.iso.datetime().nullable(), deletedAt: z.iso.datetime().nullable() },
});

export const projectOf = (row: ProjectRow): z.input<typeof project> => ({
  ...{ id: row.id, name: row.name, budgetMicros: row.budget_micros, version: row.version },
  ...{ ownerId: row.owner_id, role: row.role },
  state: row.deleted_at ? 'deleted' : row.archived_at ? 'archived' : 'active',
  counts: { assets: Number(row.assets ?? 0), jobs: Number(row.jobs ?? 0) },
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  lastActivityAt: row.active_at.toISOString(),
  archivedAt: row.archived_at?.toISOString() ?? null,
  deletedAt: row.deleted_at?.toISOString() ?? null,
});
