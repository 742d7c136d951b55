/** A video: the frame of its material that a frame of the timeline shows. */
import type { VideoClip } from '../../domain/timeline/timeline.types.ts';
import type { PlainDraw } from '../display-list.types.ts';
import type { Moment, Scene } from '../scene.types.ts';
import { mediaTimeUs } from './media-time.ts';
import { evenSize, pictureDraws, pictureFactsOf } from './picture.ts';

/** Nothing when the media was not taken in or has no picture: what cannot be read is refused before rendering. */
export const videoDraws = (scene: Scene, { clip, local, path }: Moment<VideoClip>): readonly PlainDraw[] => {
  const facts = pictureFactsOf(clip.media);
  if (!facts) return [];
  const natural = { width: facts.width, height: facts.height };
  const delivered = clip.compiled?.delivered ?? evenSize(natural);
  const timeUs = mediaTimeUs(clip, scene.rate, local);
  const source =
    facts.frames === 1
      ? ({ kind: 'image', media: clip.media } as const)
      : ({ kind: 'video', media: clip.media, timeUs, reader: path } as const);
  return pictureDraws(scene, source, { natural, delivered, fit: 'contain', opaque: !facts.alpha }, clip, local);
};
