/** Clips on fal: the request in the words of the model's family (video-families.ts), its result `{video: {url}}`. */
import { z } from 'zod';
import type { Reference, VideoAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Maker } from '../../ports/provider.ts';
import { count, ownFailure, readWith, usageOf, type VendorLine } from '../wire/wire.ts';
import { billedMicros } from './bill.ts';
import { addressesOf } from './media.ts';
import { type QueueRequest, queueMaker } from './queue.ts';
import { fileSchema, keptNotes, madeFile } from './results.ts';
import { familyOf, type Shown, type VideoFamily } from './video-families.ts';

const lookAfterMs = 8000;

type Sorted = {
  readonly first: readonly Reference[];
  readonly last: readonly Reference[];
  readonly source: readonly Reference[];
  readonly images: readonly Reference[];
  readonly videos: readonly Reference[];
  readonly audios: readonly Reference[];
};

const sorted = (references: readonly Reference[]): Sorted => {
  const of = (role: Reference['role']): readonly Reference[] => references.filter((each) => each.role === role);
  const rest = references.filter(({ role }) => !['first-frame', 'last-frame', 'source'].includes(role));
  const kind = (wanted: Reference['kind']): readonly Reference[] => rest.filter((each) => each.kind === wanted);
  return {
    ...{ first: of('first-frame'), last: of('last-frame'), source: of('source') },
    ...{ images: kind('image'), videos: kind('video'), audios: kind('audio') },
  };
};

const shownBy = ({ endpoints }: VideoFamily, { first, last, source, images, videos, audios }: Sorted): Shown => {
  if (source.length > 0) return 'source';
  const byFrames = last.length > 0 ? 'frames' : first.length > 0 ? 'first' : 'nothing';
  if (images.length + videos.length > 0) return 'references';
  return audios.length > 0 && endpoints[byFrames]?.audios === undefined ? 'references' : byFrames;
};

const words: Readonly<Record<Shown, string>> = {
  nothing: 'clips from words alone',
  first: 'a first frame',
  frames: 'a last frame',
  references: 'pictures, clips or sounds to refer to',
  source: 'a clip to change or go on with',
};

/** What is asked of the model beside its files. */
const optionsOf = (family: VideoFamily, wish: VideoAsk, takesNo: readonly string[]): Record<string, unknown> => {
  const takes = (name: string): boolean => !takesNo.includes(name);
  const seconds = String(wish.durationSeconds);
  const durations = { 'with-unit': `${seconds}s`, text: seconds, number: wish.durationSeconds, none: undefined };
  const duration = takes('duration') ? durations[family.duration] : undefined;
  const hasShots = family.shots && wish.shots !== undefined && wish.shots.length > 1;
  return {
    ...(hasShots
      ? {
          multi_prompt: wish.shots?.map((shot) => ({ prompt: shot.prompt, duration: String(shot.durationSeconds) })),
          shot_type: 'customize',
        }
      : { prompt: wish.prompt }),
    ...(duration !== undefined && { duration }),
    ...(family.aspect && takes('aspect') && wish.aspectRatio !== undefined && { aspect_ratio: wish.aspectRatio }),
    ...(family.resolution !== 'none' &&
      takes('resolution') &&
      wish.resolution !== undefined && {
        resolution: family.resolution === 'upper' ? wish.resolution.toUpperCase() : wish.resolution,
      }),
    ...(family.sound === 'switch' && wish.audio !== undefined && { generate_audio: wish.audio }),
    ...(family.negative &&
      takes('negative') &&
      wish.negativePrompt !== undefined && { negative_prompt: wish.negativePrompt }),
    ...(family.seed && takes('seed') && wish.seed !== undefined && { seed: wish.seed }),
    ...(family.fps && wish.fps !== undefined && { fps: wish.fps }),
  };
};

