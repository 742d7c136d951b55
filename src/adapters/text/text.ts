/** The door of the room: text as a planar layer, shaped and drawn by Skia, wrapped and placed here. */
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { parseColour } from '../../compile/colour.ts';
import { type LayerImage, packLayer, readLayer } from '../../compile/layer-image.ts';
import { shapeBounds } from '../../compile/text/shape-bounds.ts';
import { unitsOf } from '../../compile/text/units.ts';
import type { Shape, TextStyle } from '../../domain/timeline/timeline.types.ts';
import type { RasterisedText, ShapeRequest, TextRasteriser, TextRequest } from '../../ports/text-rasteriser.ts';
import { packWithKernels } from '../kernels/kernels.ts';
import { cssFont, fontFingerprint } from './fonts.ts';
import { missingCharacters } from './glyphs.ts';
import { wrap } from './wrap.ts';

export const createTextRasteriser = (): TextRasteriser => ({
  id: `skia-text-1-${fontFingerprint()}`,
  missingCharacters,
  rasterise,
  rasteriseShape,
  useFonts: (fonts) => {
    for (const { family, bytes } of fonts) GlobalFonts.register(Buffer.from(bytes), family);
  },
  countUnits: (text, style, unit) =>
    unit === 'line' ? layOutToFit(text, style).lines.length : unitsOf(text, unit).length,
});

const tracePath = (context: SKRSContext2D, shape: Shape): void => {
  context.beginPath();
  if (shape.kind === 'rectangle') context.roundRect(0, 0, shape.width, shape.height, shape.radiusPx ?? 0);
  else if (shape.kind === 'ellipse')
    context.ellipse(shape.width / 2, shape.height / 2, shape.width / 2, shape.height / 2, 0, 0, Math.PI * 2);
  else shape.points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  if (shape.kind === 'polygon') context.closePath();
};

const rasteriseShape = ({ shape, fill, stroke }: ShapeRequest): LayerImage => {
  const { width, height, originX, originY } = shapeBounds(shape, stroke?.widthPx);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.translate(originX, originY);
  tracePath(context, shape);
  if (fill !== undefined && shape.kind !== 'line') {
    context.fillStyle = css(fill);
    context.fill();
  }
  if (stroke) {
    context.strokeStyle = css(stroke.colour);
    context.lineWidth = stroke.widthPx;
    context.lineJoin = shape.kind === 'rectangle' ? 'miter' : 'round';
    context.stroke();
  }
  return readLayer(packLayer(canvas.data(), width, height, packWithKernels));
};

type PlacedLine = { readonly text: string; readonly x: number; readonly baseline: number; readonly width: number };
type TextLayout = {
  readonly font: string;
  readonly rightToLeft: boolean;
  readonly letterSpacingPx: number;
  readonly lines: readonly PlacedLine[];
  readonly bounds: Bounds;
};
type Bounds = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

let measuring: SKRSContext2D | undefined;
const measuringContext = (): SKRSContext2D => {
  measuring ??= createCanvas(16, 16).getContext('2d');
  return measuring;
};

const rasterise = ({ text, style, frameWidth, frameHeight }: TextRequest): RasterisedText => {
  const missing = missingCharacters(text);
  const drawable = missing.length === 0 ? text : [...text].filter((c) => !missing.includes(c)).join('');
  const nothing = { x: 0, y: 0, layer: undefined, missingCharacters: missing };
  if (drawable.trim() === '') return nothing;
  const layout = layOutToFit(drawable, style);
  const area = pictureArea(layout.bounds, style, frameWidth, frameHeight);
  const [width, height] = [area.right - area.left, area.bottom - area.top];
  if (width <= 0 || height <= 0) return nothing;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.translate(-area.left, -area.top);
  draw(context, layout, style);
  const layer = readLayer(packLayer(canvas.data(), width, height, packWithKernels));
  return { x: area.left, y: area.top, layer, missingCharacters: missing };
};

const smallestScale = 0.5;

/** A text too tall for its box is set smaller, down to half its size; then it runs over. */
const layOutToFit = (text: string, style: TextStyle): TextLayout => {
  for (let scale = 1; ; scale -= 0.08) {
    const layout = layOut(text, style, Math.max(scale, smallestScale));
    if (layout.bounds.bottom - layout.bounds.top <= style.boxHeight || scale <= smallestScale) return layout;
  }
};

/** Letters of scripts written from right to left. */
const rightToLeftLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The first letter decides, as the Unicode bidirectional algorithm has it. */
const isRightToLeft = (text: string): boolean => rightToLeftLetter.test(/\p{L}/u.exec(text)?.[0] ?? '');

