/** Draws lists into frames of the compositor's memory: fills, layers, texts, groups and mixes, with opacity and blend modes. */
import { blendPicture } from './blend/blend.ts';
import { planarColour } from './colour.ts';
import { culledDraws, type OpacityCheck } from './culled-draws.ts';
import { mirroredPlace } from './cut-picture.ts';
import type { DisplayList, Draw, FillDraw, LayerDraw, MixDraw, PlainDraw, TextDraw } from './display-list.types.ts';
import { drawLayer } from './draw-layer.ts';
import { type PlanarPicture, planarPicture } from './filters/planar-picture.ts';
import { type FrameBuffer, frameBuffer, frameBytes } from './frame-buffer.ts';
import { boundsOf, isFrameItself, preparationOf } from './layer-edges.ts';
import { checkedSize } from './layer-size.ts';
import { plainLayer } from './layers/look.ts';
import { mixFrames } from './mix/mix.ts';
import type { PictureStore } from './picture-store.ts';
import type { Pictures } from './pictures.ts';
import { type Ground, type PlacedLayer, setPatches } from './placed-layer.ts';
import { layerResource, patchResource, textResource } from './resources.ts';

export class Painter {
  readonly #ground: Ground;
  readonly #store: PictureStore;
  readonly #pictures: Pictures;
  readonly #scratch: number;
  /** For mixes on the frame itself; those inside groups take room of their own. */
  readonly #spare: FrameBuffer;

  constructor(ground: Ground, store: PictureStore, pictures: Pictures, scratch: number, spare: FrameBuffer) {
    this.#ground = ground;
    this.#store = store;
    this.#pictures = pictures;
    this.#scratch = scratch;
    this.#spare = spare;
  }

  /** Draws in order; `isInGroup` when the frame is not one of the compositor's own. */
  paint(draws: DisplayList, frame: FrameBuffer, isInGroup = false): void {
    for (const draw of draws) this.draw(draw, frame, isInGroup);
  }

  draw(draw: Draw, frame: FrameBuffer, isInGroup = false): void {
    switch (draw.kind) {
      case 'fill':
        return this.#fill(draw, frame);
      case 'text':
        return this.#text(draw, frame);
      case 'layer':
        return this.#layer(draw, frame);
      case 'mix':
        return isInGroup ? this.#mixApart(draw, frame) : this.#mix(draw, frame, this.#spare);
    }
  }

  /** Whether the picture of a layer is opaque as the list says. */
  readonly isOpaque: OpacityCheck = (draw) => {
    const resource = layerResource(draw, this.#spare);
    const held = resource && this.#store.find(resource.key);
    if (held?.kind === 'ready') return held.layer?.levels[0]?.a === 0;
    return held?.kind === 'tight' || held?.kind === 'video' ? held.picture.opaque : false;
  };

  #fill({ colour, weight, inside }: FillDraw, frame: FrameBuffer): void {
    const { y, u, v, alpha } = planarColour(colour);
    const { kernels } = this.#ground;
    const { a, ac } = frame;
    const n = frame.width * frame.height;
    const share = Math.round(weight * alpha);
    if (share === 0) return;
    if (inside && a !== undefined && ac !== undefined) {
      this.#tint(frame.y, a, n, y, share);
      this.#tint(frame.u, ac, n / 4, u, share);
      return this.#tint(frame.v, ac, n / 4, v, share);
    }
    const planes: [number, number, number][] = [
      [frame.y, n, y],
      [frame.u, n / 4, u],
      [frame.v, n / 4, v],
    ];
    if (a !== undefined && ac !== undefined) planes.push([a, n, 255], [ac, n / 4, 255]);
    for (const [at, length, value] of planes) {
      if (share === 256) kernels.fill(at, value, length);
      else kernels.fade(at, length, share, value);
    }
  }

