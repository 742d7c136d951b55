/** Shotstack's assets of words: text, rich-text, title and html. Each becomes one text clip in a box. */
import type { TextClip, TextMotion, TextStyle } from '../../timeline/timeline.types.ts';
import { Cursor } from '../json/cursor.ts';
import { everDiffers, mapAnimated, plusAnimated } from '../shared/animated-values.ts';
import { isClear, readColour, withOpacity } from '../shared/colour-text.ts';
import { textOfHtml, textStyleOfCss } from '../shared/html-text.ts';
import { plainTextStyle, weightOf } from '../shared/text-style.ts';
import { alignmentOf, type ClipMotion, placementFields } from './clip-look.ts';
import { framesAt, type ShotstackScene } from './shotstack-scene.ts';

export type TextParts = Pick<TextClip, 'kind' | 'text' | 'style' | 'opacity' | 'placement' | 'enter'>;

const colourOf = (cursor: Cursor, opacity = 1): string | undefined => {
  const text = cursor.string();
  if (text === undefined || text === '') return undefined;
  const colour = readColour(text) ?? cursor.fail(`“${text}” should be a colour like “#ff8800”`);
  return withOpacity(colour, opacity);
};

type Box = Pick<TextStyle, 'boxX' | 'boxY' | 'boxWidth' | 'boxHeight' | 'align' | 'verticalAlign'>;

/** Without a size of its own the text's own edges go to the named position, so the position decides how it is aligned. */
const boxOf = (scene: ShotstackScene, clip: Cursor, asset: Cursor, alignment: Cursor): Box => {
  const [x, y] = alignmentOf(scene, clip.at('position').exists ? clip.at('position') : asset.at('position'));
  const ownWidth = asset.at('width').number() ?? clip.at('width').number();
  const ownHeight = asset.at('height').number() ?? clip.at('height').number();
  const [width, height] = [ownWidth ?? scene.width, ownHeight ?? scene.height];
  const horizontal = alignment.at('horizontal').string();
  const vertical = alignment.at('vertical').string();
  const across = horizontal === 'left' || horizontal === 'right' ? horizontal : 'centre';
  const down = vertical === 'top' || vertical === 'bottom' ? vertical : 'middle';
  const byPosition = x === 0 ? 'left' : x === 1 ? 'right' : across;
  const byPositionDown = y === 0 ? 'top' : y === 1 ? 'bottom' : down;
  return {
    boxX: Math.round(x * (scene.width - width)),
    boxY: Math.round(y * (scene.height - height)),
    boxWidth: Math.max(1, Math.round(width)),
    boxHeight: Math.max(1, Math.round(height)),
    align: ownWidth === undefined ? byPosition : across,
    verticalAlign: ownHeight === undefined ? byPositionDown : down,
  };
};

/** Scaling is about the middle of the box; text at an edge is moved back to it. */
const placed = (motion: ClipMotion, style: TextStyle): Pick<TextClip, 'placement'> => {
  const shift = (align: number, side: number) =>
    align === 0 || !everDiffers(motion.scale, 1) ? 0 : mapAnimated(motion.scale, (scale) => align * (1 - scale) * side);
  const across = style.align === 'left' ? -0.5 : style.align === 'right' ? 0.5 : 0;
  const down = style.verticalAlign === 'top' ? -0.5 : style.verticalAlign === 'bottom' ? 0.5 : 0;
  const x = plusAnimated(motion.x, shift(across, style.boxWidth));
  const y = plusAnimated(motion.y, shift(down, style.boxHeight));
  const placement = placementFields({ ...motion, x, y });
  return Object.keys(placement).length > 0 ? { placement } : {};
};

const finished = (text: string, style: TextStyle, motion: ClipMotion): TextParts => ({
  kind: 'text',
  text,
  style,
  opacity: motion.opacity,
  ...placed(motion, style),
});

const backgroundOf = (scene: ShotstackScene, background: Cursor): Pick<TextStyle, 'background'> => {
  const colour = background.isObject
    ? colourOf(background.at('color'), background.at('opacity').number() ?? 1)
    : colourOf(background);
  if (colour === undefined || isClear(colour)) return {};
  const object = background.isObject ? background : new Cursor(undefined, background.path, background.name);
  if (object.at('wrap').exists) scene.ground.log.dropped(`${background.path}.wrap`, 'background.wrap');
  const paddingPx = object.at('padding').number() ?? 8;
  return { background: { colour, paddingPx, radiusPx: object.at('borderRadius').number() ?? 0 } };
};