const prepare = (
  context: SKRSContext2D,
  layout: Pick<TextLayout, 'font' | 'rightToLeft' | 'letterSpacingPx'>,
): void => {
  context.font = layout.font;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.direction = layout.rightToLeft ? 'rtl' : 'ltr';
  context.letterSpacing = `${layout.letterSpacingPx}px`;
};

const layOut = (text: string, style: TextStyle, scale: number): TextLayout => {
  const sizePx = Math.round(style.sizePx * scale * 4) / 4;
  const choice = { family: style.fontFamily, weight: style.fontWeight, italic: style.italic ?? false };
  const setting = {
    font: cssFont(choice, sizePx, text),
    rightToLeft: isRightToLeft(text),
    // Letters of joining scripts must touch.
    letterSpacingPx: rightToLeftLetter.test(text) ? 0 : style.letterSpacingPx * scale,
  };
  const context = measuringContext();
  prepare(context, setting);
  // The space after the last letter is no part of a line.
  const measure = (line: string): number => context.measureText(line).width - setting.letterSpacingPx;
  const texts = wrap(text, style.boxWidth, measure, style.align === 'centre');
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
  const lineHeight = sizePx * style.lineHeight;
  const blockHeight = lineHeight * texts.length;
  const slack = style.boxHeight - blockHeight;
  const top = style.boxY + (style.verticalAlign === 'top' ? 0 : style.verticalAlign === 'middle' ? slack / 2 : slack);
  const lines = texts.map((line, i) => {
    const width = measure(line);
    const room = style.boxWidth - width;
    const x = style.boxX + (style.align === 'left' ? 0 : style.align === 'centre' ? room / 2 : room);
    const baseline = Math.round(top + i * lineHeight + (lineHeight - ascent - descent) / 2 + ascent);
    return { text: line, x, baseline, width };
  });
  const bounds = {
    left: Math.min(...lines.map(({ x }) => x)),
    right: Math.max(...lines.map(({ x, width }) => x + width)),
    top,
    bottom: top + blockHeight,
  };
  return { ...setting, lines, bounds };
};

/** The part of the frame that the text, its outline, shadow and background can touch; even numbers. */
const pictureArea = (bounds: Bounds, style: TextStyle, frameWidth: number, frameHeight: number): Bounds => {
  // Glyphs may reach beyond their advance and line box: swashes, accents, stacked marks.
  const overhang = style.sizePx * 0.5;
  const shadow = style.shadow ? style.shadow.blurPx * 2 + Math.abs(style.shadow.offsetY) : 0;
  const around = Math.max(overhang, style.background?.paddingPx ?? 0) + (style.outline?.widthPx ?? 0) + shadow + 2;
  const even = (value: number, round: (value: number) => number, most: number): number =>
    Math.min(Math.max(round(value / 2) * 2, 0), most);
  return {
    left: even(bounds.left - around, Math.floor, frameWidth),
    top: even(bounds.top - around, Math.floor, frameHeight),
    right: even(bounds.right + around, Math.ceil, frameWidth),
    bottom: even(bounds.bottom + around, Math.ceil, frameHeight),
  };
};

const css = (colour: string): string => {
  const { r, g, b, alpha } = parseColour(colour);
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
};

const draw = (context: SKRSContext2D, layout: TextLayout, style: TextStyle): void => {
  const { background, outline, shadow } = style;
  if (background) {
    const { left, top, right, bottom } = layout.bounds;
    const pad = background.paddingPx;
    context.fillStyle = css(background.colour);
    context.beginPath();
    context.roundRect(left - pad, top - pad / 2, right - left + 2 * pad, bottom - top + pad, background.radiusPx);
    context.fill();
  }
  prepare(context, layout);
  const each = (paint: (line: PlacedLine) => void): void => layout.lines.forEach(paint);
  if (shadow) {
    context.shadowColor = css(shadow.colour);
    context.shadowBlur = shadow.blurPx;
    context.shadowOffsetY = shadow.offsetY;
  }
  if (outline) {
    context.strokeStyle = css(outline.colour);
    context.lineWidth = outline.widthPx * 2;
    context.lineJoin = 'round';
    each(({ text, x, baseline }) => context.strokeText(text, x, baseline));
    context.shadowColor = 'rgba(0, 0, 0, 0)';
  }
  context.fillStyle = css(style.colour);
  each(({ text, x, baseline }) => context.fillText(text, x, baseline));
};
