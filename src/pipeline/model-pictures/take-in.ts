/** The step that looks at a file a model made: hostile like every other until it was sniffed and probed. */
import type { Step } from '../../build/build.ts';
import type { BlobRef } from '../../domain/media.ts';
import type { MediaFacts } from '../../domain/timeline/media-facts.types.ts';
import type { MediaLibrary, TakenMedia } from '../../ports/media-library.ts';

type TakeInRequest = { readonly blob: BlobRef; readonly expected: 'image' | 'video' | 'audio' };

/** The quickest that clips usually come: a plan must not be too low where frames are billed. */
const usualRate = { num: 30, den: 1 } as const;

/** What a file will be like that is still to be made; enough to plan with. */
const sketchedFacts = (expected: TakeInRequest['expected']): MediaFacts => ({
  kind: expected === 'image' ? 'png' : expected === 'video' ? 'mp4' : 'wav',
  durationMs: expected === 'image' ? 0 : 1000,
  sounds: [],
  ...(expected !== 'audio' && {
    picture: {
      ...{ stream: 0, codec: 'planned', width: 1920, height: 1080, codedWidth: 1920, codedHeight: 1080 },
      ...{ pixelFormat: 'yuv420p', bitDepth: 8, alpha: false, rotation: 0, mirrored: false, interlaced: false },
      colour: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', range: 'limited' },
      ...{ frames: expected === 'image' ? 1 : 24, rate: usualRate },
    },
  }),
});

/** Gives the file with its facts. Throws what the library throws: `media-refused`, `media-corrupt`, `media-too-large`, `media-timeout`. */
export const takeInStep = (library: MediaLibrary): Step<TakeInRequest, TakenMedia> => ({
  name: 'take-in',
  version: 1,
  model: 'media-library',
  needs: { cores: 1, memoryMb: 200 },
  label: ({ expected }) => `look at a ${expected} a model made`,
  sketch: ({ blob, expected }) => ({ kind: 'blob', blob, facts: sketchedFacts(expected) }),
  run: async ({ blob }, { signal }) => library.takeIn(await library.locate(blob), signal),
});
