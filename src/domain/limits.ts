/** Every limit in one place, with its unit in the name and its reason beside it. */
export const limits = {
  /** A 120-page feature is about 200 kB; ten times the longest known shooting script still fits. Larger is not a script. */
  scriptBytes: 10 * 1024 * 1024,
  /** Longest side of a film frame in pixels (8K UHD). */
  frameSidePx: 7680,
} as const;
