/** One colour: over the whole frame, or as a rectangle when it is placed, filtered or blended. */
import type { SolidClip } from '../../domain/timeline/timeline.types.ts';
import type { PlainDraw } from '../display-list.types.ts';
import type { Moment, Scene, Size } from '../scene.types.ts';
import { opacityAt } from './look.ts';
import { evenSize, pictureDraws } from './picture.ts';

/** A rectangle of one colour, as the source of a layer; even sides. */
export const colourSource = (colour: string, { width, height }: Size) =>
  ({ kind: 'shape', shape: { kind: 'rectangle', width, height }, fill: colour }) as const;

/** A solid fills its box (the frame when there is none). */
export const solidDraws = (scene: Scene, { clip, local }: Moment<SolidClip>): readonly PlainDraw[] => {
  const { placement, colour, blend = 'normal', filters = [] } = clip;
  if (placement === undefined && blend === 'normal' && filters.length === 0) {
    const weight = opacityAt(clip.opacity, local);
    return weight === 0 ? [] : [{ kind: 'fill', colour, weight }];
  }
  const size = evenSize(placement?.box ?? scene);
  const look = { ...clip, placement: { ...placement, fit: placement?.fit ?? 'stretch' } };
  const sized = { natural: size, delivered: size, fit: 'stretch', opaque: false } as const;
  return pictureDraws(scene, colourSource(colour, size), sized, look, local);
};
