/**
 * `workprint bench desk`: what the desk adds to a call: the same request to the same vendor on loopback, bare, through the desk over the book of the
 * command line, and through the desk over journal and gate on PostgreSQL. One after the other, and sixteen at once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { silentLog } from '../../src/adapters/telemetry/telemetry.ts';
import type { TextAsk } from '../../src/domain/generation/ask.types.ts';
import { createProviderGate } from '../../src/features/spending/spending.ts';
import type { Payer } from '../../src/ports/key-ring.ts';
import { type DeskWorld, never, openDeskWorld } from '../../test/kit/desk-world.ts';
import { openPaidVendor } from '../../test/kit/paid-vendor.ts';
import { closeTestPostgres } from '../../test/kit/postgres.ts';
import { openSpendRig } from '../../test/kit/spend-rig.ts';

const { values } = parseArgs({
  options: { calls: { type: 'string', default: '400' }, json: { type: 'boolean', default: false } },
});
const calls = Number(values.calls);
const atOnce = 16;

type Row = {
  readonly what: string;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly perSecond: number;
};

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const within = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** `work` so many times, `most` at once; the first tenth warms up and is not counted. */
const measure = async (what: string, most: number, work: (name: string) => Promise<unknown>): Promise<Row> => {
  const times: number[] = [];
  const run = async (count: number, isCounted: boolean): Promise<void> => {
    let next = 0;
    const one = async (): Promise<void> => {
      while (next++ < count) {
        const startMs = performance.now();
        await work(`${what} ${isCounted} ${next} ${most}`);
        if (isCounted) times.push(performance.now() - startMs);
      }
    };
    await Promise.all(Array.from({ length: most }, one));
  };
  await run(Math.ceil(calls / 10), false);
  const startMs = performance.now();
  await run(calls, true);
  const tookMs = performance.now() - startMs;
  const sorted = times.toSorted((a, b) => a - b);
  const row = {
    what,
    p50: within(sorted, 0.5),
    p95: within(sorted, 0.95),
    p99: within(sorted, 0.99),
    perSecond: (1000 * calls) / tookMs,
  };
  say(`${what}: ${row.p50.toFixed(2)} ms`);
  return row;
};

const askOf = (name: string): TextAsk => ({
  type: 'text',
  prompt: `Say something about ${name}.`,
  maxOutputTokens: 200,
});

const home = mkdtempSync(join(tmpdir(), 'workprint-bench-desk-'));
const vendor = await openPaidVendor({ usually: { atOnce: 64, perMinute: 6_000_000 } });
const rig = await openSpendRig();
const gate = createProviderGate(rig.database, 'bench', { log: silentLog });
try {
  const { makers } = vendor.shelf().open('paid', { key: 'paid-key-works' });
  const bare = (name: string): Promise<unknown> =>
    Promise.resolve(
      makers.text?.start(askOf(name), {
        model: 'prose',
        submitKey: name,
        signal: never,
        read: () => Promise.reject(new Error('nothing to read')),
      }),
    );
  const through = (world: DeskWorld, payer: Payer) => (name: string) =>
    world.desk.serve(
      { orderKey: name, ask: askOf(name), policy: { kind: 'model', model: 'paid/prose' }, payer },
      never,
    );

  const alone = await openDeskWorld({ home, vendors: [vendor] });
  const payer = await rig.payer({ budgetMicros: 1_000_000_000 });
  const shared = await openDeskWorld({
    home: join(home, 'shared'),
    vendors: [vendor],
    deps: { journal: rig.journal, gate },
  });
  shared.ring.keyId = payer.keyId;

  const rows: Row[] = [];
  for (const most of [1, atOnce]) {
    const how = most === 1 ? '' : `, ${most} at once`;
    rows.push(await measure(`a bare call${how}`, most, bare));
    rows.push(
      await measure(
        `by the desk of the command line${how}`,
        most,
        through(alone, { personId: 'p', projectId: 'j', buildId: 'b' }),
      ),
    );
    rows.push(
      await measure(
        `by the desk on PostgreSQL${how}`,
        most,
        through(shared, { personId: payer.personId, projectId: payer.projectId }),
      ),
    );
  }
  await alone.close();
  await shared.close();
  if (values.json) process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
  else {
    const cell = (number: number): string => number.toFixed(2).padStart(9);
    process.stdout.write(
      `${''.padEnd(48)}${['p50 ms', 'p95 ms', 'p99 ms', 'calls/s', 'added'].map((head) => head.padStart(9)).join('')}\n`,
    );
    for (const [at, row] of rows.entries()) {
      const added = row.p50 - (rows[Math.floor(at / 3) * 3]?.p50 ?? 0);
      process.stdout.write(
        `${row.what.padEnd(48)}${cell(row.p50)}${cell(row.p95)}${cell(row.p99)}${cell(row.perSecond)}${cell(added)}\n`,
      );
    }
  }
} finally {
  await gate.close();
  await rig.close();
  await vendor.close();
  await closeTestPostgres();
  rmSync(home, { recursive: true, force: true });
}
