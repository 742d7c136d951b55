/** A still. */
import type { ImageClip } from '../../domain/timeline/timeline.types.ts';
import type { PlainDraw } from '../display-list.types.ts';
import type { Moment, Scene } from '../scene.types.ts';
import { evenSize, pictureDraws, pictureFactsOf } from './picture.ts';

/** Nothing when the media was not taken in or has no picture: what cannot be read is refused before rendering. */
export const imageDraws = (scene: Scene, { clip, local }: Moment<ImageClip>): readonly PlainDraw[] => {
  const facts = pictureFactsOf(clip.media);
  if (!facts) return [];
  const natural = { width: facts.width, height: facts.height };
  const delivered = clip.compiled?.delivered ?? evenSize(natural);
  const size = { natural, delivered, fit: 'contain', opaque: !facts.alpha } as const;
  return pictureDraws(scene, { kind: 'image', media: clip.media }, size, clip, local);
};
