/** What the doctor says about one thing of this machine. */
export type MachineCheck = {
  readonly name: string;
  /** `missing` stops films; `weak` makes them poorer or slower. */
  readonly state: 'ok' | 'weak' | 'missing';
  /** What was found, in a few words. */
  readonly found: string;
  /** What to type, or do, when the state is not ok. */
  readonly advice?: string;
};
