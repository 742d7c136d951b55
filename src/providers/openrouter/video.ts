/**
 * Clips: `POST /videos`, asked for at `GET /videos/{id}` until they have ended, fetched with the key from `GET /videos/{id}/content`. The
 * addresses in its answers are not followed: all of them are made here from the id.
 * Source: https://openrouter.ai/docs/features/multimodal/video-generation and npm @openrouter/sdk 1.3.19, read 2026-11-20.
 */
import { z } from 'zod';
import type { Reference, VideoAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Maker, Stage, UnderWay } from '../../ports/provider.ts';
import {
  askJson,
  dataUrlOf,
  failure,
  ownFailure,
  pathPart,
  readWith,
  speakerOf,
  unreadable,
  usageOf,
  type VendorLine,
} from '../wire/wire.ts';
import { billedMicros, usageSchema } from './bill.ts';

const jobSchema = z.object({
  id: z.string().min(1).max(300),
  status: z.string().max(60),
  error: z.string().nullish().catch(undefined),
  unsigned_urls: z.array(z.string()).max(100).nullish().catch(undefined),
  usage: usageSchema,
});
type Job = z.infer<typeof jobSchema>;
const handleSchema = z.object({ id: z.string().min(1).max(300) });

/** Its documentation asks every 30 seconds. */
const lookAfterMs = 30_000;
const refusal = /\b(?:moderat\w*|safety|content polic\w*|policy violation|sensitive|nsfw|flagged|prohibited)\b/i;

const bodyOf = async (line: VendorLine, wish: VideoAsk, call: CallContext): Promise<unknown> => {
  const rejected = (words: string): Error => ownFailure('provider-rejected', line, words, { taken: 'no' });
  if (wish.loras && wish.loras.length > 0) throw rejected('It takes no LoRA.');
  if (wish.shots && wish.shots.length > 1) throw rejected('It takes one shot in a request.');
  const shown = async ({ kind, media }: Reference) => {
    if (kind !== 'image') throw rejected(`It takes no ${kind} with a clip.`);
    return { type: 'image_url', image_url: { url: dataUrlOf(await call.read(media), media.mediaType) } };
  };
  const isFrame = ({ role }: Reference): boolean => role === 'first-frame' || role === 'last-frame';
  const references = wish.references ?? [];
  const frames = await Promise.all(
    references.filter(isFrame).map(async (each) => ({
      ...(await shown(each)),
      frame_type: each.role === 'first-frame' ? 'first_frame' : 'last_frame',
    })),
  );
  const others = await Promise.all(references.filter((each) => !isFrame(each)).map(shown));
  return {
    ...{ model: call.model, prompt: wish.prompt, duration: wish.durationSeconds },
    ...(wish.resolution !== undefined && {
      resolution: /^\dk$/i.test(wish.resolution) ? wish.resolution.toUpperCase() : wish.resolution,
    }),
    ...(wish.aspectRatio !== undefined && { aspect_ratio: wish.aspectRatio }),
    ...(wish.audio !== undefined && { generate_audio: wish.audio }),
    ...(wish.seed !== undefined && { seed: wish.seed }),
    ...(frames.length > 0 && { frame_images: frames }),
    ...(others.length > 0 && { input_references: others }),
  };
};

const notesOf = ({ negativePrompt, fps }: VideoAsk): readonly string[] => [
  ...(negativePrompt === undefined ? [] : ['It takes no negative prompt; that was left out.']),
  ...(fps === undefined ? [] : ['It takes no frame rate; that was left out.']),
];

type Handle = { readonly id: string; readonly notes?: readonly string[] };

const stageOf = (line: VendorLine, job: Job, notes: readonly string[]): Stage => {
  const handle: Handle = { id: job.id, ...(notes.length > 0 && { notes }) };
  const underWay: UnderWay = { state: 'under-way', handle, lookAfterMs };
  const usage = usageOf({ billedMicros: billedMicros(job.usage) });
  switch (job.status) {
    case 'pending':
    case 'queued':
    case 'in_progress':
      return underWay;
    case 'completed': {
      const content = `${line.access.baseUrl}/videos/${pathPart(line, job.id)}/content?index=`;
      const files = Array.from({ length: Math.max(1, job.unsigned_urls?.length ?? 1) }, (_, index) => ({
        ...{ kind: 'url' as const, url: `${content}${index}`, mediaType: 'video/mp4', isPrivate: true as const },
      }));
      return { state: 'finished', made: { files, ...(notes.length > 0 && { notes }), usage } };
    }
    case 'failed':
    case 'cancelled':
    case 'expired': {
      const code = refusal.test(job.error ?? '') ? 'provider-refused' : 'provider-failed';
      // The bill of a job stands in it; without one nobody says.
      const charged = usage.billedMicros === undefined ? 'unknown' : usage.billedMicros > 0 ? 'yes' : 'no';
      throw failure(code, speakerOf(line), job.error ?? `The work is ${job.status}.`, {
        ...{ taken: 'yes', isOver: true, charged },
        ...(charged === 'yes' && { usage }),
      });
    }
    default:
      throw unreadable(speakerOf(line), 'look', `It calls the state of the work “${job.status}”.`);
  }
};

const keptNotes = z.object({ notes: z.array(z.string()).catch([]) });

/** Clips from every video model of OpenRouter. */
export const videoMaker = (line: VendorLine): Maker<'video'> => ({
  start: async (wish, call) => {
    const json = await bodyOf(line, wish, call);
    const job = await askJson(line, { path: '/videos', json, stake: 'submit', signal: call.signal }, jobSchema);
    // Whatever it calls the state: it was taken, and its id is what is needed to ask.
    const notes = notesOf(wish);
    const isKnown = ['completed', 'failed', 'cancelled', 'expired'].includes(job.status);
    return stageOf(line, isKnown ? job : { ...job, status: 'pending' }, notes);
  },
  look: async (handle, { signal }) => {
    const { id } = readWith(line, 'look', handle, handleSchema);
    const kept = keptNotes.safeParse(handle);
    const job = await askJson(line, { path: `/videos/${pathPart(line, id)}`, stake: 'look', signal }, jobSchema);
    return stageOf(line, { ...job, id }, kept.success ? kept.data.notes : []);
  },
});
