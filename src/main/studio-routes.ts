/** Every route of the studio, in film order. Server, reference, client and the tests of access are all made from this one list. */
import type { Route } from '../features/api/api.ts';
import { documentRoutes } from '../features/documents/documents.ts';
import { generationRoutes } from '../features/generations/generations.ts';
import { jobRoutes } from '../features/jobs/jobs.ts';
import { libraryRoutes, usualLibraryLimits } from '../features/library/library.ts';
import { modelsRoutes } from '../features/models/models.ts';
import { peopleRoutes } from '../features/people/people.ts';
import { projectRoutes } from '../features/projects/projects.ts';
import { providerKeyRoutes } from '../features/provider-keys/provider-keys.ts';
import { renderRoutes, usualRenderLimits } from '../features/renders/renders.ts';
import { spendingRoutes } from '../features/spending/spending.ts';
import { storageRoutes } from '../features/storage/storage.ts';
import { usualTimelineLimits } from '../features/timelines/timelines.ts';
import { webhookRoutes } from '../features/webhooks/webhooks.ts';

/** What stands behind the routes, by feature. */
export type StudioRouteParts = {
  readonly jobs: Parameters<typeof jobRoutes>[0];
  readonly storage: Parameters<typeof storageRoutes>[0];
  readonly people: Parameters<typeof peopleRoutes>[0];
  readonly projects: Parameters<typeof projectRoutes>[0];
  readonly webhooks: Parameters<typeof webhookRoutes>[0];
  readonly library: Parameters<typeof libraryRoutes>[0];
  readonly documents: Parameters<typeof documentRoutes>[0];
  readonly providerKeys: Parameters<typeof providerKeyRoutes>[0];
  readonly models: Parameters<typeof modelsRoutes>[0];
  readonly spending: Parameters<typeof spendingRoutes>[0];
  readonly generations: Parameters<typeof generationRoutes>[0];
  readonly renders: Parameters<typeof renderRoutes>[0];
};

/** All of them. */
export const studioRoutes = (parts: StudioRouteParts): readonly Route[] => [
  ...peopleRoutes(parts.people),
  ...projectRoutes(parts.projects),
  ...libraryRoutes(parts.library),
  ...storageRoutes(parts.storage),
  ...documentRoutes(parts.documents),
  ...providerKeyRoutes(parts.providerKeys),
  ...modelsRoutes(parts.models),
  ...spendingRoutes(parts.spending),
  ...generationRoutes(parts.generations),
  ...renderRoutes(parts.renders),
  ...jobRoutes(parts.jobs),
  ...webhookRoutes(parts.webhooks),
];

/** Stands for everything and does nothing: routes are made with it and never asked. */
const nothing: unknown = new Proxy(() => undefined, {
  get: (_target, name) => (name === Symbol.toPrimitive || name === 'toJSON' ? undefined : nothing),
  apply: () => nothing,
});

/** The routes as descriptions, with nothing behind them: for documents made without a server. Handling a request with one fails. */
export const describedRoutes = (): readonly Route[] => {
  const empty = nothing as never;
  return studioRoutes({
    ...{
      jobs: empty,
      storage: empty,
      people: empty,
      projects: empty,
      webhooks: empty,
      documents: empty,
      providerKeys: empty,
      models: empty,
      spending: empty,
      generations: empty,
    },
    library: { ...({} as StudioRouteParts['library']), limits: usualLibraryLimits },
    renders: { ...({} as StudioRouteParts['renders']), limits: { ...usualRenderLimits, ...usualTimelineLimits } },
  });
};
