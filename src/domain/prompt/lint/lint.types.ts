/** What is wrong with a prompt, where, and what would be right. */

export type LintRule =
  | 'empty'
  | 'over-limit'
  | 'camera-moves'
  | 'few-details'
  | 'no-end-frame'
  | 'empty-words'
  | 'told-feeling'
  | 'contradiction'
  | 'forbidden-appears'
  | 'short-window'
  | 'reference-without-role'
  | 'foreign-mark'
  | 'unbalanced'
  | 'hidden-characters'
  | 'too-much-speech'
  | 'looks-left-out';

export type LintIssue = {
  readonly rule: LintRule;
  /** `error`: the model refuses it or reads something else; `warning`: the result suffers; `hint`: it could be better. */
  readonly severity: 'error' | 'warning' | 'hint';
  /** Offsets [start, end) in the prompt; left out when it is about the whole. */
  readonly at?: { readonly start: number; readonly end: number };
  readonly message: string;
  readonly fix: string;
};
