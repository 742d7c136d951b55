/** A stack drawn alone, as a picture of the frame's size. */
import type { Draw, LayerDraw } from './display-list.types.ts';
import { plainLayer } from './layers/look.ts';
import type { Size } from './scene.types.ts';

/** The draws as one layer that covers the frame, or lies in it as `how` says. */
export const groupDraw = (frame: Size, draws: readonly Draw[], how: Partial<LayerDraw> = {}): LayerDraw => ({
  kind: 'layer',
  source: { kind: 'group', draws },
  ...{ width: frame.width, height: frame.height, opaque: false },
  ...plainLayer,
  ...{ x: 0, y: 0, scaleX: 1, scaleY: 1, anchorX: 0, anchorY: 0 },
  ...how,
});
