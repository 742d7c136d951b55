import type { BlobRef } from '../domain/media.ts';

/** Bytes kept under their own hash. Writing is atomic: a reader sees all of a blob or nothing. */
export interface BlobStore {
  put(bytes: Uint8Array, mediaType: string): Promise<BlobRef>;
  /** Takes over a finished file (it is moved, or copied where it cannot be). */
  adoptFile(path: string, mediaType: string): Promise<BlobRef>;
  /** Throws `media-corrupt` when missing or when the bytes no longer match the name. */
  get(ref: BlobRef): Promise<Uint8Array>;
  has(ref: BlobRef): Promise<boolean>;
  /** A path readable on this machine, for tools that read files. */
  localPath(ref: BlobRef): string;
  /** A fresh, private path on the same volume, for a tool to write to before `adoptFile`. */
  scratchPath(extension: string): string;
}
