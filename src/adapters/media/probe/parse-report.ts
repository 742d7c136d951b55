/** ffprobe's JSON becomes a typed report. It passes on texts out of the file, so nothing in it is taken at its word. */
import type { FileReport, StreamReport } from './report.types.ts';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const numberOf = (value: unknown): number | undefined => {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};

/** `30000/1001`, `4:3`; 0/1 when it is no fraction of positive numbers. */
const fractionOf = (value: unknown): readonly [number, number] => {
  const [num = 0, den = 0] = textOf(value).split(/[/:]/).map(Number);
  return Number.isSafeInteger(num) && Number.isSafeInteger(den) && num > 0 && den > 0 ? [num, den] : [0, 1];
};

/** `01:02:03.5`, as Matroska's tags have it. */
const clockSeconds = (value: unknown): number | undefined => {
  const match = /^(\d{1,4}):(\d\d):(\d\d(?:\.\d+)?)$/.exec(textOf(value).trim());
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : undefined;
};

/** Nine numbers in three numbered lines. */
const matrixOf = (sideFields: readonly Fields[]): readonly number[] | undefined => {
  const text = sideFields.map(({ displaymatrix }) => textOf(displaymatrix)).find((found) => found !== '');
  const numbers = text
    ?.split('\n')
    .flatMap((line) => line.split(':').slice(1).join(':').trim().split(/\s+/))
    .filter((word) => word !== '')
    .map(Number);
  return numbers?.length === 9 && numbers.every(Number.isFinite) ? numbers : undefined;
};

const streamOf = (value: unknown): StreamReport | undefined => {
  const stream = fieldsOf(value);
  const index = numberOf(stream.index);
  if (index === undefined || !Number.isInteger(index) || index < 0) return undefined;
  const type = stream.codec_type === 'video' || stream.codec_type === 'audio' ? stream.codec_type : 'other';
  const disposition = fieldsOf(stream.disposition);
  const tags = fieldsOf(stream.tags);
  const codec = textOf(stream.codec_name);
  return {
    index,
    type,
    codec: codec === 'none' || codec === 'unknown' ? '' : codec,
    isAttachedPicture: disposition.attached_pic === 1 || disposition.timed_thumbnails === 1,
    isDefault: disposition.default === 1,
    width: numberOf(stream.width) ?? 0,
    height: numberOf(stream.height) ?? 0,
    pixelFormat: textOf(stream.pix_fmt),
    bitsPerRawSample: numberOf(stream.bits_per_raw_sample) ?? 0,
    sampleAspect: fractionOf(stream.sample_aspect_ratio),
    fieldOrder: textOf(stream.field_order),
    colourRange: textOf(stream.color_range),
    colourSpace: textOf(stream.color_space),
    colourTransfer: textOf(stream.color_transfer),
    colourPrimaries: textOf(stream.color_primaries),
    chromaLocation: textOf(stream.chroma_location),
    realRate: fractionOf(stream.r_frame_rate),
    meanRate: fractionOf(stream.avg_frame_rate),
    timeBase: fractionOf(stream.time_base),
    start: numberOf(stream.start_time),
    duration: numberOf(stream.duration) ?? clockSeconds(tags.DURATION ?? tags['DURATION-eng']),
    reorderedFrames: numberOf(stream.has_b_frames) ?? 0,
    channels: numberOf(stream.channels) ?? 0,
    sampleRateHz: numberOf(stream.sample_rate) ?? 0,
    hasAlphaMode: tags.alpha_mode === '1' || tags.ALPHA_MODE === '1',
    displayMatrix: matrixOf(listOf(stream.side_data_list).map(fieldsOf)),
  };
};

/** Understands what it can; what is missing or nonsense is left empty. Throws SyntaxError for what is no JSON. */
export const parseReport = (json: string): FileReport => {
  const report = fieldsOf(JSON.parse(json));
  const format = fieldsOf(report.format);
  return {
    streams: listOf(report.streams).flatMap((value) => streamOf(value) ?? []),
    start: numberOf(format.start_time),
    duration: numberOf(format.duration),
  };
};

/** The light of the brightest pixel in cd/m², out of the side data of a first frame; undefined when it does not say. */
export const parsePeakNits = (json: string): number | undefined => {
  const frame = fieldsOf(listOf(fieldsOf(JSON.parse(json)).frames)[0]);
  const found = listOf(frame.side_data_list)
    .map(fieldsOf)
    .flatMap(({ max_content, max_luminance }) => {
      const [num, den] = fractionOf(max_luminance);
      return [numberOf(max_content) ?? 0, num / den].filter((nits) => nits >= 100 && nits <= 10_000);
    });
  return found.length > 0 ? Math.min(...found) : undefined;
};
