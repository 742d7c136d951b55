/** The job that makes a film of a script: the same pipeline as `./workprint film`, its long renders shared out to all workers. */
import { createBuild } from '../../build/build.ts';
import { filmFacts } from '../../pipeline/export/film-facts.ts';
import { type FilmFiles, filmFiles } from '../../pipeline/export/film-files.ts';
import { produceFilm } from '../../pipeline/produce-film.ts';
import { panelsMemoryMb } from '../../pipeline/render/segment-step.ts';
import type { JobContext, JobHandler } from '../jobs/jobs.ts';
import { leaveNothingOpen } from './close-film.ts';
import { readFilm } from './film-settings.ts';
import { heldForPeople, withModels } from './film-with-models.ts';
import { isNews } from './is-news.ts';
import { oneAfterAnother } from './one-after-another.ts';
import { type FilmInput, filmInput } from './render-input.ts';
import type { FilmMachine, RenderJobParts } from './render-parts.types.ts';
import { spreadSegments } from './spread-segments.ts';
import { countSteps } from './step-count.ts';
import { keepVideo, type MadeFile, storeResults, storeText } from './store-results.ts';

/** A second of film at 1080p30 takes about this long on two cores; only how finely work is shared out hangs on it. */
const msPerSecond = 1000;

const makeFilm = async (
  parts: RenderJobParts,
  context: JobContext<FilmInput>,
  machine: FilmMachine,
): Promise<unknown> => {
  const { clock, database, queue, storage, limits } = parts;
  const { input, signal } = context;
  const { request: read, notes, castFile } = readFilm(input);
  machine.checkVoices(castFile);
  const { request, models } = await withModels(parts, context, read);
  const startedMs = clock.now();
  const { rate } = request.frame;
  const framesIn = (ms: number): number => Math.max(1, Math.round((ms * rate.num) / (rate.den * msPerSecond)));
  const count = countSteps(context.progress);
  const build = createBuild({
    ...{ mode: 'make', answers: machine.answers, resources: machine.resources, signal },
    nowMs: () => clock.now(),
    onEvent: (event) => {
      if (isNews(event)) context.onBuildEvent(event);
      count.onEvent(event);
      // A line newly spoken means music and a mix newly made: their workers start while the voice speaks.
      if (event.type === 'step-started' && event.step === 'speak') machine.prepareSound();
    },
  });
  const { blobs, media } = machine.tools;
  const help = spreadSegments({
    ...{ context, database, queue, clock, storage, blobs, media, memoryMb: panelsMemoryMb },
    ...{ spreadFromFrames: framesIn(limits.spreadFromMs), framesInPiece: framesIn(limits.pieceMs) },
    onEvent: context.onBuildEvent,
    onHelped: ({ segments }) => count.helped(segments),
  });
  const film = await produceFilm(build, { ...machine.tools, help, models }, request, count.expect);
  const machineNotes = machine.notesFor(request.breakdown);
  const builtInMs = clock.now() - startedMs;
  const account = { request, film, entries: build.entries, builtInMs, notes: machineNotes };
  const files = await namedFiles(
    await filmFiles(account, blobs),
    input.name || request.breakdown.title || 'film',
    parts,
    machine,
  );
  await storeResults(context, files, { ...parts, blobs });
  const kept = input.keep ? await keepVideo(context, files[0] as MadeFile, parts.keepAsset) : undefined;
  return {
    ...filmFacts(film, build.entries),
    ...{ width: request.frame.width, height: request.frame.height, builtInMs: Math.round(builtInMs) },
    ...kept,
    notes: [...notes, ...machineNotes],
  };
};

const namedFiles = async (
  { video, captions, timeline, contactSheet, report }: FilmFiles,
  name: string,
  { storage }: RenderJobParts,
  { tools }: FilmMachine,
): Promise<readonly MadeFile[]> => {
  const text = (words: string, mediaType: string) => storeText(words, mediaType, { storage, blobs: tools.blobs });
  return [
    { kind: 'video', blob: video, name: `${name}.mp4` },
    { kind: 'captions', blob: await text(captions, 'application/x-subrip'), name: `${name}.srt` },
    { kind: 'timeline', blob: await text(timeline, 'application/json'), name: `${name}.timeline.json` },
    { kind: 'sheet', blob: contactSheet, name: `${name}.contact-sheet.png` },
    { kind: 'report', blob: await text(report, 'text/html'), name: `${name}.report.html` },
  ];
};

/** Jobs of the kind `film`. */
export const filmJob = (parts: RenderJobParts): JobHandler<FilmInput> => {
  const turns = oneAfterAnother(parts.filmsAtOnce);
  return {
    kind: 'film',
    lane: 'jobs',
    parse: (input) => filmInput.parse(input),
    concluded: (query, over) => leaveNothingOpen(query, over, parts.queue),
    run: (context) =>
      turns(async () => {
        const { hold } = await parts.machine();
        const holding = await hold();
        try {
          const machine = await parts.openFilmMachine(context.signal);
          try {
            return await makeFilm(parts, context, machine);
          } catch (error) {
            throw heldForPeople(error);
          } finally {
            await machine.close();
          }
        } finally {
          await holding.release();
        }
      }, context.signal),
  };
};
