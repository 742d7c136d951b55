/** What `workprint render` runs: a timeline file becomes the file asked for, or with `--plan` the account of it. */
import { loadavg } from 'node:os';
import { dirname, extname, resolve } from 'node:path';
import { type Build, createBuild } from '../build/build.ts';
import { WorkprintError } from '../domain/errors.ts';
import { describeLosses } from '../domain/interchange/interchange.ts';
import { type FrameRange, msFromFrames } from '../domain/time.ts';
import { problemLine, timeFromText } from '../domain/timeline/timeline.ts';
import type { Timeline } from '../domain/timeline/timeline.types.ts';
import { captionsBeside } from '../pipeline/render-timeline/captions-beside.ts';
import { type OutputPlan, planOutput } from '../pipeline/render-timeline/encoding.ts';
import { type Estimate, estimateRender } from '../pipeline/render-timeline/estimate.ts';
import { type OpenedTimeline, openTimeline } from '../pipeline/render-timeline/open-timeline.ts';
import {
  knownTo,
  type PreparedRender,
  prepareRender,
  renderTimeline,
  type Survey,
  surveyRender,
} from '../pipeline/render-timeline/render-timeline.ts';
import { TakenFiles } from '../pipeline/render-timeline/take-in.ts';
import { cancelOnSignal } from './cancel-on-signal.ts';
import type { GivenOptions } from './command-line.ts';
import { readTimelineFile } from './input-file.ts';
import { checkWritable, deliverText } from './output-files.ts';
import { type RenderOptions, type RenderTarget, readRenderOptions } from './render-options.ts';
import { clockOf, createRenderProgress, type RenderProgress } from './render-progress.ts';
import { openRenderStudio, type RenderStudio } from './render-studio.ts';
import { refuseOwnInputs, timelineFiles } from './timeline-files.ts';

type Session = {
  readonly studio: RenderStudio;
  readonly options: RenderOptions;
  readonly progress: RenderProgress;
  readonly signal: AbortSignal;
  readonly isPlan: boolean;
  readonly asJson: boolean;
  readonly startedMs: number;
  /** Files that the timeline is made of, known once it is open. */
  readonly inputs: string[];
};

/** Renders and returns the exit code. */
export const makeRender = async (file: string, given: GivenOptions): Promise<number> => {
  const startedMs = performance.now();
  const options = readRenderOptions(file, given);
  const [isPlan, asJson] = [given.plan === true, given.json === true];
  const text = await readTimelineFile(file);
  if (!isPlan) await checkWritable(options.target.path);
  const progress = createRenderProgress(
    asJson ? 'json' : process.stderr.isTTY ? 'bar' : 'lines',
    (words) => process.stderr.write(words),
    () => process.stderr.columns ?? 80,
    () => performance.now(),
  );
  const cancel = cancelOnSignal();
  let studio: RenderStudio | undefined;
  try {
    studio = await openRenderStudio((characters, words) =>
      progress.say(`No font here can draw ${characters.join(' ')} in “${words.slice(0, 40)}”; these are left out.`),
    );
    const session = { studio, options, progress, signal: cancel.signal, isPlan, asJson, startedMs, inputs: [] };
    const opened = await open(text, file, session);
    if (options.target.kind === 'picture') await renderPicture(opened, options.target, session);
    else await renderFile(opened, session);
    return 0;
  } catch (error) {
    progress.end();
    // Whatever broke because it was told to stop is not the story; that it was told to stop is.
    throw cancel.signal.aborted ? cancel.signal.reason : error;
  } finally {
    cancel.done();
    await studio?.close();
  }
};

const open = async (text: string, file: string, session: Session): Promise<OpenedTimeline> => {
  const { studio, options, progress, signal } = session;
  const { library, blobs, vetFont } = studio;
  const folder = file === '-' ? process.cwd() : dirname(resolve(file));
  const files = await timelineFiles(folder, options.mediaFolder);
  const taken = new TakenFiles({ library, blobs, vetFont, signal, ...files });
  const opened = await openTimeline(
    text,
    file === '-' ? 'the timeline' : file,
    {
      ...{ merge: options.merge, strict: options.strict, knowsFamily: studio.knowsFamily },
      ...(options.rate && { rate: options.rate }),
    },
    taken,
  );
  const inputs = [...(file === '-' ? [] : [resolve(file)]), ...taken.paths];
  await refuseOwnInputs(options.target.path, inputs);
  session.inputs.push(...inputs);
  if (options.rate && opened.format === 'workprint')
    progress.say('Note: --fps is for sources that do not say their rate; this timeline does, and keeps it.');
  if (studio.warning) progress.say(studio.warning);
  // With --json they stand in the result, once.
  if (session.asJson) return opened;
  for (const note of opened.notes) progress.say(`Note: ${problemLine(note)}.`);
  for (const line of describeLosses(opened.losses)) progress.say(`Import: ${line}`);
  return opened;
};

