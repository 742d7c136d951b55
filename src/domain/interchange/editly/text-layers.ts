/** editly's layers of words: title, subtitle, news-title, slide-in-text. Sizes follow the shorter side of the frame, as there. */
import type { TextClip, TextMotion, TextStyle } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { readColour } from '../shared/colour-text.ts';
import { plainTextStyle } from '../shared/text-style.ts';
import { type EditlyScene, familyOf, framesOf, kenBurns, placeOf } from './editly-scene.ts';

const colourAt = (cursor: Cursor, standard: string): string => {
  const text = cursor.string();
  return text === undefined
    ? standard
    : (readColour(text) ?? cursor.fail(`“${text}” should be a colour like “#ff8800”`));
};

/** The box whose aligned edge lies at the place; four fifths of the frame wide, as editly wraps. */
const boxAt = (
  scene: EditlyScene,
  position: Cursor,
  standard: string,
  share = 0.8,
): Pick<TextStyle, 'boxX' | 'boxY' | 'boxWidth' | 'boxHeight' | 'align' | 'verticalAlign'> => {
  const { left, top, originX, originY } = placeOf(scene, position, standard);
  const boxWidth = Math.round(scene.width * share);
  return {
    boxX: Math.round(left - originX * boxWidth),
    boxY: Math.round(top - originY * scene.height),
    boxWidth,
    boxHeight: scene.height,
    align: originX === 0 ? 'left' : originX === 1 ? 'right' : 'centre',
    verticalAlign: originY === 0 ? 'top' : originY === 1 ? 'bottom' : 'middle',
  };
};

const clipOf = (
  scene: EditlyScene,
  layer: Cursor,
  frames: number,
  style: TextStyle,
  rest: Partial<TextClip> = {},
): TextClip => {
  const text = layer.at('text').string() ?? layer.at('text').fail('is missing; say the words');
  return {
    kind: 'text',
    id: scene.ground.freshId('clip'),
    name: text.slice(0, 60),
    sourceRange: { startFrame: 0, durationFrames: frames },
    text,
    style,
    opacity: 1,
    ...rest,
  };
};

const baseStyle = (scene: EditlyScene, layer: Cursor, size: number): TextStyle => ({
  ...plainTextStyle(scene),
  fontFamily: familyOf(scene, layer),
  sizePx: Math.max(1, Math.round(Math.min(scene.width, scene.height) * size)),
  lineHeight: 1.16,
  colour: colourAt(layer.at('textColor'), '#ffffff'),
});

/** A large title, slowly growing. */
export const titleLayer = (scene: EditlyScene, layer: Cursor, frames: number): TextClip => {
  const placement = kenBurns(layer, frames, 'in', 0.2);
  const style = { ...baseStyle(scene, layer, 0.1), ...boxAt(scene, layer.at('position'), 'center') };
  return clipOf(scene, layer, frames, style, Object.keys(placement).length > 0 ? { placement } : {});
};

const entering = (
  scene: EditlyScene,
  layer: Cursor,
  kind: TextMotion['kind'],
  unit: TextMotion['unit'],
  seconds: number,
): Pick<TextClip, 'enter'> => {
  if ((layer.at('delay').number() ?? 0) > 0)
    scene.ground.log.approximated(`${layer.path}.delay`, 'a delay', 'the words come at once');
  const speed = layer.at('speed').number() || 1;
  return { enter: { unit, kind, frames: Math.max(1, framesOf(scene, Math.min(60, seconds / Math.abs(speed)))) } };
};

/** A line at the foot of the frame. */
export const subtitleLayer = (scene: EditlyScene, layer: Cursor, frames: number): TextClip => {
  const style = baseStyle(scene, layer, 0.05);
  const padding = Math.round(scene.width * 0.05);
  const box = {
    boxX: padding,
    boxWidth: Math.max(1, scene.width - 2 * padding),
    boxY: 0,
    boxHeight: Math.max(1, scene.height - padding),
  };
  const background = {
    colour: colourAt(layer.at('backgroundColor'), '#0000004d'),
    paddingPx: Math.round(style.sizePx * 0.4),
    radiusPx: 0,
  };
  const placed: TextStyle = { ...style, ...box, align: 'left', verticalAlign: 'bottom', background };
  return clipOf(scene, layer, frames, placed, entering(scene, layer, 'slide-left', 'block', 0.6));
};

/** White on a red bar. */
export const newsLayer = (scene: EditlyScene, layer: Cursor, frames: number): TextClip => {
  scene.ground.log.approximated(layer.path, 'a news title', 'words on a bar that slides in');
  const style = baseStyle(scene, layer, 0.05);
  const position = layer.at('position');
  const isTop = position.value === 'top';
  const background = {
    colour: colourAt(layer.at('backgroundColor'), '#d02a42'),
    paddingPx: Math.round(style.sizePx * 0.6),
    radiusPx: 0,
  };
  const inset = Math.round(scene.height * 0.08);
  const placed: TextStyle = {
    ...style,
    align: 'left',
    verticalAlign: isTop ? 'top' : 'bottom',
    boxX: Math.round(style.sizePx * 0.6),
    boxY: isTop ? inset : 0,
    boxHeight: Math.max(1, scene.height - inset),
    background,
  };
  return clipOf(scene, layer, frames, placed, entering(scene, layer, 'slide-left', 'block', 0.5));
};

/** Letters that slide in one after the other. */
export const slideInLayer = (scene: EditlyScene, layer: Cursor, frames: number): TextClip => {
  scene.ground.log.approximated(layer.path, 'slide-in text', 'its letters slide in from the right');
  const size = layer.at('fontSize').number() ?? 0.05;
  const style = baseStyle(scene, layer, Math.min(2, Math.max(0.001, size)));
  const colour = layer.at('color').exists ? colourAt(layer.at('color'), '#ffffff') : style.colour;
  const letterSpacingPx = Math.round((layer.at('charSpacing').number() ?? 0.1) * style.sizePx);
  const placed = { ...style, colour, letterSpacingPx, ...boxAt(scene, layer.at('position'), 'center', 0.9) };
  return clipOf(scene, layer, frames, placed, entering(scene, layer, 'slide-left', 'letter', 0.4));
};
