/**
 * From JSON to a timeline. `draftTimeline` reads a document and tells everything that is wrong with it at once; `settle` lays it
 * out once its media were measured; `parseTimeline` does both for documents that need no measuring.
 */
import { limits } from '../limits.ts';
import { bodyShape, headShape, splitDocument } from './document/document.ts';
import type { DraftTimeline } from './draft.types.ts';
import { Merge, type MergeValues } from './merge/merge.ts';
import { isMergeName } from './merge/merge-field.ts';
import { migrated } from './migrations/migrations.ts';
import { isObject } from './schema/objects.ts';
import { placeIn, root } from './schema/place.ts';
import { type Accepted, type Counted, Findings, type Reading } from './schema/reading.ts';
import { wrong } from './schema/shape.ts';
import { said, saidNumber } from './schema/words.ts';
import { layoutProblems, settle } from './settle.ts';
import type { Timeline } from './timeline.types.ts';
import { TimelineInvalid } from './timeline-invalid.ts';

export type ParseOptions = {
  /** Values of merge fields, which win over the document's own. */
  readonly merge?: MergeValues;
  /** Default: files, but no blobs. */
  readonly accept?: Partial<Accepted>;
};

const mostOf: Readonly<Record<Counted, number>> = {
  items: limits.timelineItems,
  keyframes: limits.timelineKeyframes,
  metadata: limits.metadataValues,
};
const wordsFor: Readonly<Record<Counted, string>> = {
  items: 'clips, gaps, transitions and cues',
  keyframes: 'keyframes',
  metadata: 'values in notes',
};

const newReading = (findings: Findings, merge: Merge, accept: Partial<Accepted>): Reading => {
  const counts: Record<Counted, number> = { items: 0, keyframes: 0, metadata: 0 };
  const tell: Reading['tell'] = (place, message) => findings.tell(place, message);
  return {
    tell,
    note: (place, message) => findings.note(place, message),
    names: (place, media) => findings.names(place, media),
    rounded: (place, message) => findings.rounded(place, message),
    fill: (text, place) => {
      const filled = merge.fill(text);
      return 'text' in filled ? filled.text : tell(place, filled.problem);
    },
    count: (what, place) => {
      counts[what]++;
      if (counts[what] <= mostOf[what]) return true;
      // Said once; what follows is not looked at any more.
      return counts[what] === mostOf[what] + 1
        ? tell(place, `the document has more than ${saidNumber(mostOf[what])} ${wordsFor[what]}; split it`)
        : wrong;
    },
    accepted: { blobs: accept.blobs ?? false, files: accept.files ?? true },
    ...{ rate: { num: 30, den: 1 }, width: 1920, height: 1080 },
  };
};

/** The document's own merge values under the caller's; what is wrong with them is told when the head is read. */
const mergeOf = (document: Readonly<Record<string, unknown>>, callers: MergeValues): Merge => {
  const own = isObject(document.merge) ? Object.entries(document.merge) : [];
  const usable = own.filter(
    ([name, value]) => isMergeName(name) && ['string', 'number', 'boolean'].includes(typeof value),
  );
  return new Merge({ ...(Object.fromEntries(usable) as MergeValues), ...callers });
};

/**
 * Reads a document. Throws `TimelineInvalid` with every problem, each at its place in the source. Nothing in the draft depends on
 * media yet; `settle` makes a timeline of it.
 */
export const draftTimeline = (json: unknown, options: ParseOptions = {}): DraftTimeline => {
  const findings = new Findings();
  const fail = (): never => {
    throw new TimelineInvalid(findings.problems, findings.problemCount, findings.named);
  };
  if (!isObject(json)) {
    findings.tell(root, `${said(json)} is no timeline; use an object with "tracks"`);
    return fail();
  }
  const current = migrated(json);
  if ('problem' in current) {
    findings.tell(placeIn(root, 'schema'), current.problem);
    return fail();
  }
  const merge = mergeOf(current.document, options.merge ?? {});
  const reading = newReading(findings, merge, options.accept ?? {});
  const { head, body } = splitDocument(current.document);
  const measures = headShape.read(head, root, reading);
  const read = bodyShape.read(body, root, measures === wrong ? reading : { ...reading, ...measures });
  if (read !== wrong && measures !== wrong) layoutProblems(read, findings);
  if (read === wrong || measures === wrong || findings.problemCount > 0) return fail();
  for (const name of Object.keys(options.merge ?? {}))
    if (!merge.used.has(name)) findings.note(root, `merge field “${name}” was given but is not used in the document`);
  return { ...read, notes: findings.notes };
};

/** The timeline of a document whose every length is said or follows. Throws `TimelineInvalid` with every problem. */
export const parseTimeline = (json: unknown, options: ParseOptions = {}): Timeline =>
  settle(draftTimeline(json, options)).timeline;
