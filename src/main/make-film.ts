/** The whole road from a script to an MP4, or with `--plan` the account of it: what `workprint film` runs. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createBuild, PlanEndsHere } from '../build/build.ts';
import { WorkprintError } from '../domain/errors.ts';
import { type CastFile, emptyCastFile, parseCastFile } from '../domain/performance/cast-file.ts';
import { filmFacts } from '../pipeline/export/film-facts.ts';
import { askFilm } from '../pipeline/film-request.ts';
import { type FilmRequest, produceFilm } from '../pipeline/produce-film.ts';
import { cancelOnSignal } from './cancel-on-signal.ts';
import type { GivenOptions } from './command-line.ts';
import { deliverFilm } from './deliver-film.ts';
import { checkKeys } from './film-keys.ts';
import { readFilmOptions } from './film-options.ts';
import type { OpenedModels } from './film-with-models.ts';
import { readScriptFile } from './input-file.ts';
import { readBudgetOption, readModelsOption } from './models-option.ts';
import { checkOutput, outputFilesFor } from './output-files.ts';
import { printPlan } from './plan-text.ts';
import { createProgress, type Progress, type ProgressStyle } from './progress.ts';
import { openStudio, type Studio } from './studio.ts';
import { folderGround, type StudioGround } from './studio-ground.ts';

const readCastFile = async (path: string | undefined): Promise<CastFile> => {
  if (path === undefined) return emptyCastFile;
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new WorkprintError('cast-invalid', `The cast file ${path} could not be read. Check the path.`, {
      cause: error,
    });
  });
  return parseCastFile(text);
};

const progressFor = (asJson: boolean, isPlan: boolean): Progress => {
  const style: ProgressStyle = asJson ? 'json' : isPlan ? 'messages' : process.stderr.isTTY ? 'bar' : 'lines';
  return createProgress(
    style,
    (text) => process.stderr.write(text),
    () => process.stderr.columns ?? 80,
  );
};

type Given = GivenOptions;

const text = (given: Given, name: string): string | undefined =>
  typeof given[name] === 'string' ? given[name] : undefined;

/** Steps that speak: music and a mix are newly made after them. */
const isSpoken = (step: string): boolean => step === 'speak' || step === 'model-voice';

type OpenedFilm = {
  readonly studio: Studio;
  readonly request: FilmRequest;
  readonly models: OpenedModels | undefined;
  close(): Promise<void>;
};

/** Opens what the film needs: the studio, and where models are asked, the desk and what looks at their files. */
const openFilm = async (
  request: FilmRequest,
  asking: { readonly script: string; readonly given: Given; readonly prices: unknown; readonly signal: AbortSignal },
): Promise<OpenedFilm> => {
  if (!request.asked) {
    const studio = await openStudio(asking.signal);
    return { studio, request, models: undefined, close: () => studio.close() };
  }
  const { openRenderStudio } = await import('./render-studio.ts');
  const ground = folderGround();
  const shared = (): StudioGround => ({ ...ground, close: () => undefined });
  const closings: (() => Promise<void> | void)[] = [() => ground.close()];
  const close = async (): Promise<void> => {
    for (const end of closings.splice(0).reverse()) await end();
  };
  try {
    const renders = await openRenderStudio(() => undefined, shared);
    closings.push(() => renders.close());
    const studio = await openStudio(asking.signal, shared, renders.tools.media);
    closings.push(() => studio.close());
    // Vendors and their catalog are loaded by films that ask them, and by no other.
    const { openFilmModels } = await import('./film-with-models.ts');
    const models = await openFilmModels(request, asking, renders, ground);
    closings.push(() => models.close());
    return { studio, request: models.request, models, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Makes the film and returns the exit code. */
export const makeFilm = async (script: string, given: Given): Promise<number> => {
  const startedMs = performance.now();
  const settings = readFilmOptions(given);
  const files = outputFilesFor(script, text(given, 'output'));
  const isPlan = given.plan === true;
  const asJson = given.json === true;
  const bytes = await readScriptFile(script);
  const castFile = await readCastFile(text(given, 'cast'));
  const { models, prices } = await readModelsOption(given);
  const asked = askFilm(bytes, basename(script), castFile, settings, models);
  const { notes } = asked;
  const budgetMicros = readBudgetOption(given);
  if (!isPlan) await checkOutput(files);

  const progress = progressFor(asJson, isPlan);
  for (const note of notes) progress.say(note);
  const cancel = cancelOnSignal();
  let opened: OpenedFilm | undefined;
  try {
    opened = await openFilm(asked.request, { script, given, prices, signal: cancel.signal });
    const { studio, request, models: desk } = opened;
    if (!request.asked?.models.voices) studio.checkVoices(castFile);
    const building = {
      ...{ answers: studio.answers, resources: studio.resources, signal: cancel.signal },
      nowMs: () => performance.now(),
    };
    if (desk && !isPlan && (await desk.mayLackKeys()))
      await checkKeys(building, { ...studio.tools, models: desk.tools }, request, desk.missingKeys);
    const build = createBuild({
      mode: isPlan ? 'plan' : 'make',
      ...building,
      onEvent: (event) => {
        progress.onEvent(event);
        // A line newly spoken means music and a mix newly made: their workers start while the voice speaks.
        if (event.type === 'step-started' && isSpoken(event.step)) studio.prepareSound();
      },
    });
    const machineNotes = studio.notesFor(request.breakdown);
    for (const note of machineNotes) progress.say(note);
    const tellPlan = async (isWhole: boolean): Promise<number> => {
      const missingKeys = desk?.missingKeys(build.entries) ?? [];
      const purse = budgetMicros !== undefined && { budgetMicros, spentMicros: (await desk?.spentMicros()) ?? 0 };
      printPlan({ entries: build.entries, isWhole, missingKeys, ...(purse && { purse }) }, asJson);
      return 0;
    };
    try {
      const film = await produceFilm(build, { ...studio.tools, models: desk?.tools }, request, progress.expect);
      if (isPlan) return await tellPlan(true);
      const builtInMs = performance.now() - startedMs;
      const account = { request, film, entries: build.entries, builtInMs, notes: machineNotes };
      await deliverFilm(account, studio.tools.blobs, files);
      progress.end();
      const result = { ...files, ...filmFacts(film, build.entries), builtInMs: Math.round(builtInMs) };
      process.stdout.write(asJson ? `${JSON.stringify(result)}\n` : `${files.film}\n`);
      if (!asJson)
        progress.say(
          `${(result.durationMs / 1000).toFixed(1)} s of film in ${(builtInMs / 1000).toFixed(1)} s; ${result.made} made, ${result.cached} from the cache.`,
        );
      const spent = await desk?.spent();
      if (spent !== undefined && !asJson) progress.say(spent);
      return 0;
    } catch (error) {
      if (!isPlan || !(error instanceof PlanEndsHere)) throw error;
      return await tellPlan(false);
    }
  } catch (error) {
    progress.end();
    // Whatever broke because it was told to stop is not the story; that it was told to stop is.
    throw cancel.signal.aborted ? cancel.signal.reason : error;
  } finally {
    cancel.done();
    await opened?.close();
  }
};
