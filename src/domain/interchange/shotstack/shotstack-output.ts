/** Shotstack's `output`: size, rate, format and quality of what is made. */
import type { Rate } from '../../time.ts';
import type { OutputSettings } from '../../timeline/timeline.types.ts';
import type { Cursor } from '../json/cursor.ts';
import type { ImportGround } from '../shared/import-ground.ts';
import { frameSize } from '../shared/import-ground.ts';
import { rateFromNumber } from '../shared/rational.ts';

/** Width and height at 16:9, and frames per second, by the vendor's documentation. */
const resolutions: Readonly<Record<string, readonly [width: number, height: number, fps: number]>> = {
  preview: [512, 288, 15],
  mobile: [640, 360, 25],
  sd: [1024, 576, 25],
  hd: [1280, 720, 25],
  '1080': [1920, 1080, 25],
  '4k': [3840, 2160, 25],
};

const shapedBy = (aspect: string, long: number, short: number): readonly [number, number] | undefined => {
  const shapes: Readonly<Record<string, readonly [number, number]>> = {
    '16:9': [long, short],
    '9:16': [short, long],
    '1:1': [short, short],
    '4:5': [(short * 4) / 5, short],
    '4:3': [(short * 4) / 3, short],
  };
  return Object.hasOwn(shapes, aspect) ? shapes[aspect] : undefined;
};

const crfs: Readonly<Record<string, number>> = { verylow: 32, low: 28, medium: 23, high: 20, veryhigh: 16 };
const formats: Readonly<Record<string, OutputSettings['format']>> = {
  mp4: 'mp4',
  gif: 'gif',
  jpg: 'jpg',
  png: 'png',
  bmp: 'png',
  mp3: 'mp3',
  wav: 'wav',
  webm: 'webm',
  mov: 'mov',
};

export type ShotstackOutput = {
  readonly rate: Rate;
  readonly width: number;
  readonly height: number;
  readonly settings: OutputSettings;
  /** Seconds, of the part that is rendered. */
  readonly range?: { readonly start: number; readonly length?: number };
};

const settingsOf = (ground: ImportGround, output: Cursor): OutputSettings => {
  const name = output.at('format').string() ?? 'mp4';
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format === undefined) ground.log.approximated(`${output.path}.format`, `format “${name}”`, 'MP4 in its place');
  if (name === 'bmp') ground.log.approximated(`${output.path}.format`, 'format “bmp”', 'PNG in its place');
  const quality = output.at('quality').string();
  const crf = quality !== undefined && Object.hasOwn(crfs, quality) ? crfs[quality] : undefined;
  const scaleTo = output.at('scaleTo').string();
  const scaled = scaleTo !== undefined && Object.hasOwn(resolutions, scaleTo) ? resolutions[scaleTo]?.[1] : undefined;
  return {
    ...(format === undefined || format === 'mp4' ? {} : { format }),
    ...(crf === undefined ? {} : { crf }),
    ...(output.at('mute').boolean() === true ? { sound: false } : {}),
    ...(scaled === undefined ? {} : { height: scaled }),
  };
};

/** Reads `output`; what is missing has the vendor's defaults (hd, 16:9, 25). */
export const readOutput = (ground: ImportGround, output: Cursor): ShotstackOutput => {
  const resolution = output.at('resolution').string() ?? 'hd';
  const known = Object.hasOwn(resolutions, resolution) ? resolutions[resolution] : undefined;
  if (known === undefined)
    ground.log.approximated(`${output.path}.resolution`, `resolution “${resolution}”`, 'hd in its place');
  const [long, short, fps] = known ?? [1280, 720, 25];
  const aspect = output.at('aspectRatio').string() ?? '16:9';
  const shaped = shapedBy(aspect, long, short);
  if (shaped === undefined)
    ground.log.approximated(`${output.path}.aspectRatio`, `aspect ratio “${aspect}”`, '16:9 in its place');
  const size = output.at('size');
  const [width, height] = [size.at('width').number(), size.at('height').number()];
  const asked = output.at('fps').number() ?? fps;
  const rate =
    ground.options.rate ??
    rateFromNumber(asked) ??
    output.at('fps').fail('should be frames per second between 1 and 240');
  const settings = settingsOf(ground, output);
  const range = output.at('range');
  const length = range.at('length').number();
  for (const key of ['destinations', 'poster', 'thumbnail', 'repeat', 'cache'])
    if (output.at(key).exists)
      ground.log.kept(`${output.path}.${key}`, `output.${key}`, 'it is not part of a timeline');
  for (const key of output.unread()) ground.log.kept(`${output.path}.${key}`, `field “${key}”`);
  return {
    rate,
    ...frameSize(
      ground.options,
      { width: width ?? shaped?.[0] ?? long, height: height ?? shaped?.[1] ?? short },
      ground.log,
    ),
    settings,
    ...(range.exists
      ? { range: { start: range.at('start').number() ?? 0, ...(length === undefined ? {} : { length }) } }
      : {}),
  };
};
