/**
 * Mouths that follow a voice: `POST /v2/generate` with the files in a form, asked for until it has ended. A submit is repeated under its key
 * and done once, so nothing is ever paid twice, whatever got lost.
 * Sources: https://sync.so/docs/api-reference/api/generate-api/create, https://sync.so/docs/api-reference/guides/idempotency and npm
 * @sync.so/sdk 0.3.0, read 2026-11-20.
 */
import { z } from 'zod';
import type { LipsyncAsk } from '../../domain/generation/ask.types.ts';
import type { CallContext, Maker, Stage, UnderWay } from '../../ports/provider.ts';
import {
  amount,
  askJson,
  failure,
  fileOf,
  ownFailure,
  pathPart,
  readWith,
  speakerOf,
  unreadable,
  usageOf,
  type VendorLine,
} from '../wire/wire.ts';
import { codeOf } from './line.ts';

const word = z.string().max(2000).nullish().catch(undefined);
const generationSchema = z.object({
  id: z.string().min(1).max(200),
  status: z.string().max(60),
  outputUrl: word,
  outputMediaUrl: word,
  outputDuration: amount,
  error: word,
  error_code: word,
  errorCode: word,
});
type Generation = z.infer<typeof generationSchema>;

const handleSchema = z.object({ id: z.string().min(1).max(200) });

/** Most take half a minute to two (https://sync.so/docs/product/troubleshooting, read 2026-11-20). */
const lookAfterMs = 10_000;

const modes: Readonly<Record<NonNullable<LipsyncAsk['whenLengthsDiffer']>, string>> = {
  cut: 'cut_off',
  loop: 'loop',
  bounce: 'bounce',
  silence: 'silence',
  remap: 'remap',
};

const formOf = async (line: VendorLine, wish: LipsyncAsk, call: CallContext): Promise<FormData> => {
  if (wish.face.kind !== 'video')
    throw ownFailure('provider-rejected', line, 'It moves the mouth of a video, not of a picture.', { taken: 'no' });
  if (wish.voice.kind !== 'audio')
    throw ownFailure('provider-rejected', line, 'It takes the voice as a sound.', { taken: 'no' });
  const form = new FormData();
  form.set('model', call.model);
  if (wish.whenLengthsDiffer) form.set('options', JSON.stringify({ sync_mode: modes[wish.whenLengthsDiffer] }));
  form.set('video', fileOf(await call.read(wish.face.media), wish.face.media.mediaType, 'face'));
  form.set('audio', fileOf(await call.read(wish.voice.media), wish.voice.media.mediaType, 'voice'));
  return form;
};

const stageOf = (line: VendorLine, stake: 'submit' | 'look', generation: Generation): Stage => {
  const { id, status, outputDuration } = generation;
  const underWay: UnderWay = { state: 'under-way', handle: { id }, lookAfterMs };
  if (status === 'PENDING' || status === 'PROCESSING') return underWay;
  if (status === 'COMPLETED') {
    const url = generation.outputMediaUrl ?? generation.outputUrl;
    // The work is done and paid for: an answer without its film is looked at again, not made again.
    if (!url) throw unreadable(speakerOf(line), 'look', 'It says that it is done and does not say where the film is.');
    const usage = usageOf({ seconds: outputDuration });
    return { state: 'finished', made: { files: [{ kind: 'url', url, mediaType: 'video/mp4' }], usage } };
  }
  if (status !== 'FAILED' && status !== 'REJECTED') {
    if (stake === 'submit') return underWay;
    throw unreadable(speakerOf(line), stake, `It calls the state of the work “${status}”.`);
  }
  const code = codeOf(generation.errorCode ?? generation.error_code);
  const says = generation.error ?? generation.errorCode ?? generation.error_code ?? undefined;
  throw failure(code ?? (status === 'REJECTED' ? 'provider-refused' : 'provider-failed'), speakerOf(line), says, {
    ...{ taken: 'yes', isOver: true },
    // Its documentation does not say whether what failed is billed.
    charged: 'unknown',
  });
};

/** Lip-synced videos from Sync. */
export const lipsyncMaker = (line: VendorLine): Maker<'lipsync'> => ({
  start: async (wish, call) => {
    const form = await formOf(line, wish, call);
    const headers = { 'idempotency-key': call.submitKey };
    const question = { path: '/v2/generate', form, headers, stake: 'submit', signal: call.signal } as const;
    return stageOf(line, 'submit', await askJson(line, question, generationSchema));
  },
  look: async (handle, { signal }) => {
    const { id } = readWith(line, 'look', handle, handleSchema);
    const question = { path: `/v2/generate/${pathPart(line, id)}`, stake: 'look', signal } as const;
    return stageOf(line, 'look', await askJson(line, question, generationSchema));
  },
});
