/** One broken rule of the house, with the place and what would be right. */
export type Violation = {
  /** From the root of the tree, with forward slashes. */
  readonly file: string;
  /** 1-based; 1 when the whole file is meant. */
  readonly line: number;
  readonly rule: string;
  readonly message: string;
};

/** `src/x.ts:3 arrow: …`, as an editor can jump to it. */
export const describeViolation = (violation: Violation): string =>
  `${violation.file}:${violation.line} ${violation.rule}: ${violation.message}`;
