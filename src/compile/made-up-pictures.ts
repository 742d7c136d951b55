/** Pictures made up from their names, for tests of the compositor: whoever asks for a name gets the same pixels. */
import { seededRandom } from '../domain/random.ts';
import type { MediaReference, Timeline } from '../domain/timeline/timeline.types.ts';
import type { Compositor } from './compositor.ts';
import type { DisplayList } from './display-list.types.ts';
import { evaluate } from './evaluate.ts';
import { type LayerImage, packLayer, readLayer } from './layer-image.ts';
import { shapeSize } from './layers/shape.ts';
import { imageKey, type Resource } from './resources.ts';

/** Smooth blobs of colour with soft rims; opaque when asked for. RGBA, premultiplied or straight. */
export const blob = (
  name: string,
  width: number,
  height: number,
  { opaque, straight }: { readonly opaque: boolean; readonly straight: boolean },
): Uint8Array => {
  const random = seededRandom(name);
  const [r, g, b] = [random() * 255, random() * 255, random() * 255] as const;
  const rgba = new Uint8Array(width * height * 4);
  for (let j = 0, i = 0; j < height; j++) {
    for (let x = 0; x < width; x++, i += 4) {
      const reach = Math.hypot((x / width - 0.5) * 2, (j / height - 0.5) * 2);
      const alpha = opaque ? 1 : Math.min(1, Math.max(0, (0.95 - reach) * 6));
      const factor = straight ? 1 : alpha;
      rgba.set([r * factor, g * factor * (x / width), b * factor * (j / height), 255 * alpha], i);
    }
  }
  return rgba;
};

/** The blob as a layer picture. */
export const blobLayer = (name: string, width: number, height: number, opaque = name.includes('far')): LayerImage =>
  readLayer(packLayer(blob(name, width, height, { opaque, straight: false }), width, height));

const hasAlpha = (media: MediaReference): boolean => media.kind === 'blob' && (media.facts?.picture?.alpha ?? true);

/** One yuv420p or RGBA frame of a made-up video. */
export const videoFrame = (name: string, index: number, width: number, height: number, alpha: boolean): Uint8Array => {
  if (alpha) return blob(`${name} ${index}`, width, height, { opaque: false, straight: true });
  const { y, u, v } = blobLayer(`${name} ${index}`, width, height, true);
  return new Uint8Array([...y, ...u, ...v]);
};

/** Index of the frame of a made-up video at a moment; they run at 24 frames a second. */
export const frameAt = (timeUs: number): number => Math.floor(((timeUs + 1000) * 24) / 1e6);

/** Gives a compositor what it misses. */
export const provide = (compositor: Compositor, resource: Resource): void => {
  switch (resource.kind) {
    case 'text': {
      const { text, part } = resource.draw;
      const layer = blobLayer(text + (part?.index ?? ''), 40, 12, false);
      return compositor.giveText(resource, { x: 4 + 2 * (part?.index ?? 0), y: 30, layer });
    }
    case 'shape': {
      const { width, height } = shapeSize(resource.source);
      return compositor.giveShape(resource, blobLayer(resource.key, width, height, false));
    }
    case 'image': {
      const { image, width, height } = resource;
      const name = imageKey(image);
      const size = /(\d+)x(\d+)$/.exec(name);
      const [w, h] = size ? [Number(size[1]), Number(size[2])] : [width || 8, height || 8];
      if (image.kind === 'file') return compositor.giveImage(resource, blobLayer(name, w, h));
      const rgba = blob(name, w, h, { opaque: !hasAlpha(image), straight: true });
      return compositor.giveImage(resource, { width: w, height: h, rgba });
    }
    case 'video': {
      const { source, width, height, alpha } = resource;
      const index = frameAt(source.timeUs);
      if (compositor.videoFrame(resource) !== index)
        compositor.videoTarget(resource).set(videoFrame(imageKey(source.media), index, width, height, alpha));
      return compositor.giveVideo(resource, index);
    }
    case 'lut':
      throw new Error('No table of colours is made up.');
  }
};

/** The frame of a list, a copy. */
export const composed = (compositor: Compositor, list: DisplayList): Uint8Array => {
  compositor.pin(list);
  for (const resource of compositor.missing(list)) provide(compositor, resource);
  compositor.compose(list, 1);
  return compositor.frame(1).slice();
};

/** All frames of a timeline, in order. */
export const framesOf = (compositor: Compositor, timeline: Timeline): Uint8Array[] =>
  Array.from({ length: timeline.durationFrames }, (_, i) => composed(compositor, evaluate(timeline, i)));
