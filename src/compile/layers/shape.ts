/** A shape: drawn as outlines in the size it is shown in, so that enlarging keeps it sharp. */
import type { Shape, ShapeClip } from '../../domain/timeline/timeline.types.ts';
import type { PictureSource, PlainDraw } from '../display-list.types.ts';
import type { Moment, Scene, Size } from '../scene.types.ts';
import { shapeBounds } from '../text/shape-bounds.ts';
import { pictureDraws } from './picture.ts';

/** Size of a shape's picture at its own scale: even, stroke included. */
export const shapeSize = ({ shape, stroke }: Pick<ShapeClip, 'shape' | 'stroke'>): Size => {
  const { width, height } = shapeBounds(shape, stroke?.widthPx ?? 0);
  return { width, height };
};

/** The shape with all its lengths multiplied. */
export const scaledShape = (shape: Shape, factor: number): Shape => {
  switch (shape.kind) {
    case 'rectangle':
      return {
        ...{ kind: 'rectangle', width: shape.width * factor, height: shape.height * factor },
        ...(shape.radiusPx !== undefined && { radiusPx: shape.radiusPx * factor }),
      };
    case 'ellipse':
      return { kind: 'ellipse', width: shape.width * factor, height: shape.height * factor };
    default:
      return { kind: shape.kind, points: shape.points.map(([x, y]) => [x * factor, y * factor] as const) };
  }
};

/** The shape's picture, placed; by default in its own size in the middle of the frame. */
export const shapeDraws = (scene: Scene, { clip, local }: Moment<ShapeClip>): readonly PlainDraw[] => {
  const natural = shapeSize(clip);
  const delivered = clip.compiled?.delivered ?? natural;
  const factor = delivered.width / natural.width;
  const isOwnSize = factor === 1;
  const shape = isOwnSize ? clip.shape : scaledShape(clip.shape, factor);
  const stroke = clip.stroke && { colour: clip.stroke.colour, widthPx: clip.stroke.widthPx * factor };
  const size = isOwnSize ? natural : shapeSize({ shape, ...(stroke && { stroke }) });
  const source: PictureSource = {
    kind: 'shape',
    shape,
    ...(clip.fill !== undefined && { fill: clip.fill }),
    ...(stroke && { stroke }),
  };
  return pictureDraws(scene, source, { natural, delivered: size, fit: 'none', opaque: false }, clip, local);
};
