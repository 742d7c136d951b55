/** The door of generations: what people have models make, on paid services or their own, durable and never paid for twice. */
import type { Route } from '../api/api.ts';
import { estimateCostRoute, generateRoute } from './generate.routes.ts';
import { generationsRoutes } from './generation.routes.ts';
import type { GenerationParts, NoticeParts } from './generation.types.ts';
import { noticeRoutes } from './notices.routes.ts';

export { createCallBell, type StudioBell } from './call-bell.ts';
export type { GenerationParts, KnownModels, NoticeParts } from './generation.types.ts';
export { generationJobs } from './generation-job.ts';
export { goOnAfterResolving } from './go-on.ts';
export { createKeeper, type KeeperParts } from './keep-made.ts';

/** Where a vendor's webhooks come in, below the public address of the studio. */
export const noticePath = (provider: string): string => `/api/v1/provider-notices/${provider}`;

/** All routes of generations. */
export const generationRoutes = (parts: GenerationParts & NoticeParts): readonly Route[] => [
  generateRoute(parts),
  estimateCostRoute(parts),
  ...generationsRoutes(parts),
  ...noticeRoutes(parts),
];
