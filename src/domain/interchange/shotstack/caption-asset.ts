/** Shotstack's captions: an SRT or WebVTT file drawn over the picture. */
import type { CaptionsClip, TextStyle } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { isClear, readColour, withOpacity } from '../shared/colour-text.ts';
import { mediaFromLocation } from '../shared/media-from-location.ts';
import { captionTextStyle, weightOf } from '../shared/text-style.ts';
import { cuesFromText } from '../subtitles/cues-from-text.ts';
import { alignmentOf } from './clip-look.ts';
import { framesAt, type ShotstackScene } from './shotstack-scene.ts';

const colourAt = (cursor: Cursor, opacity: number): string | undefined => {
  const text = cursor.string();
  if (text === undefined) return undefined;
  return withOpacity(readColour(text) ?? cursor.fail(`“${text}” should be a colour like “#ff8800”`), opacity);
};

const styleOf = (scene: ShotstackScene, clip: Cursor, asset: Cursor): TextStyle => {
  const plain = captionTextStyle(scene);
  const font = asset.at('font');
  const background = asset.at('background');
  const margin = asset.at('margin');
  const behind = colourAt(background.at('color'), background.at('opacity').number() ?? 1);
  const weight = font.at('weight').number();
  const { outline, ...rest } = plain;
  const stroke = asset.at('stroke').exists ? asset.at('stroke') : undefined;
  const widthPx = stroke?.at('width').number() ?? font.at('strokeWidth').number();
  const line = stroke === undefined ? colourAt(font.at('stroke'), 1) : colourAt(stroke.at('color'), 1);
  const [, down] = alignmentOf(scene, clip.at('position'));
  const side = (key: string, standard: number): number => margin.at(key).number() ?? standard;
  const [left, right] = [side('left', 0.1) * scene.width, side('right', 0.1) * scene.width];
  const [top, bottom] = [side('top', 0.1) * scene.height, side('bottom', 0.1) * scene.height];
  return {
    ...rest,
    ...(widthPx === undefined || widthPx > 0
      ? { outline: { colour: line ?? outline?.colour ?? '#000000', widthPx: widthPx ?? outline?.widthPx ?? 1 } }
      : {}),
    fontFamily: font.at('family').string() ?? plain.fontFamily,
    ...(weight === undefined ? {} : { fontWeight: weightOf(weight) }),
    sizePx: font.at('size').number() ?? plain.sizePx,
    colour: colourAt(font.at('color'), font.at('opacity').number() ?? 1) ?? plain.colour,
    lineHeight: font.at('lineHeight').number() ?? plain.lineHeight,
    boxX: Math.round(left),
    boxY: Math.round(top),
    boxWidth: Math.max(1, Math.round(scene.width - left - right)),
    boxHeight: Math.max(1, Math.round(scene.height - top - bottom)),
    verticalAlign:
      down === 0 && clip.at('position').exists ? 'top' : clip.at('position').value === 'center' ? 'middle' : 'bottom',
    ...(behind === undefined || isClear(behind)
      ? {}
      : {
          background: {
            colour: behind,
            paddingPx: background.at('padding').number() ?? 8,
            radiusPx: background.at('borderRadius').number() ?? 0,
          },
        }),
  };
};

/** Cues of the file, if its text is known; undefined (and reported) otherwise. */
export const captionParts = (
  scene: ShotstackScene,
  clip: Cursor,
  asset: Cursor,
): Omit<CaptionsClip, 'id' | 'name' | 'sourceRange'> | undefined => {
  const { log } = scene.ground;
  const src = asset.at('src').string() ?? '';
  if (src.startsWith('alias://')) {
    log.dropped(asset.path, 'captions from speech', 'transcribe the sound, and name the SRT file instead');
    return undefined;
  }
  const text = scene.ground.textOf(mediaFromLocation(src));
  if (text === undefined) {
    log.dropped(asset.path, 'captions', `the text of “${src}” is not known`);
    return undefined;
  }
  const style = styleOf(scene, clip, asset);
  const trim = framesAt(scene, asset.at('trim').number() ?? 0);
  const speed = asset.at('speed').number() || 1;
  const moved = (frame: number): number => Math.round((frame - trim) / speed);
  let last = 0;
  const cues = cuesFromText(scene.ground, text, scene).flatMap((cue) => {
    // One clip holds one caption at a time: the later one waits for the earlier.
    const [from, to] = [Math.max(last, moved(cue.from)), moved(cue.to)];
    if (to <= from) return [];
    last = to;
    return [{ from, to, text: cue.text }];
  });
  return { kind: 'captions', cues, style, burn: true };
};
