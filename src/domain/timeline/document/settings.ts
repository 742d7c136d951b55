/** What a document has beside its tracks: markers, fonts, loudness, output. */
import { limits } from '../../limits.ts';
import {
  type OutputFormat,
  type OutputSettings,
  outputFormats,
  type VideoCodec,
  videoCodecs,
} from '../output.types.ts';
import { defaulted, listShape, objectShape, optional, required } from '../schema/objects.ts';
import { placeIn } from '../schema/place.ts';
import { flagShape, numberShape, textShape, wordShape } from '../schema/scalars.ts';
import { refined, type Shape, wrong } from '../schema/shape.ts';
import { said } from '../schema/words.ts';
import type { FontFile, LoudnessTarget, Marker } from '../timeline.types.ts';
import { colourShape } from '../values/colour.ts';
import { mediaShape } from '../values/media-reference.ts';
import { metadataShape } from '../values/metadata.ts';
import { nameShape, shortTextShape } from '../values/name.ts';
import { weightShape } from '../values/text-style.ts';
import { timeShape } from '../values/time-value.ts';

/** Places in time that people noted. */
export const markersShape: Shape<readonly Marker[]> = listShape(
  objectShape(
    {
      frame: required(timeShape(), { aliases: ['at', 'time', 'start'] }),
      name: defaulted(nameShape, () => ''),
      colour: defaulted(colourShape, () => '#ff0000', { aliases: ['color'], about: 'Default red.' }),
      durationFrames: optional(timeShape({ below: 'no length' }), {
        aliases: ['duration', 'length'],
        about: 'Default 0: a point.',
      }),
      comment: optional(textShape({ longest: limits.textLength, shortest: 0, lines: true, takes: 'a comment' })),
      metadata: optional(metadataShape),
    },
    { takes: 'a marker {frame, name}', hints: { label: 'name', text: 'comment' } },
  ),
  { takes: 'markers', longest: limits.markersInTimeline },
);

const fontShape: Shape<FontFile> = objectShape(
  {
    family: required(shortTextShape, { aliases: ['name'], about: 'What text styles call it.' }),
    media: required(mediaShape, { aliases: ['src', 'file'] }),
    weight: optional(weightShape),
    italic: optional(flagShape),
  },
  { takes: 'a font {family, media}' },
);

const faceOf = ({ family, weight = 400, italic = false }: FontFile): string =>
  `${family.toLowerCase()} ${weight} ${italic}`;

/** Fonts of the person's own; each face once. */
export const fontsShape: Shape<readonly FontFile[]> = refined(
  listShape(fontShape, { takes: 'fonts', longest: limits.fontsInTimeline }),
  (fonts, place, reading) => {
    const faces = fonts.map(faceOf);
    const twice = faces.findIndex((face, index) => faces.indexOf(face) < index);
    if (twice < 0) return fonts;
    const family = fonts[twice]?.family;
    return reading.tell(
      placeIn(place, twice),
      `${said(family)} is declared twice in the same weight and slant; keep one of them`,
    );
  },
);

/** What the finished sound is levelled to. */
export const loudnessShape: Shape<LoudnessTarget> = objectShape(
  {
    integratedLufs: required(numberShape({ from: -70, to: -5 }), {
      aliases: ['lufs'],
      about: 'Integrated, by ITU-R BS.1770.',
    }),
    truePeakDbtp: defaulted(numberShape({ from: -20, to: 0 }), () => -1, {
      aliases: ['truePeak'],
      about: 'Default -1.',
    }),
  },
  { takes: 'a loudness {integratedLufs, truePeakDbtp}' },
);

type Preset = NonNullable<OutputSettings['preset']>;
const presets: readonly Preset[] = ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow'];

/** What a render makes of the timeline. */
export const outputShape: Shape<OutputSettings> = refined(
  objectShape(
    {
      format: optional(wordShape<OutputFormat>(outputFormats, { jpeg: 'jpg' }), { about: 'Default mp4.' }),
      codec: optional(wordShape<VideoCodec>(videoCodecs, { avc: 'h264', hevc: 'h265' })),
      crf: optional(numberShape({ from: 0, to: 63 }), { about: 'Constant quality, lower is better.' }),
      preset: optional(wordShape<Preset>(presets), { about: 'Effort of the encoder; default veryfast.' }),
      alpha: optional(flagShape, { about: 'Keeps transparency (webm, mov, gif, webp, png).' }),
      sound: optional(flagShape, { about: 'Default true.' }),
      height: optional(numberShape({ from: limits.leastFrameSidePx, to: limits.frameSidePx, whole: true }), {
        about: 'Scales the finished picture; even.',
      }),
    },
    { takes: 'output settings {format, codec, …}', hints: { quality: 'crf', mute: 'sound', resolution: 'height' } },
  ),
  (output, place, reading) => {
    const { format = 'mp4', height, alpha, codec } = output;
    const odd = height !== undefined && height % 2 === 1;
    if (odd) reading.tell(placeIn(place, 'height'), `${height} is odd; use ${height - 1} or ${height + 1}`);
    const opaque = alpha === true && !['webm', 'mov', 'gif', 'webp', 'png'].includes(format);
    if (opaque)
      reading.tell(placeIn(place, 'alpha'), `${format} keeps no transparency; use webm, mov, gif, webp or png`);
    const fitting = codecsOf[format] ?? [];
    const unfit = codec !== undefined && !fitting.includes(codec);
    const right = fitting.length > 0 ? `use ${fitting.join(', ')}` : 'leave it out';
    if (unfit) reading.tell(placeIn(place, 'codec'), `“${codec}” does not go into ${format}; ${right}`);
    return odd || opaque || unfit ? wrong : output;
  },
);

const codecsOf: Readonly<Partial<Record<OutputFormat, readonly VideoCodec[]>>> = {
  mp4: ['h264', 'h265', 'av1'],
  webm: ['vp9', 'av1'],
  mov: ['h264', 'h265', 'prores'],
};
