/** Our own JSON as one of the formats, and the check that every import passes: it must be a document of ours. */
import { WorkprintError } from '../errors.ts';
import {
  draftTimeline,
  formatTimeline,
  parseTimeline,
  problemLine,
  settle,
  TimelineInvalid,
} from '../timeline/timeline.ts';
import type { Timeline } from '../timeline/timeline.types.ts';
import type { Exporter, Importer, ImportResult } from './interchange.types.ts';
import { readJson } from './json/read-json.ts';
import { importFailed } from './shared/import-failure.ts';
import { importGround } from './shared/import-ground.ts';

const accept = { files: true, blobs: true };

/** Reads our own document. Throws `import-failed` for what is no JSON, `timeline-invalid` for what is no timeline. */
export const importOwn: Importer = (text, name, options) => {
  readJson(text, name, { isPlain: true });
  const ground = importGround(name, options);
  const draft = draftTimeline(JSON.parse(text.replace(/^\uFEFF/u, '')), {
    accept,
    ...(options.merge ? { merge: options.merge } : {}),
  });
  const { timeline, notes } = settle(draft, (media) => ground.factsOf(media));
  for (const { path, message } of notes) ground.log.approximated(path, message);
  return { format: 'workprint', timeline, losses: ground.log.losses, wanted: { facts: [], texts: [] } };
};

/** Writes our own document. */
export const exportOwn: Exporter = (timeline) => ({ text: formatTimeline(timeline), losses: [] });

const asDocument = (timeline: Timeline): Timeline => parseTimeline(JSON.parse(formatTimeline(timeline)), { accept });

/** The result with its timeline read again by our own rules. What does not pass is a fault of the source, said in our words. */
export const checkedImport = (result: ImportResult, name: string): ImportResult => {
  try {
    return { ...result, timeline: asDocument(result.timeline) };
  } catch (cause) {
    if (!(cause instanceof TimelineInvalid)) throw cause;
    const shown = cause.problems.slice(0, 5).map(problemLine).join('; ');
    throw importFailed(name, '', `what it says cannot be a timeline: ${shown}`, cause);
  }
};

/** Anything that is not said in our own words becomes `import-failed`. */
export const guardedImport = (name: string, read: () => ImportResult): ImportResult => {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof WorkprintError) throw cause;
    throw importFailed(
      name,
      '',
      `it cannot be read (${cause instanceof Error ? cause.message : String(cause)})`,
      cause,
    );
  }
};
