/** A row of the book of calls as the desk reads it. What stands in JSON columns was written by this feature, in the shapes of the port. */
import type { Answer, Usage } from '../../domain/generation/answer.types.ts';
import type { Ask } from '../../domain/generation/ask.types.ts';
import type { CallRecord } from '../../ports/call-journal.ts';
import type { CallRow } from './call-journal.queries.ts';

/** Stands for a payer or project that was deleted; nobody has this id. */
const nobodyId = '00000000-0000-0000-0000-000000000000';

/** The record of a row. */
export const recordOf = (row: CallRow): CallRecord => ({
  id: row.id,
  orderKey: row.order_key,
  requestKey: row.request_key,
  payer: {
    personId: row.person_id ?? nobodyId,
    projectId: row.project_id ?? nobodyId,
    ...(row.build_id !== null && { buildId: row.build_id }),
  },
  model: `${row.provider}/${row.model}`,
  ...(row.key_id !== null && { keyId: row.key_id }),
  ask: row.ask as Ask,
  reserveMicros: row.reserved_micros,
  isFresh: row.is_fresh,
  place: row.place,
  state: row.state,
  submitKey: row.submit_key,
  ...(row.handle !== null && { handle: row.handle }),
  ...(row.answer !== null && { answer: row.answer as Answer }),
  ...(row.usage !== null && { usage: row.usage as Usage }),
  costMicros: row.cost_micros,
  charged: row.charged as CallRecord['charged'],
  ...(row.error !== null && { error: row.error as { readonly code: string; readonly message: string } }),
  tookMs: row.took_ms,
  ...(row.sent_at !== null && { sentAtMs: row.sent_at.getTime() }),
  ...(row.state === 'done' && row.sent_at === null && { isShared: true }),
});

/** `fal/fal-ai/veo3` is the model `fal-ai/veo3` of `fal`. Throws when there is no slash. */
export const splitModel = (name: string): { readonly provider: string; readonly model: string } => {
  const at = name.indexOf('/');
  if (at < 1) throw new Error(`“${name}” is no name of a model: provider/model.`);
  return { provider: name.slice(0, at), model: name.slice(at + 1) };
};
