/** Every way of writing for pictures, by its name in the catalog. */
import type { ClipDialect, Dialect, StillDialect } from '../../catalog/model.types.ts';
import type { DialectWriting } from '../passage.types.ts';
import { flux } from './flux.ts';
import { fluxVideo } from './flux-video.ts';
import { geminiImage } from './gemini-image.ts';
import { geminiOmni } from './gemini-omni.ts';
import { gptImage } from './gpt-image.ts';
import { hailuo } from './hailuo.ts';
import { kling } from './kling.ts';
import { ltx } from './ltx.ts';
import { minimax } from './minimax.ts';
import { plainImage } from './plain-image.ts';
import { plainVideo } from './plain-video.ts';
import { runway } from './runway.ts';
import { seedance } from './seedance.ts';
import { sora } from './sora.ts';
import { veo } from './veo.ts';
import { wan } from './wan.ts';

const writings: Readonly<Record<ClipDialect | StillDialect, DialectWriting>> = {
  veo,
  'gemini-omni': geminiOmni,
  kling,
  seedance,
  wan,
  minimax,
  hailuo,
  'flux-video': fluxVideo,
  ltx,
  runway,
  sora,
  video: plainVideo,
  'gpt-image': gptImage,
  'gemini-image': geminiImage,
  flux,
  image: plainImage,
};

/** How a model's prompts are written; a dialect that is none of pictures is written plainly. */
export const writingOf = (dialect: Dialect, makes: 'video' | 'image'): DialectWriting => {
  const writing = dialect in writings ? writings[dialect as ClipDialect | StillDialect] : undefined;
  if (writing?.makes === makes) return writing;
  return makes === 'video' ? plainVideo : plainImage;
};