const strokeOf = (stroke: Cursor): Pick<TextStyle, 'outline'> => {
  const widthPx = stroke.at('width').number() ?? 0;
  const colour = colourOf(stroke.at('color'), stroke.at('opacity').number() ?? 1) ?? '#000000';
  return widthPx > 0 && !isClear(colour) ? { outline: { colour, widthPx } } : {};
};

const shadowOf = (shadow: Cursor): Pick<TextStyle, 'shadow'> => {
  if (!shadow.exists) return {};
  const colour = colourOf(shadow.at('color'), shadow.at('opacity').number() ?? 0.5) ?? '#00000080';
  const offsetX = shadow.at('offsetX').number() ?? 0;
  const blurPx = Math.max(0, shadow.at('blur').number() ?? 0);
  return { shadow: { colour, blurPx, offsetX, offsetY: shadow.at('offsetY').number() ?? 0 } };
};

const cased = (text: string, transform: string | undefined): string => {
  if (transform === 'uppercase') return text.toUpperCase();
  if (transform === 'lowercase') return text.toLowerCase();
  return transform === 'capitalize'
    ? text.replace(/(^|\s)(\p{L})/gu, (_, space: string, letter: string) => space + letter.toUpperCase())
    : text;
};

const familyOf = (font: Cursor): string => font.at('family').string() || 'Open Sans';

const styleOfFont = (scene: ShotstackScene, clip: Cursor, asset: Cursor, alignment: Cursor): TextStyle => {
  const font = asset.at('font');
  const style = asset.at('style');
  const extra = style.isObject ? style : new Cursor(undefined, style.path, style.name);
  const lineHeight = font.at('lineHeight').number() ?? extra.at('lineHeight').number() ?? 1.2;
  const size = font.at('size').number() ?? 48;
  const weight = font.at('weight').value;
  return {
    ...plainTextStyle(scene),
    fontFamily: familyOf(font),
    fontWeight: weightOf(typeof weight === 'number' || typeof weight === 'string' ? weight : undefined),
    ...(/^(?:italic|oblique)$/u.test(font.at('style').string() ?? '') ? { italic: true } : {}),
    sizePx: Math.min(4000, Math.max(1, size)),
    lineHeight: Math.min(10, Math.max(0.1, lineHeight)),
    letterSpacingPx: extra.at('letterSpacing').number() ?? 0,
    colour: colourOf(font.at('color'), font.at('opacity').number() ?? 1) ?? '#ffffff',
    ...boxOf(scene, clip, asset, alignment),
    ...strokeOf(asset.at('stroke')),
    ...backgroundOf(scene, asset.at('background')),
  };
};

const motions: Readonly<Record<string, TextMotion['kind']>> = {
  typewriter: 'typewriter',
  fadeIn: 'fade',
  slideIn: 'slide-left',
  ascend: 'rise',
  shift: 'slide-left',
  movingLetters: 'pop',
};

const animationOf = (scene: ShotstackScene, animation: Cursor): Pick<TextClip, 'enter'> => {
  const preset = animation.at('preset').string();
  if (preset === undefined) return {};
  const known = Object.hasOwn(motions, preset) ? motions[preset] : undefined;
  if (known !== 'typewriter' && known !== 'fade')
    scene.ground.log.approximated(
      animation.path,
      `text animation “${preset}”`,
      known ? `“${known}” in its place` : 'a fade in its place',
    );
  const kind =
    known === 'slide-left' && /right/u.test(animation.at('direction').string() ?? '')
      ? 'slide-right'
      : (known ?? 'fade');
  const seconds = animation.at('duration').number() ?? 1 / (animation.at('speed').number() || 1);
  const unit =
    animation.at('style').string() === 'word'
      ? 'word'
      : kind === 'typewriter' || preset === 'movingLetters'
        ? 'letter'
        : 'word';
  return { enter: { unit, kind, frames: Math.max(1, framesAt(scene, seconds)) } };
};

/** `text` and `rich-text`. */
export const textParts = (scene: ShotstackScene, clip: Cursor, asset: Cursor, motion: ClipMotion): TextParts => {
  const alignment = asset.at('alignment').exists ? asset.at('alignment') : asset.at('align');
  const style = { ...styleOfFont(scene, clip, asset, alignment), ...shadowOf(asset.at('shadow')) };
  const extra = asset.at('style');
  const transform = extra.isObject ? extra.at('textTransform').string() : undefined;
  if (extra.isObject) {
    for (const key of ['gradient', 'textDecoration']) {
      const value = extra.at(key).value;
      if (value !== undefined && value !== 'none') scene.ground.log.dropped(`${extra.path}.${key}`, `text ${key}`);
    }
  }
  for (const key of ['ellipsis', 'border', 'padding'])
    if (asset.at(key).exists) scene.ground.log.dropped(`${asset.path}.${key}`, `text ${key}`);
  asset.ignore('cacheEnabled', 'pixelRatio', 'customFonts');
  const text = cased(asset.at('text').string() ?? '', transform);
  return { ...finished(text, style, motion), ...animationOf(scene, asset.at('animation')) };
};

