/** The door of the renders: timelines become videos, scripts become films, as jobs that all workers share. */
import type { Route } from '../api/api.ts';
import type { AnyJobHandler } from '../jobs/jobs.ts';
import { closeFilmJob } from './close-film.ts';
import { createFilmRoute } from './create-film.ts';
import { createVideoRoute, estimateRenderRoute } from './create-video.ts';
import { estimateFilmRoute } from './estimate-film.ts';
import { filmBudgetRoute } from './film-budget.ts';
import { filmJob } from './film-job.ts';
import { renderJob } from './render-job.ts';
import type { RenderDoorParts, RenderJobParts } from './render-parts.types.ts';
import { segmentsJob } from './segments-job.ts';
import { videoResultRoute } from './video-result.ts';

export { createRenderHistory } from './render-history.ts';
export {
  type FilmMachine,
  type FilmModelTools,
  type KeepAsset,
  type RenderDoorParts,
  type RenderJobParts,
  type RenderLimits,
  type RenderMachine,
  usualRenderLimits,
} from './render-parts.types.ts';
export { linksToTell } from './video-result.ts';

/** What people ask for. */
export const renderRoutes = (parts: RenderDoorParts): readonly Route[] => [
  createVideoRoute(parts),
  videoResultRoute(parts),
  estimateRenderRoute(parts),
  createFilmRoute(parts),
  estimateFilmRoute(parts),
  filmBudgetRoute(),
];

/** What workers do. */
export const renderJobs = (parts: RenderJobParts): readonly AnyJobHandler[] => [
  renderJob(parts),
  segmentsJob(parts),
  filmJob(parts),
  closeFilmJob(parts),
];
