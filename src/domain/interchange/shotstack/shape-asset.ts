/** Shotstack's shapes: rectangle, circle, line. */
import type { Placement, ShapeClip } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import { readColour, withOpacity } from '../shared/colour-text.ts';
import { alignmentOf, type ClipMotion, placementFields } from './clip-look.ts';
import type { ShotstackScene } from './shotstack-scene.ts';

export type ShapeParts = Pick<ShapeClip, 'kind' | 'shape' | 'fill' | 'stroke' | 'placement'>;

const formOf = (asset: Cursor): ShapeClip['shape'] => {
  const name = asset.at('shape').string() ?? 'rectangle';
  const form = asset.at(name);
  const length = (key: string, standard: number): number => Math.max(1, form.at(key).number() ?? standard);
  if (name === 'circle') return { kind: 'ellipse', width: 2 * length('radius', 50), height: 2 * length('radius', 50) };
  if (name === 'line') return { kind: 'rectangle', width: length('length', 100), height: length('thickness', 2) };
  if (name !== 'rectangle') asset.at('shape').fail(`“${name}” is no shape; use rectangle, circle or line`);
  const radiusPx = form.at('cornerRadius').number();
  return {
    kind: 'rectangle',
    width: length('width', 100),
    height: length('height', 100),
    ...(radiusPx ? { radiusPx } : {}),
  };
};

const colourAt = (cursor: Cursor, opacity = 1): string | undefined => {
  const text = cursor.string();
  if (text === undefined) return undefined;
  return withOpacity(readColour(text) ?? cursor.fail(`“${text}” should be a colour like “#ff8800”`), opacity);
};

/** A shape at its own size, put where the clip says. */
export const shapeParts = (scene: ShotstackScene, clip: Cursor, asset: Cursor, motion: ClipMotion): ShapeParts => {
  const fill = asset.at('fill');
  const stroke = asset.at('stroke');
  const fillColour = colourAt(fill.at('color'), fill.at('opacity').number() ?? 1);
  const strokeColour = colourAt(stroke.at('color'));
  const widthPx = stroke.at('width').number() ?? 0;
  const hasStroke = strokeColour !== undefined && widthPx > 0;
  const [alignX, alignY] = alignmentOf(scene, clip.at('position'));
  const isCentred = alignX === 0.5 && alignY === 0.5;
  const placement: Placement = {
    fit: 'none',
    ...(isCentred ? {} : { alignX, alignY, anchorX: alignX, anchorY: alignY }),
    ...placementFields(motion),
  };
  asset.ignore('width', 'height');
  return {
    kind: 'shape',
    shape: formOf(asset),
    ...(fillColour !== undefined || !hasStroke ? { fill: fillColour ?? '#ffffff' } : {}),
    ...(hasStroke ? { stroke: { colour: strokeColour, widthPx } } : {}),
    placement,
  };
};
