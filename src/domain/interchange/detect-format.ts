/** What a text is: by what it holds first, by the ending of its name only when that leaves a doubt. */
import type { InterchangeFormat } from './interchange.types.ts';

const byEnding: Readonly<Record<string, InterchangeFormat>> = {
  otio: 'otio',
  edl: 'edl',
  fcpxml: 'fcpxml',
  json5: 'editly',
  srt: 'srt',
  vtt: 'vtt',
  ass: 'ass',
  ssa: 'ass',
};

const endingOf = (name: string): string => /\.([a-z0-9]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? '';

const cueTime = /^\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}\s*-->\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}/mu;
const edlEvent =
  /^\s*\d{1,6}\s+\S.*\d{1,2}[:;.]\d{2}[:;.]\d{2}[:;.,]\d{2,3}\s+\d{1,2}[:;.]\d{2}[:;.]\d{2}[:;.,]\d{2,3}/mu;

const ofXml = (head: string): InterchangeFormat | undefined => {
  if (/<fcpxml[\s>]/u.test(head)) return 'fcpxml';
  return /<xmeml[\s>]/u.test(head) ? 'xmeml' : undefined;
};

/** Keys decide; they may stand in any order and without quotes (JSON5). */
const ofJson = (text: string): InterchangeFormat | undefined => {
  const has = (key: string): boolean => new RegExp(`(?:^|[{,\\s])["']?${key}["']?\\s*:`, 'u').test(text);
  const schema = /["']?schema["']?\s*:\s*["']workprint\.timeline/u;
  const firstSchema = text.search(schema);
  const firstOtio = text.search(/["']OTIO_SCHEMA["']\s*:/u);
  if (firstOtio >= 0 && (firstSchema < 0 || firstOtio < firstSchema)) return 'otio';
  if (firstSchema >= 0) return 'workprint';
  if (has('timeline') && has('tracks') && has('clips')) return 'shotstack';
  if (has('timeline') && has('output')) return 'shotstack';
  if (has('clips') && has('layers')) return 'editly';
  if (has('tracks') && (has('items') || has('clips'))) return 'workprint';
  return undefined;
};

/** Fields at the top of a document of ours that few other files have, and those of the dialects. */
const ownFields = new Set([
  ...['tracks', 'size', 'resolution', 'aspect', 'aspectRatio', 'rate', 'fps', 'frameRate', 'width', 'height', 'merge'],
  ...['background', 'durationFrames', 'markers', 'fonts', 'loudness', 'output'],
]);
const foreignFields = new Set([
  ...['OTIO_SCHEMA', 'timeline', 'clips', 'layers', 'defaults', 'outPath', 'audioTracks', 'audioFilePath'],
]);

/** An object that set out to be a document of ours: our own reader says best what is missing or mistyped. */
const setsOutAsOurs = (text: string): boolean => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false; // not JSON: some other reader, or none
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const fields = Object.keys(value);
  return fields.some((field) => ownFields.has(field)) && !fields.some((field) => foreignFields.has(field));
};

/** The format of a text; undefined when neither its content nor the ending of `name` tells. */
export const detectFormat = (text: string, name = ''): InterchangeFormat | undefined => {
  const body = text.replace(/^\uFEFF/u, '');
  const head = body.slice(0, 4096);
  const start = head.trimStart();
  const ending = endingOf(name);
  if (/^WEBVTT(?:[ \t\n\r]|$)/u.test(start)) return 'vtt';
  if (start.startsWith('<')) return ofXml(head) ?? (ending === 'fcpxml' ? 'fcpxml' : undefined);
  if (/^\[Script Info\]/imu.test(head)) return 'ass';
  const isLoose = /^(?:\/\/|\/\*)/u.test(start) || start.startsWith('{') || start.startsWith('[');
  const json = isLoose ? ofJson(body) : undefined;
  if (json !== undefined) return json;
  if (start.startsWith('{') && ending !== 'json5' && setsOutAsOurs(body)) return 'workprint';
  if (cueTime.test(head)) return 'srt';
  if (/^TITLE\s*:/imu.test(head) || edlEvent.test(head)) return 'edl';
  return Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
};
