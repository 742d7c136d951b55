/**
 * The same `Idempotency-Key` twice is one effect and two equal answers (PA4). The key is claimed in the transaction of the effect: whoever
 * comes second waits for the first to commit, then finds its answer.
 */
import { createHash } from 'node:crypto';
import type { Query } from '../../ports/database.ts';
import { claimKey, keepAnswer } from './answer-once.queries.ts';
import { RequestRefused } from './problem.ts';
import type { Call, Reply } from './route.types.ts';

type AnyCall = Call<unknown, unknown, unknown>;

/** Throws `idempotency-mismatch` when the key came with another request before. */
export const answerOnce = async (
  route: { readonly method: string; readonly path: string; readonly status?: 200 | 201 | 202 },
  call: AnyCall,
  query: Query,
  work: (query: Query) => Promise<Reply<unknown>>,
): Promise<Reply<unknown>> => {
  const key = call.header('idempotency-key');
  if (key === undefined) return work(query);
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new RequestRefused('request-invalid', 'The header Idempotency-Key takes 1 to 255 visible ASCII characters.');
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([call.params, call.body]))
    .digest('hex');
  const claim = { personId: call.caller.personId, key, route: `${route.method} ${route.path}`, bodyHash };
  const known = await claimKey(query, claim);
  if (!known) {
    const made = await work(query);
    await keepAnswer(query, claim, { status: made.status ?? route.status ?? 200, data: made.data });
    return made;
  }
  if (known.route !== claim.route || known.bodyHash !== bodyHash)
    throw new RequestRefused(
      'idempotency-mismatch',
      'This Idempotency-Key was already used for another request; choose a new one.',
    );
  return { status: known.status as 200, data: known.data, headers: { 'idempotent-replay': 'true' } };
};
