/** Seals what must be kept but never shown. The master key lives outside the database. */
export interface Secrets {
  /** AES-256-GCM under a key of the master key, bound to `identity` (table, row, column): it opens nowhere else. */
  seal(text: string, identity: string): string;
  /** Throws `secret-unreadable` when the master key or the identity is another one. */
  open(sealed: string, identity: string): string;
  /** HMAC-SHA256 under a key derived for this purpose. */
  sign(purpose: string, text: string): string;
  /** Compares in constant time. */
  verify(purpose: string, text: string, signature: string): boolean;
}
