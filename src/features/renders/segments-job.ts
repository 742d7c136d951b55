/** A piece of a render, made by whichever worker takes it. Each segment is kept as soon as it is made: a worker that dies loses one. */
import { createBuild } from '../../build/build.ts';
import { WorkprintError } from '../../domain/errors.ts';
import { segmentStep } from '../../pipeline/render/segment-step.ts';
import type { SegmentRequest } from '../../ports/media-tool.ts';
import type { JobContext, JobHandler } from '../jobs/jobs.ts';
import { blobsNamed } from './blobs-named.ts';
import { type SegmentsInput, segmentsInput } from './render-input.ts';
import type { RenderJobParts, RenderMachine } from './render-parts.types.ts';
import { segmentsKind } from './spread-segments.ts';

/** All that these requests read is on this machine afterwards. */
const bringAll = async (requests: readonly SegmentRequest[], { bring }: RenderMachine): Promise<void> => {
  for (const blob of blobsNamed(requests))
    if ((await bring(blob)) === undefined)
      throw new WorkprintError(
        'media-corrupt',
        'A file that this piece shows is damaged or lost. The render looks for it again.',
      );
};

const renderPiece = async (
  { clock, machine: open }: RenderJobParts,
  { input, signal, progress, onBuildEvent }: JobContext<SegmentsInput>,
): Promise<unknown> => {
  const machine = await open();
  const requests = JSON.parse(input.requests) as readonly SegmentRequest[];
  await bringAll(requests, machine);
  const underWay = new Map<string, number>();
  const build = createBuild({
    ...{ mode: 'make', answers: machine.answers, resources: machine.resources, signal },
    nowMs: () => clock.now(),
    onEvent: (event) => {
      onBuildEvent(event);
      if (event.type !== 'step-progressed') return;
      underWay.set(event.key, event.done);
      progress(
        [...underWay.values()].reduce((sum, frames) => sum + frames, 0),
        input.frames,
      );
    },
  });
  const step = segmentStep(machine.tools.media, input.memoryMb);
  await build.all(requests.map((request) => build.produce(step, request)));
  progress(input.frames, input.frames);
  return { segments: requests.length, made: build.entries.filter(({ state }) => state === 'made').length };
};

/** Jobs of the lane `segments`. */
export const segmentsJob = (parts: RenderJobParts): JobHandler<SegmentsInput> => ({
  kind: segmentsKind,
  lane: 'segments',
  parse: (input) => segmentsInput.parse(input),
  run: (context) => renderPiece(parts, context),
});
