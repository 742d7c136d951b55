/** The work of `workprint convert`: scripts to scripts, timelines and captions to timelines and captions. */
import { stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { WorkprintError } from '../domain/errors.ts';
import {
  describeLosses,
  detectFormat,
  exportFormats,
  exportTimeline,
  type ImportOptions,
  type InterchangeFormat,
  interchangeFormats,
  type Loss,
  refuseLosses,
} from '../domain/interchange/interchange.ts';
import { printFountain, readScript, writeFdx } from '../domain/screenplay/screenplay.ts';
import { readScriptFile, readTimelineFile } from './input-file.ts';
import { movedMedia } from './moved-media.ts';
import { checkFolder, deliverText } from './output-files.ts';
import { rateNamed } from './rates.ts';
import { readWithMedia } from './read-with-media.ts';
import { timelineFiles } from './timeline-files.ts';

type Given = Readonly<Record<string, string | boolean | undefined | readonly string[]>>;
type Target =
  | { readonly kind: 'script'; readonly write: typeof printFountain }
  | { readonly kind: 'timeline'; readonly format: InterchangeFormat };

const scriptWriters: Readonly<Record<string, typeof printFountain>> = {
  fountain: printFountain,
  txt: printFountain,
  fdx: writeFdx,
};
/** Endings that are not called like their format. */
const otherEndings: Readonly<Record<string, InterchangeFormat>> = {
  json: 'workprint',
  json5: 'editly',
  xml: 'xmeml',
  ssa: 'ass',
};

const targetNamed = (name: string): Target | undefined => {
  const write = Object.hasOwn(scriptWriters, name) ? scriptWriters[name] : undefined;
  if (write) return { kind: 'script', write };
  const format = interchangeFormats.find((known) => known === name) ?? otherEndings[name];
  return format && { kind: 'timeline', format };
};

const targetOf = (to: string, wanted: string | undefined): Target => {
  const name = (wanted ?? extname(to).slice(1)).toLowerCase();
  const target = targetNamed(name);
  const writable = [...Object.keys(scriptWriters), ...exportFormats].join(', ');
  if (target === undefined) {
    const said =
      wanted === undefined ? `“${to}” should end in the format that is wanted` : `--to was given “${wanted}”`;
    throw new WorkprintError('usage', `${said}; Workprint writes ${writable} (workprint is .json).`);
  }
  if (target.kind === 'timeline' && !exportFormats.includes(target.format))
    throw new WorkprintError('usage', `“${target.format}” is only read, not written. Workprint writes ${writable}.`);
  return target;
};

/** What is converted is somebody's work: an existing file is replaced only when asked, and never by its own conversion. */
const refuseToReplace = async (from: string, to: string, what: string, isForced: boolean): Promise<void> => {
  const facts = await stat(to).catch(() => undefined); // not there yet: the usual case
  if (!facts) return;
  const own = await stat(from).catch(() => undefined);
  const isSame = resolve(from) === resolve(to) || (own?.ino === facts.ino && own.dev === facts.dev);
  if (isSame) throw new WorkprintError('usage', `“${to}” is the ${what} itself. Name another file.`);
  if (!isForced)
    throw new WorkprintError('usage', `“${to}” exists already. Name another file, or add --force to replace it.`);
};

const checkTarget = async (from: string, to: string, what: string, given: Given): Promise<void> => {
  await checkFolder(resolve(to), 'Create it, or name another place.');
  await refuseToReplace(from, to, what, given.force === true);
};

const tell = (to: string, given: Given, result: object, lines: readonly string[]): void => {
  if (given.json === true) process.stdout.write(`${JSON.stringify({ ...result, to })}\n`);
  else {
    for (const line of lines) process.stderr.write(`${line}\n`);
    process.stdout.write(`${to}\n`);
  }
};

const convertScript = async (from: string, to: string, write: typeof printFountain, given: Given): Promise<number> => {
  const bytes = await readScriptFile(from);
  const isNamed = /\.(?:fountain|fdx|txt|spmd)$/i.test(from);
  const found = isNamed ? undefined : detectFormat(new TextDecoder().decode(bytes), from);
  if (found !== undefined)
    throw new WorkprintError(
      'usage',
      `“${from}” is a timeline or captions (${found}); a script is made only of a script.`,
    );
  const { screenplay, notes } = readScript(bytes, from);
  await checkTarget(from, to, 'script', given);
  if (given.strict === true && notes.length > 0)
    throw new WorkprintError(
      'import-lossy',
      `${from} does not convert without loss: ${notes.join(' ')} Leave out --strict to accept this.`,
    );
  await deliverText(write(screenplay), to);
  tell(to, given, { format: 'script', notes }, notes);
  return 0;
};

const isCaptions = (format: InterchangeFormat | undefined): boolean =>
  format === 'srt' || format === 'vtt' || format === 'ass';

/** Captions to captions keep their thousandths of a second: frames would only round them. */
const optionsFor = (
  from: InterchangeFormat | undefined,
  to: InterchangeFormat,
  fps: string | undefined,
): ImportOptions => {
  if (fps !== undefined) return { rate: rateNamed(fps) };
  return isCaptions(from) && isCaptions(to) ? { rate: { num: 1000, den: 1 } } : {};
};

const convertTimeline = async (from: string, to: string, format: InterchangeFormat, given: Given): Promise<number> => {
  const text = await readTimelineFile(from);
  const name = from === '-' ? 'what is piped in' : from;
  const source = detectFormat(text, from);
  if (source === undefined && /\.(?:fountain|fdx|txt)$/i.test(from))
    throw new WorkprintError(
      'usage',
      `“${from}” is a script; \`workprint film\` makes a timeline of it. Convert it to .fountain, .fdx or .txt.`,
    );
  const fps = typeof given.fps === 'string' ? given.fps : undefined;
  const folder = from === '-' ? process.cwd() : dirname(resolve(from));
  const files = await timelineFiles(folder, undefined);
  const read = await readWithMedia(text, name, optionsFor(source, format, fps), files.resolve);
  const named = read.timeline.name === name ? { ...read.timeline, name: basename(from, extname(from)) } : read.timeline;
  const written = exportTimeline(movedMedia(named, folder, dirname(resolve(to))), format);
  const losses: readonly Loss[] = [...read.losses, ...written.losses];
  if (given.strict === true) refuseLosses(losses, name);
  await checkTarget(from, to, isCaptions(read.format) ? 'captions' : 'timeline', given);
  await deliverText(written.text, to);
  tell(to, given, { from: read.format, format, losses }, describeLosses(losses));
  return 0;
};

/** Converts `from` to `to`. Returns the exit code; throws what a person is to be told. */
export const makeConversion = async (from: string, to: string, given: Given): Promise<number> => {
  const target = targetOf(to, typeof given.to === 'string' ? given.to : undefined);
  return target.kind === 'script'
    ? convertScript(from, to, target.write, given)
    : convertTimeline(from, to, target.format, given);
};
