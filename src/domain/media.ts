/** Names of bytes. A blob is named by its content, so the same picture is kept once and never changes under a name. */

export type BlobRef = {
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** IANA media type, or `application/x-workprint-layer` for a planar layer (see compile/layer-image). */
  readonly mediaType: string;
};

const isBlobRef = (value: object): value is BlobRef =>
  'sha256' in value && typeof value.sha256 === 'string' && 'sizeBytes' in value && typeof value.sizeBytes === 'number';

/** Every blob that plain JSON names, wherever in it; one that is named twice comes twice. */
export const blobsIn = function* (value: unknown): Generator<BlobRef> {
  if (typeof value !== 'object' || value === null) return;
  if (isBlobRef(value)) yield value;
  else for (const inner of Object.values(value)) yield* blobsIn(inner);
};
