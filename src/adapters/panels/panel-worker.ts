/** The painter's child process: takes a request, paints, packs every layer and answers with bytes. One at a time. */
import type { PanelRequest } from '../../domain/shot/panel.types.ts';
import { writeLayer } from '../kernels/kernels.ts';
import { paintPanel } from './compose/paint-panel.ts';
import type { PaintedLayer, PaintedPatches } from './compose/painted-layer.ts';
import type { PackedLayer, PackedPatches, WorkerAnswer, WorkerQuestion } from './worker-messages.ts';

/** Pixels are handed out as buffers the collector does not hurry for; between two panels there is time to ask it to. */
const collect = (globalThis as { gc?: () => void }).gc;

/** The texture is the same for all panels under one light: packed once. */
const textures = new Map<string, Uint8Array>();

const packLayer = (layer: PaintedLayer, textureKey: string): PackedLayer => {
  const { rgba, mouth, eyes, ...facts } = layer;
  return {
    ...facts,
    bytes: layer.role === 'texture' ? packTexture(layer, textureKey) : writeLayer(rgba, layer.width, layer.height),
    ...(mouth === undefined ? {} : { mouth: packPatches(mouth) }),
    ...(eyes === undefined ? {} : { eyes: packPatches(eyes) }),
  };
};

const packTexture = (layer: PaintedLayer, key: string): Uint8Array => {
  const known = textures.get(key);
  if (known !== undefined) return known;
  const bytes = writeLayer(layer.rgba, layer.width, layer.height);
  textures.set(key, bytes);
  return bytes;
};

const packPatches = <Name extends string>(patches: PaintedPatches<Name>): PackedPatches<Name> => {
  const { images, ...box } = patches;
  const packed = (Object.entries(images) as [Name, Uint8Array][]).map(
    ([name, rgba]) => [name, writeLayer(rgba, box.width, box.height)] as const,
  );
  return { ...box, images: Object.fromEntries(packed) as Record<Name, Uint8Array> };
};

const textureKeyOf = ({ frameWidth, frameHeight, place }: PanelRequest): string =>
  [frameWidth, frameHeight, place.interior, place.timeOfDay, place.weather, place.mood].join(' ');

const answer = (question: WorkerQuestion): WorkerAnswer => {
  const panel = paintPanel(question.request);
  const key = textureKeyOf(question.request);
  return {
    kind: 'painted',
    canvasWidth: panel.canvasWidth,
    canvasHeight: panel.canvasHeight,
    layers: panel.layers.map((layer) => packLayer(layer, key)),
    residentBytes: process.memoryUsage().rss,
  };
};

process.on('message', (question: WorkerQuestion) => {
  let reply: WorkerAnswer;
  try {
    reply = answer(question);
  } catch (error) {
    reply = { kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  process.send?.(reply, () => collect?.());
});

// The studio is gone: nobody waits for the answer.
process.on('disconnect', () => process.exit(0));
