/** Rectangles, ellipses, polygons and lines, filled or stroked. */
import { limits } from '../../limits.ts';
import { byWordShape, type Fields, given, listShape, objectShape, optional, required } from '../schema/objects.ts';
import { literalShape, numberShape } from '../schema/scalars.ts';
import { refined, type Shape } from '../schema/shape.ts';
import type { Shape as DrawnShape, ShapeClip } from '../timeline.types.ts';
import { colourShape } from '../values/colour.ts';
import { clipShape } from './clip-fields.ts';
import { lookFields, lookOf } from './look.ts';

const sidePx = numberShape({ from: 0.01, to: limits.frameSidePx * 4 });
const at = numberShape({ from: -limits.frameSidePx * 4, to: limits.frameSidePx * 4 });

const point: Shape<readonly [x: number, y: number]> = refined(
  listShape(at, { takes: 'a point [x, y]', shortest: 2, longest: 2 }),
  ([x = 0, y = 0]) => [x, y],
);
const points = (least: number) =>
  listShape(point, { takes: `at least ${least} points [x, y]`, shortest: least, longest: limits.pointsInShape });

const size = { width: required(sidePx), height: required(sidePx) } as const;

const drawnShape: Shape<DrawnShape> = byWordShape<DrawnShape>('kind', 'a shape {kind, …}', {
  rectangle: objectShape(
    {
      kind: required(literalShape('rectangle')),
      ...size,
      radiusPx: optional(numberShape({ from: 0, to: limits.frameSidePx * 2 }), {
        aliases: ['radius'],
        about: 'Of the corners.',
      }),
    },
    { takes: 'a rectangle {width, height}' },
  ),
  ellipse: objectShape({ kind: required(literalShape('ellipse')), ...size }, { takes: 'an ellipse {width, height}' }),
  polygon: objectShape(
    { kind: required(literalShape('polygon')), points: required(points(3)) },
    { takes: 'a polygon {points}' },
  ),
  line: objectShape(
    { kind: required(literalShape('line')), points: required(points(2)) },
    { takes: 'a line {points}' },
  ),
});

const strokeShape = objectShape(
  {
    colour: required(colourShape, { aliases: ['color'] }),
    widthPx: required(numberShape({ from: 0.01, to: 2000 }), { aliases: ['width'] }),
  },
  { takes: 'a stroke {colour, widthPx}' },
);

const fields = {
  shape: required(drawnShape),
  fill: optional(colourShape),
  stroke: optional(strokeShape),
  ...lookFields,
} as const satisfies Fields;

/** `kind: "shape"`. */
export const shapeClip = clipShape<ShapeClip, typeof fields>('shape', fields, (read, place, reading) =>
  read.fill === undefined && read.stroke === undefined
    ? reading.tell(place, 'the shape has neither fill nor stroke and would not show; give at least one of them')
    : { own: { shape: read.shape, ...given(read, ['fill', 'stroke']), ...lookOf(read) }, name: 'Shape' },
);
