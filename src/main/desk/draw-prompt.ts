/** A few words become a drawn panel: read as the beginning of a scene, planned as a shot, painted. */
import type { ImageAsk } from '../../domain/generation/ask.types.ts';
import { ProviderFailure } from '../../domain/generation/provider-failure.ts';
import { emptyCastFile } from '../../domain/performance/cast-file.ts';
import type { Aspect, Shot } from '../../domain/shot/shot.types.ts';
import { type Timeline, timelineSchema } from '../../domain/timeline/timeline.types.ts';
import type { FilmMachine } from '../../features/renders/renders.ts';
import { animatePanel } from '../../pipeline/animate/animate.ts';
import { askFilm } from '../../pipeline/film-request.ts';
import { panelRequestOf, planShots } from '../../pipeline/plan-shots/plan-shots.ts';
import type { Made } from '../../ports/provider.ts';

const sizes: Readonly<Record<Aspect, { readonly width: number; readonly height: number }>> = {
  '16:9': { width: 1344, height: 756 },
  '9:16': { width: 756, height: 1344 },
  '1:1': { width: 1024, height: 1024 },
};

const aspectOf = ({ aspectRatio, width, height }: ImageAsk): Aspect => {
  if (aspectRatio === '9:16' || aspectRatio === '1:1' || aspectRatio === '16:9') return aspectRatio;
  if (width !== undefined && height !== undefined && width !== height) return width > height ? '16:9' : '9:16';
  return width !== undefined ? '1:1' : '16:9';
};

/** A prompt that begins like a scene is one; anything else happens somewhere. */
const asScene = (prompt: string): string =>
  /^\s*(INT|EXT|EST|I\/E)[ ./]/i.test(prompt) ? prompt : `EXT. A PLACE - DAY\n\n${prompt.trim()}`;

const firstPicture = (shots: readonly Shot[]): Shot | undefined =>
  shots.find((shot) => shot.card === undefined && shot.figures.length > 0) ??
  shots.find(({ card }) => card === undefined);

const onePicture = async (ask: ImageAsk, seed: string, { tools }: FilmMachine, signal: AbortSignal) => {
  const aspect = aspectOf(ask);
  const { width, height } = sizes[aspect];
  const rate = { num: 25, den: 1 };
  const { request } = askFilm(new TextEncoder().encode(asScene(ask.prompt)), 'prompt.fountain', emptyCastFile, {
    ...{ aspect, width, height, rate, quality: 'final', captions: 'none', seed },
  });
  const plan = planShots(request.breakdown, { seed, aspect });
  const shot = firstPicture(plan.shots);
  if (!shot)
    throw new ProviderFailure('provider-rejected', 'There is nothing in this prompt to draw.', { taken: 'no' });
  const { cast } = request;
  const art = await tools.painter.draw(
    panelRequestOf(shot, { frameWidth: width, frameHeight: height, cast, seed: plan.seed }),
    signal,
  );
  const still: Shot = { ...shot, movement: { kind: 'static', amount: 0 } };
  const range = { startFrame: 0, durationFrames: 1 };
  const layers = animatePanel({
    shot: still,
    art,
    durationFrames: 1,
    rate,
    frameWidth: width,
    frameHeight: height,
    speeches: [],
  });
  const timeline: Timeline = {
    ...{
      schema: timelineSchema,
      name: 'panel',
      rate,
      width,
      height,
      background: '#000000',
      durationFrames: 1,
      markers: [],
    },
    tracks: [
      {
        ...{ kind: 'video', id: 'panel', name: 'panel' },
        items: [{ kind: 'composition', id: 'panel', name: 'panel', sourceRange: range, layers }],
      },
    ],
  };
  return tools.media.frameAt(timeline, 0, { signal });
};

/** PNGs, as many as were asked; another seed stages the same words differently. Throws `provider-rejected` when there is nothing to draw. */
export const drawPrompt = async (ask: ImageAsk, machine: FilmMachine, signal: AbortSignal): Promise<Made> => {
  const files: Made['files'][number][] = [];
  for (let at = 0; at < ask.count; at++) {
    const picture = await onePicture(ask, String((ask.seed ?? 1) + at), machine, signal);
    files.push({ kind: 'bytes', bytes: await machine.tools.pictures.still(picture, 'png'), mediaType: 'image/png' });
  }
  const unused = [
    ...((ask.references ?? []).length > 0
      ? ['Drawn from the words alone: the pictures that went along were not used.']
      : []),
    ...((ask.loras ?? []).length > 0 ? ['Trained weights were not used.'] : []),
  ];
  return { files, seed: ask.seed ?? 1, usage: { images: ask.count }, ...(unused.length > 0 && { notes: unused }) };
};
