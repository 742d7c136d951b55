/** The door of the storage: bytes under their hashes, links to them, and what keeps the store clean and whole. */
export { createAnswerStore } from './answer-store.ts';
export { type AuditOptions, type AuditReport, auditObjects, type Damage } from './audit-objects.ts';
export { type Chore, type StorageChoreDeps, storageChores } from './chores.ts';
export { plainFileName } from './content-disposition.ts';
export { createMediaLinks, type LinkedFile, type LinkSubject, type MediaLinks } from './media-link.ts';
export { type StorageDeps, storageRoutes } from './storage.routes.ts';
export { blobName, claimBlob, type Storage, storeBytes, storeFile } from './store-blob.ts';
export { type SweepDeps, type SweepKind, type SweepOptions, type Swept, sweepObjects } from './sweep.ts';
