/** Puts the film and what lies beside it in place: the MP4 last, so that its arrival means all is there. */
import { type FilmAccount, filmFiles } from '../pipeline/export/film-files.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import { deliverFile, deliverText, type OutputFiles } from './output-files.ts';

export const deliverFilm = async (account: FilmAccount, blobs: BlobStore, files: OutputFiles): Promise<void> => {
  const made = await filmFiles(account, blobs);
  await deliverText(made.captions, files.captions);
  await deliverText(made.timeline, files.timeline);
  await deliverText(made.report, files.report);
  await deliverFile(blobs.localPath(made.contactSheet), files.contactSheet);
  await deliverFile(blobs.localPath(made.video), files.film);
};
