/** One editly layer to the clips that show it, placed within its editly clip. */
import type { PictureClip } from '../../timeline/timeline.types.ts';
import { Cursor } from '../json/cursor.ts';
import type { JsonObject } from '../json/read-json.ts';
import type { Placed } from '../shared/lay-out.ts';
import { fillLayer, linearGradient, radialGradient, rainbowLayer } from './colour-layers.ts';
import { type EditlyScene, framesOf } from './editly-scene.ts';
import { imageLayer, overlayLayer, videoLayer } from './picture-layers.ts';
import { newsLayer, slideInLayer, subtitleLayer, titleLayer } from './text-layers.ts';

const backgrounds = new Set(['fill-color', 'linear-gradient', 'radial-gradient', 'rainbow-colors', 'pause']);

const withType = (layer: Cursor, key: string, standard: string): Cursor => {
  const inner = layer.at(key);
  const value = inner.isObject ? (inner.value as JsonObject) : { type: standard };
  return new Cursor(value, inner.path, inner.name);
};

const madeOf = (scene: EditlyScene, layer: Cursor, frames: number, isFitted: boolean): readonly PictureClip[] => {
  const type = layer.at('type').string() ?? '';
  const clips = (list: readonly { readonly clip: PictureClip }[]): PictureClip[] => list.map(({ clip }) => clip);
  switch (type) {
    case 'video':
      return clips(videoLayer(scene, layer, frames, isFitted));
    case 'image':
      return clips(imageLayer(scene, layer, frames));
    case 'image-overlay':
      return clips(overlayLayer(scene, layer, frames));
    case 'title':
      return [titleLayer(scene, layer, frames)];
    case 'subtitle':
      return [subtitleLayer(scene, layer, frames)];
    case 'news-title':
      return [newsLayer(scene, layer, frames)];
    case 'slide-in-text':
      return [slideInLayer(scene, layer, frames)];
    case 'title-background': {
      const background = withType(layer, 'background', 'radial-gradient');
      const isKnown = backgrounds.has(background.at('type').string() ?? '');
      if (!isKnown) background.at('type').fail('should be fill-color, linear-gradient or radial-gradient');
      return [...madeOf(scene, background, frames, isFitted), titleLayer(scene, layer, frames)];
    }
    case 'fill-color':
    case 'pause':
      return [fillLayer(scene, layer, frames)];
    case 'linear-gradient':
      return [linearGradient(scene, layer, frames)];
    case 'radial-gradient':
      return [radialGradient(scene, layer, frames)];
    case 'rainbow-colors':
      return [rainbowLayer(scene, layer, frames)];
    case 'audio':
    case 'detached-audio':
      return [];
    default:
      layer.ignore(...layer.keys());
      scene.ground.log.dropped(
        layer.path,
        `layer type “${type}”`,
        /^(?:canvas|fabric|gl)$/u.test(type) ? 'code and shaders are not run' : undefined,
      );
      return [];
  }
};

/** Bottom first. `start` and `stop` are seconds of the editly clip. */
export const layerClips = (
  scene: EditlyScene,
  layer: Cursor,
  clipFrames: number,
  isFitted: boolean,
): Placed<PictureClip>[] => {
  const start = Math.min(clipFrames - 1, framesOf(scene, Math.max(0, layer.at('start').number() ?? 0)));
  const stop = layer.at('stop').number();
  const end = stop === undefined || stop <= 0 ? clipFrames : Math.min(clipFrames, framesOf(scene, stop));
  if (end <= start) layer.at('stop').fail('should be after the start');
  const made = madeOf(scene, layer, end - start, isFitted);
  layer.ignore('type', 'start', 'stop', 'layerDuration', 'fontPath', 'fontFamily');
  // Sounds are read with the music.
  const isSound = /audio$/u.test(layer.at('type').string() ?? '');
  for (const key of isSound ? [] : layer.unread()) scene.ground.log.dropped(`${layer.path}.${key}`, `field “${key}”`);
  return made.map((clip) => ({ start, clip }));
};
