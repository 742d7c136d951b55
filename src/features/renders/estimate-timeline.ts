/** How long a video will take, learned from past renders; asked before anything runs. */
import { msFromFrames } from '../../domain/time.ts';
import { estimateRender } from '../../pipeline/render-timeline/estimate.ts';
import { prepareRender, surveyRender } from '../../pipeline/render-timeline/render-timeline.ts';
import { type Admitted, fromBody } from '../timelines/timelines.ts';
import type { PlannedOutput } from './output-plan.ts';
import type { EstimateView } from './render.schemas.ts';
import type { RenderDoorParts } from './render-parts.types.ts';
import { knownAnswers } from './renders.queries.ts';

/** Beyond so many frames a document is not cut up while somebody waits: the job does that, and says what it found. */
const mostFramesSurveyed = 100_000;

/** Throws what the database throws. */
export const estimateTimeline = async (
  admitted: Admitted,
  { plan, range }: PlannedOutput,
  { database, machine, limits }: Pick<RenderDoorParts, 'database' | 'machine' | 'limits'>,
): Promise<EstimateView> => {
  // Large files are never quick, whatever the estimate says of their frames. What nobody can know yet is tried.
  const quickIf = (p50Ms: number | undefined): boolean =>
    admitted.largestBytes <= limits.quickFileBytes && (p50Ms === undefined || p50Ms <= limits.quickMs);
  const { timeline, format, addresses } = admitted;
  const { tools, history, resources } = await machine();
  const records = await history.all();
  const said = {
    ...{ format, addresses, basis: records.length, costMicros: 0 },
    notes: fromBody(admitted.notes),
    losses: fromBody(admitted.losses),
  };
  if (!timeline) return { ...said, isQuick: quickIf(undefined) };
  const frames = range?.durationFrames ?? timeline.durationFrames;
  const length = { frames, durationMs: Math.round(msFromFrames(frames, timeline.rate)) };
  if (frames > mostFramesSurveyed) {
    const megapixels = (timeline.width * timeline.height) / 1e6;
    const encoding = plan.encoding ? `${plan.encoding.codec} ${plan.encoding.preset}` : 'sound';
    const { p50Ms, p90Ms, basis } = estimateRender(
      { encoding, untouched: 0, composed: frames * megapixels },
      records,
      resources,
    );
    return { ...said, ...length, p50Ms: Math.round(p50Ms), p90Ms: Math.round(p90Ms), basis, isQuick: quickIf(p50Ms) };
  }
  const prepared = prepareRender(timeline, plan, range);
  const survey = await surveyRender(prepared, tools.media, (keys) =>
    database.asStudio((query) => knownAnswers(query, keys)),
  );
  const { p50Ms, p90Ms, basis } = estimateRender(survey.work, records, resources);
  const { framesCached, framesToRender, segmentsToRender } = survey;
  return {
    ...{ ...said, ...length, framesCached, framesToRender, segmentsToRender },
    ...{ p50Ms: Math.round(p50Ms), p90Ms: Math.round(p90Ms), basis, isQuick: quickIf(p50Ms) },
  };
};
