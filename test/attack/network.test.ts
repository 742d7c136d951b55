/** The rows of `npm run prove` about the way out, at small size. */
import { expect, test } from 'vitest';
import type { ProofRow } from '../prove/row.types.ts';
import { runRow } from '../prove/run-row.ts';
import { egressLint } from './network-egress.ts';
import { floodsRow } from './network-floods.ts';
import { hostileRedirects, privateAddresses, rebinding } from './network-inside.ts';
import { supply } from './supply.ts';
import { webhooksOut } from './webhooks-out.ts';

const prove = async (row: ProofRow): Promise<void> => {
  const verdict = await runRow(row, 'quick');
  expect(verdict.failures, verdict.line).toEqual([]);
};

test('NET-1 NET-2 NET-8 PD1 no spelling of an inner address is connected to', () => prove(privateAddresses));
test('NET-3 PD2 a name that changes its mind leads nowhere inside', () => prove(rebinding));
test('NET-6 PD3 no redirect leads inside, and credentials stay with their origin', () => prove(hostileRedirects));
test('NET-15 PD5 a way out beside the one door fails the check', () => prove(egressLint));
test('WHK-5 WHK-6 WHK-7 WHK-9 PD7 webhooks on their way out, seeds by event', () => prove(webhooksOut));
test('OPS-1 PE10 what Workprint is made of', () => prove(supply));
test('NET-10 NET-11 NET-12 PD4 hosts that dribble, flood, unfold or lie are cut off', () => prove(floodsRow));