  /** Fades a premultiplied plane towards a value, as far as its alpha goes. */
  #tint(plane: number, alpha: number, n: number, value: number, share: number): void {
    const { kernels } = this.#ground;
    const at = this.#ground.allocate(n);
    kernels.fill(at, value, n);
    kernels.premultiply(at, at, alpha, n);
    kernels.crossfade(plane, plane, at, n, share);
    this.#ground.arena.free(at);
  }

  #mixApart(draw: MixDraw, frame: FrameBuffer): void {
    const alpha = frame.a !== undefined;
    const at = this.#ground.allocate(frameBytes(frame.width, frame.height, alpha) + 64);
    this.#mix(draw, frame, frameBuffer(at, frame.width, frame.height, alpha));
    this.#ground.arena.free(at);
  }

  #mix({ from, to, how }: MixDraw, frame: FrameBuffer, spare: FrameBuffer): void {
    const [old, fresh] = [this.#side(from, frame), this.#side(to, frame)];
    if (!fresh.itself) {
      if (!fresh.covers) this.#ground.kernels.copy(spare.y, frame.y, bytesOf(frame));
      this.paint(fresh.draws, spare, true);
    }
    if (!old.itself) this.paint(old.draws, frame, true);
    mixFrames(this.#ground, frame, old.itself ?? frame, fresh.itself ?? spare, how, this.#scratch);
  }

  /** One side of a mix: what of it can be seen, and its picture itself when that is the whole frame already. */
  #side(list: readonly PlainDraw[], frame: FrameBuffer): Side {
    const culled = culledDraws(list, frame, this.isOpaque);
    const [only, ...others] = culled.draws;
    const isPicture = others.length === 0 && only?.kind === 'layer' && frame.a === undefined;
    if (!isPicture || !isFrameItself(only, frame)) return culled;
    const resource = layerResource(only, frame);
    const held = resource && this.#store.get(resource.key);
    if (held?.kind !== 'tight' && held?.kind !== 'video') return culled;
    return held.picture.opaque ? { ...culled, itself: held.picture } : culled;
  }

  #text(draw: TextDraw, frame: FrameBuffer): void {
    const { key } = textResource(draw);
    const held = this.#store.get(key);
    const { x = 0, y = 0 } = held;
    const size = held.kind === 'tight' ? held.picture : held.kind === 'ready' ? held.layer : undefined;
    if (!size) return;
    const layer = textLayer(draw, x, y, size.width, size.height);
    const picture = this.#pictures.ready(key, layer, frame);
    if (picture) this.#lay(layer, picture, frame);
  }

  #layer(draw: LayerDraw, frame: FrameBuffer): void {
    const picture = draw.source.kind === 'group' ? this.#group(draw, draw.source.draws, frame) : this.#own(draw, frame);
    if (picture) this.#lay(draw, picture, frame);
  }

  #own(draw: LayerDraw, frame: FrameBuffer): PlacedLayer | undefined {
    const resource = layerResource(draw, frame);
    const picture = resource && this.#pictures.ready(resource.key, draw, frame);
    if (!picture) return undefined;
    checkedSize(draw, picture);
    const patches = draw.patches.flatMap(({ image, x, y }) => {
      const { key } = patchResource(image);
      const patch = this.#store.get(key);
      return patch.kind === 'ready' && patch.layer ? [{ key: `${key} ${x} ${y}`, picture: patch.layer, x, y }] : [];
    });
    setPatches(this.#ground, picture, patches);
    return picture;
  }

  /** Draws a stack alone on a transparent frame, unless that picture is still there. */
  #group(draw: LayerDraw, draws: DisplayList, { width, height }: FrameBuffer): PlacedLayer | undefined {
    const key = `group ${JSON.stringify(draws)}`;
    if (!this.#store.find(key)) {
      const bytes = frameBytes(width, height, true);
      const at = this.#ground.allocate(bytes + 64);
      const alone = frameBuffer(at, width, height, true);
      this.#ground.kernels.fill(at, 0, bytes);
      this.paint(culledDraws(draws, alone, this.isOpaque).draws, alone, true);
      this.#pictures.keepDrawn(key, planarPicture(at, width, height, false), at);
    }
    return this.#pictures.ready(key, draw, { width, height });
  }

  /** Lays a finished picture over the frame. */
  #lay(draw: LayerDraw, picture: PlacedLayer, frame: FrameBuffer): void {
    const placed = mirroredPlace(draw);
    const settled = preparationOf(draw, frame).isCut ? withoutCrop(placed) : placed;
    if (draw.blend === 'normal') return drawLayer(this.#ground, frame, settled, picture, this.#scratch);
    const { width, height } = frame;
    const bytes = frameBytes(width, height, true);
    const at = this.#ground.allocate(bytes + 64);
    const alone = frameBuffer(at, width, height, true) as Required<FrameBuffer>;
    this.#ground.kernels.fill(at, 0, bytes);
    drawLayer(this.#ground, alone, { ...settled, opacity: 256 }, picture, this.#scratch);
    const { left, top, right, bottom } = boundsOf(settled);
    const [x, y] = [Math.floor(left), Math.floor(top)];
    const area = draw.tile
      ? { x: 0, y: 0, width, height }
      : { x, y, width: Math.ceil(right) - x, height: Math.ceil(bottom) - y };
    blendPicture(this.#ground.kernels, draw.blend, frame, alone, area, draw.opacity);
    this.#ground.arena.free(at);
  }
}

/** What was cut out of the picture needs no cutting in the frame. */
const withoutCrop = (draw: LayerDraw): LayerDraw => {
  const { crop, ...uncut } = draw;
  return crop ? uncut : draw;
};

/** One side of a mix. */
type Side = { readonly draws: readonly PlainDraw[]; readonly covers: boolean; readonly itself?: PlanarPicture };

/** All planes of a frame. */
const bytesOf = ({ width, height, a }: FrameBuffer): number => frameBytes(width, height, a !== undefined);

/** A text's picture as a layer at its place, moved about a point of the frame or about its own middle. */
const textLayer = (draw: TextDraw, x: number, y: number, width: number, height: number): LayerDraw => {
  const { move } = draw;
  const [anchorX, anchorY] = [(move?.anchorX ?? x + width / 2) - x, (move?.anchorY ?? y + height / 2) - y];
  const turned = move
    ? {
        ...{ anchorX, anchorY, x: x + anchorX + move.x, y: y + anchorY + move.y },
        ...{ scaleX: Math.abs(move.scaleX), scaleY: Math.abs(move.scaleY), rotationDeg: move.rotationDeg },
        ...{ flipX: move.scaleX < 0, flipY: move.scaleY < 0 },
      }
    : { anchorX: 0, anchorY: 0, x, y, scaleX: 1, scaleY: 1 };
  return {
    kind: 'layer',
    source: { kind: 'group', draws: [] },
    ...{ width, height, opaque: false },
    ...plainLayer,
    ...turned,
    ...{ opacity: draw.opacity, blend: draw.blend },
  };
};
