/** fal: pictures, clips, speech, sounds, lip-sync and training of many vendors behind one queue (C2, E4, E5). */
import type { ProviderKind } from '../../ports/provider.ts';
import { listModels, testKey } from './account.ts';
import { imageMaker } from './image.ts';
import { lineTo } from './line.ts';
import { lipsyncMaker } from './lipsync.ts';
import { loraMaker } from './lora.ts';
import { createNoticeReader } from './notice.ts';
import { otherOrigins, queueUrl } from './places.ts';
import { soundMaker } from './sound.ts';
import { speechMaker } from './speech.ts';
import { videoMaker } from './video.ts';

const checkedAt = '2026-11-20';

export const fal: ProviderKind = {
  name: 'fal',
  title: 'fal',
  aliases: { 'fal-ai': {}, falai: {} },
  baseUrl: queueUrl,
  needsKey: 'yes',
  keyVariables: ['FAL_KEY', 'FAL_API_KEY'],
  keyPage: 'https://fal.ai/dashboard/keys',
  builtFrom: [
    { url: 'https://fal.ai/docs/documentation/model-apis/inference/queue', checkedAt },
    { url: 'https://fal.ai/docs/api-reference/inference-api', checkedAt },
    { url: 'https://fal.ai/docs/documentation/model-apis/errors', checkedAt },
    { url: 'https://fal.ai/docs/documentation/model-apis/request-errors', checkedAt },
    { url: 'https://docs.fal.ai/model-endpoints/webhooks', checkedAt },
    { url: 'https://fal.ai/docs/platform-apis/v1/models/pricing', checkedAt },
    { url: 'npm:@fal-ai/client@1.10.1', checkedAt },
  ],
  verifiedLive: false,
  submitsOnce: false,
  usually: { atOnce: 2, perMinute: 120 },
  fileHosts: ['*.fal.media', '*.fal.ai', 'fal.media'],
  otherOrigins,
  uploadHosts: ['*.fal.media', '*.fal.ai'],
  // A film on its way into the storage takes its time before a word comes back.
  answers: { withinMs: 180_000 },
  open: (access) => {
    const line = lineTo(access);
    return {
      makers: {
        image: imageMaker(line),
        video: videoMaker(line),
        speech: speechMaker(line),
        sound: soundMaker(line),
        lipsync: lipsyncMaker(line),
        lora: loraMaker(line),
      },
      testKey: (signal) => testKey(line, signal),
      discover: (signal) => listModels(line, signal),
    };
  },
  readNotice: createNoticeReader(),
};
