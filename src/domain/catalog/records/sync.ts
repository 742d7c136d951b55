/** Sync Labs: mouths moved to a voice. Billed by the frame; the list gives seconds at 25 frames. */
import type { ModelRecord } from '../model.types.ts';
import { type RecordFacts, recordsOf, source, vendorSays } from './record.ts';

const billing = source(
  'https://sync.so/docs/product/billing.mdx',
  'Billed by the output frame. A second at 25 frames, by plan: lipsync-2 $0.04 to $0.05, lipsync-2-pro $0.067 to $0.083, sync-3 $0.107 to $0.133.',
);
const sdk = source(
  'npm:@sync.so/sdk',
  'Models lipsync-2, lipsync-2-pro, sync-3, lipsync-1.9.0-beta, react-1; POST /v2/generate.',
  '2026-05-10',
);

const lipsync = (id: string, title: string, lowestPlan: string, highestPlan: string): RecordFacts => ({
  id,
  title,
  takes: ['video', 'audio'],
  makes: 'lipsync',
  limits: { references: { images: 0, videos: 1, audios: 1 } },
  prices: [
    vendorSays('second', lowestPlan, undefined, { atFps: 25, rounding: 'none' }),
    vendorSays('second', highestPlan, undefined, { atFps: 25, rounding: 'none' }),
  ],
  sources: [billing, sdk],
  unknown: ['which plan has which price', 'longest clip by plan', 'failuresCharged'],
  notes: [`$${lowestPlan} is the price of the lowest plan, $${highestPlan} of the highest; the dearest counts.`],
});

/** The models of Sync Labs. */
export const syncRecords: readonly ModelRecord[] = recordsOf('sync', [
  lipsync('lipsync-2', 'Sync lipsync-2', '0.05', '0.04'),
  lipsync('lipsync-2-pro', 'Sync lipsync-2-pro', '0.083', '0.067'),
  lipsync('sync-3', 'Sync sync-3', '0.133', '0.107'),
]);
