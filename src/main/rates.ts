/** Frame rates as options name them. */
import { WorkprintError } from '../domain/errors.ts';
import type { Rate } from '../domain/time.ts';
import { usualRate, usualRateNames } from '../domain/usual-rates.ts';

/** The rate that `--fps` names; throws `usage` listing the known ones. */
export const rateNamed = (name: string): Rate => {
  const rate = usualRate(name);
  if (rate) return rate;
  throw new WorkprintError('usage', `--fps was given “${name}”; it takes ${usualRateNames.join(', ')}.`);
};
