/** What a render makes of a timeline. */

export const outputFormats = ['mp4', 'webm', 'mov', 'gif', 'webp', 'png', 'wav', 'm4a', 'mp3', 'jpg'] as const;
/** `png` is a folder of numbered pictures; `wav`, `m4a` and `mp3` are the sound alone; `jpg` is one picture. */
export type OutputFormat = (typeof outputFormats)[number];
export const videoCodecs = ['h264', 'h265', 'av1', 'vp9', 'prores'] as const;
/** Coders of the picture. */
export type VideoCodec = (typeof videoCodecs)[number];
export type OutputSettings = {
  /** Default mp4. */
  readonly format?: OutputFormat;
  /** Default: h264 in mp4, vp9 in webm, prores in mov. */
  readonly codec?: VideoCodec;
  /** Constant quality of the encoder, lower is better; default by codec (h264 20). */
  readonly crf?: number;
  /** Effort of the encoder; default `veryfast`. */
  readonly preset?: 'ultrafast' | 'superfast' | 'veryfast' | 'faster' | 'fast' | 'medium' | 'slow';
  /** Keeps transparency (webm, mov, gif, webp, png); the background is then not drawn. Default false. */
  readonly alpha?: boolean;
  /** Default true. */
  readonly sound?: boolean;
  /** Scales the finished picture to this height (even); default: the timeline's own. */
  readonly height?: number;
};
