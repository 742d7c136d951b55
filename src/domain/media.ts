/** Names of bytes. A blob is named by its content, so the same picture is kept once and never changes under a name. */

export type BlobRef = {
  /** Lower-case hexadecimal SHA-256 of the bytes. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** IANA media type, or `application/x-workprint-layer` for a planar layer (see compile/layer-image). */
  readonly mediaType: string;
};