/** The frames between `--from` and `--to`; none: all of them. */
const rangeOf = ({ from, to }: RenderOptions, timeline: Timeline): FrameRange | undefined => {
  if (from === undefined && to === undefined) return undefined;
  const frameOf = (name: string, words: string | undefined, fallback: number): number => {
    if (words === undefined) return fallback;
    // A bare number is seconds to a person at a command line.
    const time = timeFromText(/^\d+(\.\d+)?$/.test(words) ? `${words}s` : words, timeline.rate);
    if (time && time.frames >= 0) return time.frames;
    throw new WorkprintError(
      'usage',
      `--${name} was given “${words}”; it takes a time such as 12, 0:05, 2.5s or 150f.`,
    );
  };
  const start = frameOf('from', from, 0);
  const end = Math.min(frameOf('to', to, timeline.durationFrames), timeline.durationFrames);
  if (start < end) return { startFrame: start, durationFrames: end - start };
  const length = clockOf(msFromFrames(timeline.durationFrames, timeline.rate));
  throw new WorkprintError('usage', `Between --from and --to lies nothing of the timeline, which is ${length} long.`);
};

const renderPicture = async (
  { timeline, notes, losses }: OpenedTimeline,
  { path, format }: RenderTarget & { kind: 'picture' },
  { studio, options, signal, asJson }: Session,
): Promise<void> => {
  const range = rangeOf({ ...options, to: undefined }, timeline);
  const frame = range?.startFrame ?? 0;
  // What a document says of its film does not hold for a JPEG of it; what is asked for here is checked.
  const alpha = options.output.alpha ?? (format === 'png' && timeline.output?.alpha === true);
  const plan: OutputPlan = { ...planOutput({ ...options.output, format, alpha }), encoding: undefined };
  const prepared = prepareRender(timeline, plan);
  const picture = await studio.tools.media.frameAt(prepared.timeline, frame, { signal, alpha });
  await deliverText(await studio.pictures.still(picture, format), path);
  const { width, height } = picture;
  const result = { file: path, frame, width, height, notes, losses };
  process.stdout.write(asJson ? `${JSON.stringify(result)}\n` : `${path}\n`);
};

/** Where the file goes when nobody named one: its ending is that of the format the document asks for. */
const named = (options: RenderOptions, format: OutputPlan['format']): RenderOptions => {
  const { target } = options;
  if (target.kind === 'picture' || target.format !== undefined || format === 'mp4') return options;
  const stem = target.path.slice(0, target.path.length - extname(target.path).length);
  return { ...options, target: { ...target, path: format === 'png' ? stem : `${stem}.${format}` } };
};

