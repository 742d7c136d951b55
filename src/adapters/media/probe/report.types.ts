/** What ffprobe said of a file, as far as it could be understood. Still a stranger's numbers: bounded by whoever uses them. */

export type StreamReport = {
  readonly index: number;
  readonly type: 'video' | 'audio' | 'other';
  /** FFmpeg's name; empty when it does not know the coding. */
  readonly codec: string;
  /** A cover of an album, a thumbnail: not the film. */
  readonly isAttachedPicture: boolean;
  readonly isDefault: boolean;
  readonly width: number;
  readonly height: number;
  readonly pixelFormat: string;
  readonly bitsPerRawSample: number;
  readonly sampleAspect: readonly [num: number, den: number];
  readonly fieldOrder: string;
  readonly colourRange: string;
  readonly colourSpace: string;
  readonly colourTransfer: string;
  readonly colourPrimaries: string;
  readonly chromaLocation: string;
  readonly realRate: readonly [num: number, den: number];
  readonly meanRate: readonly [num: number, den: number];
  /** Seconds a tick. */
  readonly timeBase: readonly [num: number, den: number];
  /** Seconds; undefined when the file does not say. */
  readonly start: number | undefined;
  readonly duration: number | undefined;
  readonly reorderedFrames: number;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly hasAlphaMode: boolean;
  /** The nine numbers of the display matrix. */
  readonly displayMatrix: readonly number[] | undefined;
};

export type FileReport = {
  readonly streams: readonly StreamReport[];
  readonly start: number | undefined;
  readonly duration: number | undefined;
};
