/** The numbers of an operator's configuration in the words of the features that keep to them. */
import { type LibraryLimits, usualLibraryLimits } from '../../features/library/library.ts';
import { type RenderLimits, usualRenderLimits } from '../../features/renders/renders.ts';
import { usualTimelineLimits } from '../../features/timelines/timelines.ts';
import type { Configuration } from '../settings/settings.ts';

export const libraryLimits = (configuration: Configuration): LibraryLimits => ({
  ...usualLibraryLimits,
  formBytes: configuration.WORKPRINT_UPLOAD_BYTES,
  storageBytes: configuration.WORKPRINT_STORAGE_BYTES || undefined,
});

export const renderLimits = (configuration: Configuration): RenderLimits => ({
  ...{ ...usualTimelineLimits, ...usualRenderLimits },
  quickMs: configuration.WORKPRINT_QUICK_MS,
  mostElements: configuration.WORKPRINT_VIDEO_ELEMENTS,
  mostSidePx: configuration.WORKPRINT_VIDEO_SIDE_PX,
  mostMinutes: configuration.WORKPRINT_VIDEO_MINUTES,
  mostDocumentBytes: configuration.WORKPRINT_VIDEO_BODY_BYTES,
  mostFetchedBytes: configuration.WORKPRINT_FETCH_BYTES,
  resultLifetimeMs: configuration.WORKPRINT_RESULT_HOURS * 3600 * 1000,
});
