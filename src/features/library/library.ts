/** The door of the library: files come in, are looked at, found again and given out. */
import type { Route } from '../api/api.ts';
import { addAssetRoutes } from './assets/add-asset.routes.ts';
import { assetRoutes } from './assets/asset.routes.ts';
import type { LibraryParts } from './library.types.ts';
import { uploadRoutes } from './uploads/upload.routes.ts';

export type { AssetKind } from './assets/asset.types.ts';
export { noteUses, replaceUses } from './assets/assets.queries.ts';
export { type FoundAsset, findAssets, keepResult } from './assets/for-others.ts';
export { displayName, fileName } from './display-name.ts';
export { fetchJob } from './import/fetch-asset.ts';
export type { HeardSound, HearSound, ImportMachine, ImportParts, ReadFont } from './import/import.types.ts';
export { importJob } from './import/import-asset.ts';
export { type LibraryLimits, type LibraryParts, usualLibraryLimits } from './library.types.ts';
export { storageUsage, type Usage } from './quota.ts';
export { createRoomWatch, type RoomSource, type RoomWatch } from './room-watch.ts';
export { libraryChores } from './uploads/upload-chores.ts';

/** All routes of the library, the resumable uploads included. */
export const libraryRoutes = (parts: LibraryParts): Route[] => [
  ...addAssetRoutes(parts),
  ...assetRoutes(parts),
  ...uploadRoutes(parts),
];