/** Families, weights and sizes that stand in for the named looks of the old title asset. */
const titles: Readonly<Record<string, Pick<TextStyle, 'fontFamily' | 'fontWeight'>>> = {
  minimal: { fontFamily: 'Inter', fontWeight: 400 },
  blockbuster: { fontFamily: 'Inter', fontWeight: 900 },
  vogue: { fontFamily: 'Inter', fontWeight: 300 },
  sketchy: { fontFamily: 'Inter', fontWeight: 500 },
  skinny: { fontFamily: 'Inter', fontWeight: 200 },
  chunk: { fontFamily: 'Inter', fontWeight: 900 },
  chunkLight: { fontFamily: 'Inter', fontWeight: 700 },
  marker: { fontFamily: 'Inter', fontWeight: 600 },
  future: { fontFamily: 'Inter', fontWeight: 500 },
  subtitle: { fontFamily: 'Inter', fontWeight: 600 },
};
const titleSizes: Readonly<Record<string, number>> = {
  'xx-small': 0.025,
  'x-small': 0.035,
  small: 0.05,
  medium: 0.067,
  large: 0.09,
  'x-large': 0.12,
  'xx-large': 0.16,
};

/** `title`. Its looks are the vendor's own; ours has the size, the colour and the weight. */
export const titleParts = (scene: ShotstackScene, clip: Cursor, asset: Cursor, motion: ClipMotion): TextParts => {
  const name = asset.at('style').string() ?? 'minimal';
  const look = Object.hasOwn(titles, name) ? titles[name] : titles.minimal;
  scene.ground.log.approximated(asset.path, `title style “${name}”`, 'set in Inter, in a weight like it');
  const size = titleSizes[asset.at('size').string() ?? 'medium'] ?? 0.067;
  const none = new Cursor(undefined, asset.path, asset.name);
  const box = boxOf(scene, clip, asset, none);
  const margin = Math.round(scene.height * 0.04);
  const offset = asset.at('offset');
  const style: TextStyle = {
    ...plainTextStyle(scene),
    ...look,
    sizePx: Math.round(scene.height * size),
    colour: colourOf(asset.at('color')) ?? '#ffffff',
    ...box,
    boxX: box.boxX + margin + Math.round((offset.at('x').number() ?? 0) * scene.width),
    boxY: box.boxY + margin - Math.round((offset.at('y').number() ?? 0) * scene.height),
    boxWidth: Math.max(1, box.boxWidth - 2 * margin),
    boxHeight: Math.max(1, box.boxHeight - 2 * margin),
    ...backgroundOf(scene, asset.at('background')),
  };
  const text = asset.at('text').string() ?? '';
  return finished(name === 'blockbuster' ? text.toUpperCase() : text, style, motion);
};

/** `html`: its words in the style that its CSS says most plainly. */
export const htmlParts = (scene: ShotstackScene, clip: Cursor, asset: Cursor, motion: ClipMotion): TextParts => {
  const html = asset.at('html').string() ?? '';
  const inline = [...html.matchAll(/style\s*=\s*(?:"([^"]*)"|'([^']*)')/giu)].map(
    (found) => found[1] ?? found[2] ?? '',
  );
  const css = textStyleOfCss([asset.at('css').string() ?? '', ...inline].join(';'));
  scene.ground.log.approximated(asset.path, 'HTML', 'its words are set as plain text');
  const none = new Cursor(undefined, asset.path, asset.name);
  const { align, weight, background, ...rest } = css;
  const own = colourOf(asset.at('background'));
  const behind = background ?? (own !== undefined && !isClear(own) ? own : undefined);
  const box = boxOf(scene, clip, asset, none);
  const style: TextStyle = {
    ...plainTextStyle(scene),
    ...box,
    sizePx: rest.sizePx ?? 16,
    fontFamily: rest.family ?? 'Open Sans',
    fontWeight: weightOf(weight),
    colour: rest.colour ?? '#ffffff',
    lineHeight: rest.lineHeight ?? 1.2,
    ...(rest.italic === true ? { italic: true } : {}),
    align: align ?? (box.align === 'centre' ? 'left' : box.align),
    ...(behind === undefined ? {} : { background: { colour: behind, paddingPx: 8, radiusPx: 0 } }),
  };
  return finished(textOfHtml(html), style, motion);
};