/** What was asked and is not done. */
const notesOf = (family: VideoFamily, wish: VideoAsk, shown: Shown, takesNo: readonly string[]): readonly string[] => {
  const left = (isLeft: boolean, what: string): readonly string[] =>
    isLeft ? [`It takes no ${what}; that was left out.`] : [];
  const lacks = (has: boolean, name: string, asked: unknown): boolean =>
    asked !== undefined && (!has || takesNo.includes(name));
  const framesShape = shown === 'first' || shown === 'frames';
  return [
    ...left(lacks(family.negative, 'negative', wish.negativePrompt), 'negative prompt'),
    ...left(lacks(family.seed, 'seed', wish.seed), 'seed'),
    ...left(lacks(family.fps, 'fps', wish.fps), 'frame rate'),
    ...left(family.resolution === 'none' && wish.resolution !== undefined, 'resolution'),
    ...left(lacks(family.aspect, 'aspect', wish.aspectRatio) && !framesShape, 'shape of the picture'),
    ...(lacks(family.aspect, 'aspect', wish.aspectRatio) && framesShape
      ? ['Its clip has the shape of the first frame.']
      : []),
    ...(family.sound === 'always' && wish.audio === false ? ['It makes sound whether asked or not.'] : []),
    ...(family.sound === 'never' && wish.audio === true ? ['It makes no sound.'] : []),
    ...(family.isGuessed ? ['The names of this model’s settings are not known here; the usual ones were sent.'] : []),
  ];
};

const requestOf = async (line: VendorLine, wish: VideoAsk, call: CallContext): Promise<QueueRequest> => {
  const rejected = (sentence: string): Error => ownFailure('provider-rejected', line, sentence, { taken: 'no' });
  if (wish.loras && wish.loras.length > 0) throw rejected('Its video models take no LoRA here.');
  const family = familyOf(call.model);
  if (wish.shots && wish.shots.length > 1 && !family.shots) throw rejected('This model takes one shot in a request.');
  const files = sorted(wish.references ?? []);
  const shown = shownBy(family, files);
  const endpoint = family.endpoints[shown];
  const model = endpoint?.of(call.model);
  if (!endpoint || model === undefined) throw rejected(`${call.model} does not take ${words[shown]}.`);
  const fields: Record<string, unknown> = {};
  for (const name of ['first', 'last', 'source', 'images', 'videos', 'audios'] as const) {
    if (files[name].length === 0) continue;
    const field = endpoint[name];
    if (field === undefined) throw rejected(`${call.model} does not take all of these files in one request.`);
    const isList = name === 'images' || name === 'videos' || (name === 'audios' && !endpoint.isOneAudio);
    if (!isList && files[name].length > 1)
      throw rejected('It takes one file for each end of a clip, and one to go by.');
    const addresses = await addressesOf(line, files[name], call);
    fields[field] = isList ? addresses : addresses[0];
  }
  const takesNo = endpoint.takesNo ?? [];
  const notes = notesOf(family, wish, shown, takesNo);
  const kept = { seconds: wish.durationSeconds, notes };
  return { model, input: { ...optionsOf(family, wish, takesNo), ...fields }, kept };
};

const resultSchema = z.object({ video: fileSchema, seed: count.nullish() });
const keptSchema = z.object({ seconds: z.number().min(0).max(86_400).optional().catch(undefined) }).catch({});

/** Clips from fal. */
export const videoMaker = (line: VendorLine): Maker<'video'> =>
  queueMaker<'video'>(
    line,
    lookAfterMs,
    (wish, call) => requestOf(line, wish, call),
    async (result, signal) => {
      const { video, seed } = readWith(line, 'look', result.raw, resultSchema);
      const { notes } = keptNotes.parse(result.kept);
      return {
        files: [madeFile(line, video, 'video')],
        ...(typeof seed === 'number' && { seed }),
        ...(notes.length > 0 && { notes }),
        usage: usageOf({
          seconds: video.duration ?? keptSchema.parse(result.kept).seconds,
          billedMicros: await billedMicros(line, result, signal),
        }),
      };
    },
  );
