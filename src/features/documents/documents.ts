/** The door of documents: their routes, and the store behind the live server. */
export {
  type Contents,
  type Json,
  openDocument,
  readContents,
  scriptPart,
  timelinePart,
  writeContents,
} from './contents.ts';
export { createDocumentStore } from './document-store.ts';
export type { DocumentKind } from './documents.queries.ts';
export { documentRoutes } from './documents.routes.ts';
export { type LivePerson, livePerson } from './live-person.ts';
export { readTimeline } from './read-timeline.ts';
