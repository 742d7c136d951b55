/** What an output asks of the encoder, and how its segments are joined. */
import { WorkprintError } from '../../domain/errors.ts';
import type { OutputFormat, OutputSettings, VideoCodec } from '../../domain/timeline/timeline.types.ts';
import type { PictureEncoding } from '../../ports/media-tool.ts';

/** Codecs each container can carry, the default first. */
const codecsOf: Readonly<Partial<Record<OutputFormat, readonly VideoCodec[]>>> = {
  mp4: ['h264', 'h265', 'av1'],
  webm: ['vp9', 'av1'],
  mov: ['prores', 'h264', 'h265'],
};
/** Formats with a palette, of single pictures, or without pictures: made at the end from segments that lost nothing. */
const wholeFormats: ReadonlySet<OutputFormat> = new Set(['gif', 'webp', 'png', 'jpg']);
const soundFormats: ReadonlySet<OutputFormat> = new Set(['wav', 'm4a', 'mp3']);
const alphaFormats: ReadonlySet<OutputFormat> = new Set(['webm', 'mov', 'gif', 'webp', 'png']);

/** About the same quality for the eye as x264 at 20 (each encoder counts differently). */
const defaultCrf: Readonly<Record<VideoCodec, number>> = { h264: 20, h265: 24, av1: 32, vp9: 32, prores: 0 };
const highestCrf: Readonly<Record<VideoCodec, number>> = { h264: 51, h265: 51, av1: 63, vp9: 63, prores: 0 };

export type OutputPlan = {
  readonly format: OutputFormat;
  /** None: the output has no picture. */
  readonly encoding: PictureEncoding | undefined;
  /** None of its own when the format has none (gif, webp, png, jpg) or nobody wants it. */
  readonly sound: boolean;
  readonly height: number | undefined;
};

const refuse = (message: string): never => {
  throw new WorkprintError('timeline-invalid', message);
};

/** Throws `timeline-invalid` when format, codec and transparency do not go together. */
export const planOutput = (settings: OutputSettings): OutputPlan => {
  const format = settings.format ?? 'mp4';
  const sound = (settings.sound ?? true) && !wholeFormats.has(format);
  const base = { format, sound, height: settings.height };
  if (soundFormats.has(format)) return { ...base, sound: true, encoding: undefined };
  const alpha = settings.alpha ?? false;
  if (alpha && !alphaFormats.has(format))
    refuse(`output.alpha: ${format} cannot be transparent; use one of ${[...alphaFormats].join(', ')}.`);
  if (wholeFormats.has(format)) {
    if (settings.codec) refuse(`output.codec: ${format} has no codec to choose; leave it out.`);
    return { ...base, encoding: lossless(alpha) };
  }
  const codecs = codecsOf[format] ?? [];
  const codec = settings.codec ?? codecs[0] ?? 'h264';
  if (!codecs.includes(codec)) refuse(`output.codec: ${format} does not carry ${codec}; use ${codecs.join(' or ')}.`);
  if (alpha && codec !== 'vp9' && codec !== 'prores')
    refuse(`output.alpha: ${codec} cannot be transparent; use vp9 in webm or prores in mov.`);
  const crf = settings.crf ?? defaultCrf[codec];
  if (crf < 0 || crf > highestCrf[codec])
    refuse(
      `output.crf: ${crf} is not a quality of ${codec}; use 0 to ${highestCrf[codec]} (usual: ${defaultCrf[codec]}).`,
    );
  // The second stream in which WebM keeps transparency cannot be cut and joined: it is coded whole at the end.
  if (alpha && codec === 'vp9') return { ...base, encoding: lossless(true) };
  return { ...base, encoding: { codec, crf, preset: settings.preset ?? 'veryfast', ...(alpha && { alpha }) } };
};

const lossless = (alpha: boolean): PictureEncoding => ({
  ...{ codec: 'ffv1', crf: 0, preset: 'veryfast' },
  ...(alpha && { alpha }),
});
