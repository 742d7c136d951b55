/** Assets as rows, and as the API tells them. */
import { z } from 'zod';

export const assetKinds = ['video', 'image', 'audio', 'captions', 'font', 'lookup'] as const;
export type AssetKind = (typeof assetKinds)[number];
export const assetStates = ['processing', 'ready', 'refused'] as const;
export type AssetState = (typeof assetStates)[number];
export const assetSorts = ['newest', 'oldest', 'name', 'largest'] as const;
export type AssetSort = (typeof assetSorts)[number];

export type AssetRow = {
  readonly id: string;
  readonly project_id: string;
  readonly owner_id: string;
  readonly blob_hash: string;
  readonly bytes: number;
  readonly name: string;
  readonly kind: string | null;
  readonly media_type: string | null;
  readonly state: string;
  readonly facts: unknown;
  readonly error: unknown;
  readonly tags: string[];
  readonly source_url: string | null;
  readonly version: number;
  readonly deleted_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
};

export type DerivativeRow = {
  readonly asset_id: string;
  readonly kind: string;
  readonly blob_hash: string;
  readonly bytes: number;
  readonly media_type: string;
  readonly facts: unknown;
};

export type UseRow = { readonly kind: string; readonly id: string; readonly name: string; readonly is_active: boolean };

export type AssetFilter = {
  readonly projectId: string;
  readonly words?: string;
  readonly kind?: AssetKind;
  readonly tag?: string;
  readonly state?: AssetState;
  readonly inBin: boolean;
  readonly sort: AssetSort;
  readonly after?: { readonly value: string; readonly id: string };
  readonly limit: number;
};

/** An asset in a list. */
export const assetSchema = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  ownerId: z.uuid(),
  name: z.string().describe('what people call it; text to show, never a path'),
  kind: z.enum(assetKinds).nullable().describe('null until its content was looked at'),
  mediaType: z.string().nullable(),
  state: z.enum(assetStates).describe('processing: it is being looked at; refused: see error'),
  bytes: z.int(),
  sha256: z.string().describe('SHA-256 of the content, lower-case hexadecimal'),
  facts: z.record(z.string(), z.unknown()).nullable().describe('size, length, streams: what the probe found'),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  tags: z.array(z.string()),
  sourceUrl: z.string().nullable(),
  posterUrl: z.string().nullable().describe('a small picture of it, signed for a while'),
  version: z.int(),
  deletedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Asset = z.output<typeof assetSchema>;

export const derivativeSchema = z.object({
  kind: z.string().describe('poster, thumbnail-320, strip, waveform, specimen'),
  mediaType: z.string(),
  bytes: z.int(),
  facts: z.record(z.string(), z.unknown()).nullable(),
  url: z.string(),
  expiresAt: z.iso.datetime(),
});

/** An asset asked for by its id. */
export const assetDetailSchema = assetSchema.extend({
  derivatives: z.array(derivativeSchema),
  usedBy: z.array(z.object({ kind: z.string(), id: z.uuid(), name: z.string(), isActive: z.boolean() })),
  duplicates: z
    .array(z.object({ id: z.uuid(), name: z.string(), projectId: z.uuid() }))
    .describe('other assets of yours with the same content'),
});
