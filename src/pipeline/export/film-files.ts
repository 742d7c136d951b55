/** Everything that comes with a film: captions, the timeline, the contact sheet, the report. */
import type { BuildEntry } from '../../build/build.ts';
import type { BlobRef } from '../../domain/media.ts';
import { formatTimeline } from '../../domain/timeline/timeline.ts';
import type { BlobStore } from '../../ports/blob-store.ts';
import type { Film, FilmRequest } from '../produce-film.ts';
import { reportHtml } from './report.ts';

export type FilmFiles = {
  readonly video: BlobRef;
  /** SubRip. */
  readonly captions: string;
  /** Our own JSON. */
  readonly timeline: string;
  /** PNG. */
  readonly contactSheet: BlobRef;
  /** HTML. */
  readonly report: string;
};

export type FilmAccount = {
  readonly request: FilmRequest;
  readonly film: Film;
  readonly entries: readonly BuildEntry[];
  readonly builtInMs: number;
  /** Plain sentences a person should know. */
  readonly notes: readonly string[];
};

const base64Of = (bytes: Uint8Array): string => {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(binary);
};

const thumbnailsOf = async ({ stills }: Film, blobs: BlobStore): Promise<Map<string, string>> => {
  const loaded = [...stills.stills].map(
    async ([shotId, blob]) => [shotId, `data:image/jpeg;base64,${base64Of(await blobs.get(blob))}`] as const,
  );
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

/** Puts them together; pictures of the report are read from `blobs`. */
export const filmFiles = async (account: FilmAccount, blobs: BlobStore): Promise<FilmFiles> => {
  const { request, film, entries, builtInMs, notes } = account;
  const { frame } = request;
  const { breakdown, cast, accounts } = film;
  const report = reportHtml({
    ...{ breakdown, cast, plan: film.plan, timing: film.timing, entries, builtInMs },
    ...{ rate: frame.rate, width: frame.width, height: frame.height },
    loudness: film.sound,
    engines: film.words.engines,
    accounts,
    notes: [...notes, ...film.notes, ...unspokenNotes(film)],
    thumbnails: await thumbnailsOf(film, blobs),
  });
  return {
    video: film.video,
    captions: film.captions,
    timeline: formatTimeline(film.timeline),
    contactSheet: film.stills.contactSheet,
    report,
  };
};
