/** Clips that models make: a still that comes to life for as long as its shot was planned, or words alone where there are no stills. */
import type { Build } from '../../build/build.ts';
import type { ShotBrief } from '../../domain/prompt/prompt.ts';
import { compileShot } from '../../domain/prompt/prompt.ts';
import type { Served } from '../../ports/model-desk.ts';
import type { ClipsChoice } from '../film-models/film-models.types.ts';
import { lengthAtLeast, type ModelBook } from '../paid/model-book.ts';
import { type PaidTools, paidStep, sketchedFile } from '../paid/paid-step.ts';

type ClipMatter = { readonly brief: ShotBrief; readonly resolution?: string };

const clipStep = (tools: PaidTools, book: ModelBook) =>
  paidStep<ClipMatter>(tools, {
    name: 'model-clip',
    version: 1,
    label: ({ brief }) => `clip ${brief.number} ${brief.place.name}, ${brief.durationSeconds.toFixed(1)} s`,
    askFor: ({ brief, resolution }, model) => {
      const { durationSeconds, aspect, references } = brief;
      if (model === undefined)
        return { type: 'video', prompt: brief.action.join(' '), durationSeconds, aspectRatio: aspect };
      const record = book.record(model, 'video');
      const purpose = references.some(({ role }) => role === 'first-frame') ? 'animate' : 'clip';
      const { ask } = compileShot(brief, record, purpose, {
        audio: false,
        durationSeconds: lengthAtLeast(durationSeconds, record.limits.durationsSeconds),
        ...(resolution !== undefined && { resolution }),
      });
      // What somebody wrote is no wish to be fitted, since it changes the bill: a model that does not have it is left out.
      return { ...ask, ...(resolution !== undefined && { resolution }) };
    },
    sketch: () => ({ type: 'video', files: [sketchedFile('video/mp4')] }),
  });

/** Clips by shot id. A brief with a first frame is animated, one without is made of words. */
export const makeClips = async (
  build: Build,
  tools: PaidTools,
  book: ModelBook,
  choice: ClipsChoice,
  briefs: readonly ShotBrief[],
  expect: (step: string, count: number) => void,
): Promise<ReadonlyMap<string, Served>> => {
  const step = clipStep(tools, book);
  expect('model-clip', briefs.length);
  const { policy, options, resolution } = choice;
  const made = await build.all(
    briefs.map(async (brief): Promise<readonly [string, Served]> => {
      const matter = { brief, ...(resolution !== undefined && { resolution }) };
      return [
        brief.shotId,
        await build.produce(step, { matter, choice: { policy, options }, project: tools.payer.projectId }),
      ];
    }),
  );
  return new Map(made);
};
