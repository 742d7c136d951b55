/** Every row that `npm run prove` can run, in the order in which it runs them. */
import { insideTheJail } from '../attack/inside-the-jail.ts';
import { runaways } from '../attack/runaways.ts';
import type { ProofRow } from './row.types.ts';

export const rows: readonly ProofRow[] = [runaways, insideTheJail];
