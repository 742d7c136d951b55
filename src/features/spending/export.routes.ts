/** `/spending/export`: every line of the ledger for a stretch of days, read in short transactions while it is downloaded. */
import { z } from 'zod';
import { defineStream, type Route } from '../api/api.ts';
import { csvHeader, csvLines } from './ledger-csv.ts';
import { ledgerAfter } from './reports.queries.ts';
import { whoseOf } from './reports.routes.ts';
import { dayFields, type SpendingParts, stretchOf } from './spending.types.ts';

const linesAtOnce = 1000;

export const exportRoutes = ({ database, clock }: SpendingParts): readonly Route[] => [
  defineStream({
    ...{ method: 'get', path: '/spending/export', tag: 'spending', summary: 'The ledger as CSV' },
    description:
      'One line for each change of a budget: `reserve` keeps free, `commit` is what was spent of that, `release` gives back the rest, `excess` was billed beyond it, `correct` changes what was booked before. What was spent is the sum of commit, excess and correct.',
    access: { who: 'person', scope: 'read' },
    search: z.strictObject({
      projectId: z.uuid().optional().describe('of a project; left out: of what you paid for'),
      ...dayFields,
    }),
    gives: 'text/csv',
    refuses: ['not-found', 'gone'],
    handle: async ({ caller, search }, request) => {
      const stretch = stretchOf(search, clock);
      const whose = await database.asPerson(caller.personId, (query) => whoseOf(query, caller, search.projectId));
      const bytes = new TextEncoder();
      let after = 0;
      const lines = new ReadableStream<Uint8Array>({
        start: (out) => out.enqueue(bytes.encode(csvHeader)),
        pull: async (out) => {
          const page = await database.asPerson(caller.personId, (query) =>
            ledgerAfter(query, whose, stretch, { after, most: linesAtOnce }),
          );
          if (page.length > 0) out.enqueue(bytes.encode(csvLines(page)));
          after = page.at(-1)?.id ?? after;
          if (page.length < linesAtOnce) out.close();
        },
      });
      if (request.method === 'HEAD') await lines.cancel();
      return new Response(request.method === 'HEAD' ? null : lines, {
        headers: {
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': `attachment; filename="ledger ${stretch.from} to ${stretch.to}.csv"`,
          'cache-control': 'no-store',
        },
      });
    },
  }),
];