const renderFile = async (opened: OpenedTimeline, given: Session): Promise<void> => {
  const output = planOutput({ ...opened.timeline.output, ...given.options.output });
  const session = { ...given, options: named(given.options, output.format) };
  const { studio, options, progress, isPlan, asJson } = session;
  await refuseOwnInputs(options.target.path, session.inputs);
  const prepared = prepareRender(opened.timeline, output, rangeOf(options, opened.timeline));
  const answers = options.usesCache ? studio.answers : { ...studio.answers, get: async () => undefined };
  const survey = await surveyRender(prepared, studio.tools.media, knownTo(answers));
  const machine = { cores: studio.resources.cores, load: loadavg()[0] ?? 0 };
  const estimate = estimateRender(survey.work, await studio.history.all(), machine);
  if (isPlan) return printPlan(prepared, survey, estimate, opened, session);
  progress.begin(survey.framesToRender, survey.framesCached, estimate);
  const renderStartedMs = performance.now();
  const { sound } = await renderMending(prepared, session);
  const tookMs = performance.now() - renderStartedMs;
  if (survey.framesToRender > 0) await studio.history.add({ ...survey.work, tookMs: Math.round(tookMs) });
  const captions = await writeCaptions(opened.timeline, session);
  progress.end();
  const { timeline } = prepared;
  const result = {
    file: options.target.path,
    ...(captions !== undefined && { captions }),
    format: output.format,
    source: opened.format,
    durationMs: Math.round(msFromFrames(timeline.durationFrames, timeline.rate)),
    frames: timeline.durationFrames,
    ...{ width: timeline.width, height: timeline.height },
    ...{ framesRendered: survey.framesToRender, framesCached: survey.framesCached },
    ...(sound && { integratedLufs: sound.integratedLufs, truePeakDbtp: sound.truePeakDbtp }),
    estimate,
    ...{ notes: opened.notes, losses: opened.losses },
    tookMs: Math.round(performance.now() - session.startedMs),
  };
  process.stdout.write(asJson ? `${JSON.stringify(result)}\n` : `${result.file}\n`);
  if (asJson) return;
  const cached = result.framesCached > 0 ? `, ${result.framesCached} from the cache` : '';
  progress.say(
    `${(result.durationMs / 1000).toFixed(1)} s in ${(result.tookMs / 1000).toFixed(1)} s; ${result.framesRendered} frames rendered${cached}.`,
  );
};

/** Captions that are not drawn are written beside the film. */
const writeCaptions = async (timeline: Timeline, { options, progress }: Session): Promise<string | undefined> => {
  const text = captionsBeside(timeline);
  if (text === undefined) return undefined;
  if (options.from !== undefined || options.to !== undefined) {
    progress.say('Note: captions beside the film are written when all of it is rendered.');
    return undefined;
  }
  const { path } = options.target;
  const captions = `${path.slice(0, path.length - extname(path).length)}.srt`;
  await deliverText(text, captions);
  return captions;
};

/** A segment that was damaged in the cache is discarded when it is read; the second try makes it again and finds the rest. */
const renderMending = async (prepared: PreparedRender, { studio, options, progress, signal }: Session) => {
  const made = new Set<string>();
  const answers = {
    get: async (key: string) => (options.usesCache || made.has(key) ? studio.answers.get(key) : undefined),
    set: async (key: string, record: Parameters<typeof studio.answers.set>[1]) => {
      made.add(key);
      await studio.answers.set(key, record);
    },
  };
  const attempt = () => {
    const build: Build = createBuild({
      ...{ mode: 'make', answers, resources: studio.resources, signal },
      nowMs: () => performance.now(),
      onEvent: progress.onEvent,
    });
    return renderTimeline(build, studio.tools, prepared, (parts) =>
      studio.tools.writer.write(parts, options.target.path, { signal: build.signal }),
    );
  };
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof WorkprintError) || error.code !== 'media-corrupt' || signal.aborted) throw error;
    progress.say('Something kept from an earlier render was damaged; it is made again.');
    return attempt();
  }
};

const printPlan = (
  { timeline }: PreparedRender,
  survey: Survey,
  estimate: Estimate,
  { notes, losses }: OpenedTimeline,
  { options: { target }, asJson }: Session,
): void => {
  const { framesToRender, framesCached, segmentsToRender } = survey;
  if (asJson) {
    const plan = { file: target.path, framesToRender, framesCached, segmentsToRender, estimate, notes, losses };
    process.stdout.write(`${JSON.stringify(plan)}\n`);
    return;
  }
  process.stdout.write(
    [
      `${timeline.width} × ${timeline.height}, ${timeline.durationFrames} frames (${clockOf(msFromFrames(timeline.durationFrames, timeline.rate))}), to ${target.path}.`,
      `${framesToRender} frames in ${segmentsToRender} ${segmentsToRender === 1 ? 'segment' : 'segments'} would be rendered; ${framesCached} are in the cache.`,
      `${saidEstimate(estimate)} Cost: $0.00.`,
      '',
    ].join('\n'),
  );
};

/** What is learned has a worst case; a guess has none that means anything. */
const saidEstimate = ({ p50Ms, p90Ms, basis }: Estimate): string =>
  basis === 0
    ? `Roughly ${clockOf(p50Ms)}: a guess, since nothing was rendered here yet; it is learned as you render.`
    : `About ${clockOf(p50Ms)}, at worst ${clockOf(p90Ms)} (learned from ${basis} ${basis === 1 ? 'render' : 'renders'} here).`;
