/** The ledger's chores: what nobody comes back for is given up, what is nobody's any more goes. Safe to run anywhere, any time, twice. */
import type { Database } from '../../ports/database.ts';
import { correctSpend, giveUp } from './call-journal.ts';
import {
  forsakenCalls,
  removeLeftCalls,
  removeNobodysLines,
  removeOldNotices,
  removeQuietLanes,
  removeVoidPasses,
  unspokenCalls,
} from './chores.queries.ts';

/** For those that no job waits for; and longer than any vendor works on anything. */
const hours = { unsentHours: 24, silentHours: 48 };
const noticeDays = 7;

const unsent = { code: 'cancelled', message: 'Nobody came back to send it, so its money is free again.' };
const lost = {
  code: 'charge-unknown',
  message:
    'It was sent, and whoever waited for the answer is gone. Look at the vendor’s bill and say what became of it: POST /spending/calls/{id}/resolve.',
};

/** One round. Gives how many calls were given up. */
export const keepLedger = async (database: Pick<Database, 'asStudio'>): Promise<number> => {
  let givenUp = 0;
  for (const call of await database.asStudio((query) => forsakenCalls(query, hours)))
    if (await database.asStudio((query) => giveUp(query, call, call.state === 'intended' ? unsent : lost))) givenUp++;

  // Its project and its payer are deleted; a shared key may be left, whose owner should rather see too much than too little.
  for (const { id, micros } of await database.asStudio(unspokenCalls))
    await database.asStudio((query) => correctSpend(query, id, micros));

  await database.asStudio(async (query) => {
    await removeLeftCalls(query);
    await removeNobodysLines(query);
  });
  await database.asStudio(async (query) => {
    await removeOldNotices(query, noticeDays);
    await removeVoidPasses(query);
    await removeQuietLanes(query);
  });
  return givenUp;
};
