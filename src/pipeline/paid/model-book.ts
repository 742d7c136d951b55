/** What is known of a model, for whoever writes a request to it. */
import type { LegalNumbers, ModelRecord } from '../../domain/catalog/model.types.ts';
import type { AskType } from '../../domain/generation/ask.types.ts';

export type ModelBook = {
  /** The record of `provider/model` for this kind of work. Throws `model-unknown`, `model-retired`. */
  record(name: string, makes: AskType): ModelRecord;
};

/** The shortest legal length that is not below what is wanted, else the longest there is; any where nobody says. */
export const lengthAtLeast = (seconds: number, legal: LegalNumbers | null): number => {
  if (legal === null) return seconds;
  if (!('min' in legal)) {
    const ascending = legal.toSorted((a, b) => a - b);
    return ascending.find((one) => one >= seconds) ?? ascending.at(-1) ?? seconds;
  }
  const { min, max, step } = legal;
  const wanted = Math.min(max, Math.max(min, seconds));
  if (step === null || step <= 0) return wanted;
  return Math.min(max, Math.round((min + Math.ceil((wanted - min) / step - 1e-9) * step) * 1e6) / 1e6);
};
