/** Names of what a timeline shows and plays, and the free notes of a document. */
import type { BlobRef } from '../media.ts';
import type { MediaFacts } from './media-facts.types.ts';

/**
 * Where bytes are. A document people write names files, assets or addresses; before anything is rendered each is taken in and
 * becomes a blob with facts. `missing` is OpenTimelineIO's MissingReference.
 */
export type MediaReference =
  | { readonly kind: 'blob'; readonly blob: BlobRef; readonly facts?: MediaFacts }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'asset'; readonly id: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'missing'; readonly name: string };

/** Any JSON. */
export type Metadata = { readonly [key: string]: MetadataValue };
export type MetadataValue = string | number | boolean | null | readonly MetadataValue[] | Metadata;
