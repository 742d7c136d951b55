/** fal: many vendors' models behind one queue. */
import type { ModelRecord } from '../model.types.ts';
import { falAnimate } from './fal-animate.ts';
import { falClips } from './fal-clips.ts';
import { falKling } from './fal-kling.ts';
import { falMinimax } from './fal-minimax.ts';
import { falPictures } from './fal-pictures.ts';
import { falSeedance } from './fal-seedance.ts';
import { falVoices } from './fal-voices.ts';
import { recordsOf } from './record.ts';

/** The models of fal. */
export const falRecords: readonly ModelRecord[] = recordsOf('fal', [
  ...falKling,
  ...falSeedance,
  ...falMinimax,
  ...falClips,
  ...falAnimate,
  ...falPictures,
  ...falVoices,
]);
