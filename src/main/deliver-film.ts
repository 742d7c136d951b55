/** Puts the film and what lies beside it in place: the MP4 last, so that its arrival means all is there. */
import type { BuildEntry } from '../build/build.ts';
import type { Cast } from '../domain/performance/performance.types.ts';
import type { Breakdown } from '../domain/screenplay/breakdown.types.ts';
import { formatTimeline } from '../domain/timeline/timeline.ts';
import { reportHtml } from '../pipeline/export/report.ts';
import type { Frame } from '../pipeline/film-pictures.ts';
import type { Film } from '../pipeline/produce-film.ts';
import { deliverFile, deliverText, type OutputFiles } from './output-files.ts';
import type { Studio } from './studio.ts';

export type Delivery = {
  readonly studio: Studio;
  readonly files: OutputFiles;
  readonly film: Film;
  readonly breakdown: Breakdown;
  readonly cast: Cast;
  readonly frame: Frame;
  readonly entries: readonly BuildEntry[];
  readonly builtInMs: number;
};

const thumbnailsOf = async ({ studio, film }: Delivery): Promise<Map<string, string>> => {
  const loaded = [...film.stills.stills].map(async ([shotId, blob]) => {
    const bytes = Buffer.from(await studio.tools.blobs.get(blob));
    return [shotId, `data:image/jpeg;base64,${bytes.toString('base64')}`] as const;
  });
  return new Map(await Promise.all(loaded));
};

/** Words no voice here could say, so that silence is never a riddle. */
const unspokenNotes = (film: Film): string[] => {
  const words = [...new Set([...film.words.utterances.values()].flatMap((utterance) => utterance.unspoken ?? []))];
  if (words.length === 0) return [];
  const shown = words.slice(0, 12).join(', ');
  return [
    `The voices here could not say: ${shown}${words.length > 12 ? ' …' : ''}. The cast file can give pronunciations; other languages need espeak-ng.`,
  ];
};

export const deliverFilm = async (delivery: Delivery): Promise<void> => {
  const { studio, files, film, breakdown, cast, frame, entries, builtInMs } = delivery;
  const { blobs } = studio.tools;
  const report = reportHtml({
    breakdown,
    cast,
    plan: film.plan,
    timing: film.timing,
    rate: frame.rate,
    width: frame.width,
    height: frame.height,
    entries,
    builtInMs,
    loudness: film.sound,
    engines: film.words.engines,
    notes: [...studio.notesFor(breakdown), ...unspokenNotes(film)],
    thumbnails: await thumbnailsOf(delivery),
  });
  await deliverText(film.captions, files.captions);
  await deliverText(formatTimeline(film.timeline), files.timeline);
  await deliverText(report, files.report);
  await deliverFile(blobs.localPath(film.stills.contactSheet), files.contactSheet);
  await deliverFile(blobs.localPath(film.video), files.film);
};
