/** The door of the timeline document: reading, settling, printing. The types are in `timeline.types.ts`. */
export { documentSchema } from './document/document.ts';
export type { DraftTimeline } from './draft.types.ts';
export { draftMedia, draftTools } from './draft-media.ts';
export { formatTimeline } from './format-timeline.ts';
export type { FactsOf } from './layout/media-length.ts';
export { draftTimeline, type ParseOptions, parseTimeline } from './parse-timeline.ts';
export { type Settled, settle } from './settle.ts';
export { atSource, type SourceOf } from './source-paths.ts';
export { type NamedMedia, type Note, type Problem, problemLine, TimelineInvalid } from './timeline-invalid.ts';
export { timeFromText } from './values/time-value.ts';
