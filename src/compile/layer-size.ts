/** Whether a picture is what its layer says it is. */
import { WorkprintError } from '../domain/errors.ts';
import type { LayerDraw } from './display-list.types.ts';
import { imageKey } from './resources.ts';
import type { Size } from './scene.types.ts';

/** Throws `timeline-invalid` when a picture has another size than its layer says. */
export const checkedSize = (draw: LayerDraw, { width, height }: Size): void => {
  if (width === draw.width && height === draw.height) return;
  const { source } = draw;
  const name = 'media' in source ? imageKey(source.media) : `of a ${source.kind}`;
  throw new WorkprintError(
    'timeline-invalid',
    `A layer says ${draw.width} x ${draw.height}, its picture ${name} is ${width} x ${height}.`,
  );
};
