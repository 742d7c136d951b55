/** The layers of a panel at rest, one over the other, cut to the frame: for looking at, for tests, for still pictures. */
import type { PaintedPanel } from './painted-layer.ts';

/** Opaque RGBA of the frame. Mouths and eyes are in their resting state. */
export const flattenPanel = (panel: PaintedPanel, frameWidth: number, frameHeight: number): Uint8Array => {
  const out = new Uint8Array(frameWidth * frameHeight * 4);
  const [left, top] = [
    Math.floor((panel.canvasWidth - frameWidth) / 4) * 2,
    Math.floor((panel.canvasHeight - frameHeight) / 4) * 2,
  ];
  for (const layer of panel.layers) {
    over(out, frameWidth, frameHeight, layer.rgba, layer.width, layer.height, layer.x - left, layer.y - top);
    for (const [patches, image] of [
      [layer.mouth, layer.mouth?.images.X],
      [layer.eyes, layer.eyes?.images.open],
    ] as const) {
      if (patches === undefined || image === undefined) continue;
      over(
        out,
        frameWidth,
        frameHeight,
        image,
        patches.width,
        patches.height,
        layer.x + patches.x - left,
        layer.y + patches.y - top,
      );
    }
  }
  return out;
};

/** Premultiplied OVER. */
const over = (
  out: Uint8Array,
  width: number,
  height: number,
  rgba: Uint8Array,
  w: number,
  h: number,
  atX: number,
  atY: number,
): void => {
  for (let y = Math.max(0, -atY); y < Math.min(h, height - atY); y++) {
    for (let x = Math.max(0, -atX); x < Math.min(w, width - atX); x++) {
      const from = (y * w + x) * 4;
      const alpha = rgba[from + 3] as number;
      if (alpha === 0) continue;
      const to = ((y + atY) * width + x + atX) * 4;
      const keep = 255 - alpha;
      for (let c = 0; c < 4; c++)
        out[to + c] = (rgba[from + c] as number) + Math.round(((out[to + c] as number) * keep) / 255);
    }
  }
};
