/** PA6: a storm of webhooks: each ten times, out of order, some before our own submit returned, some after a cancel. Each generation ends once. */
import { seededRandom } from '../../../src/domain/random.ts';
import type { ProviderKind } from '../../../src/ports/provider.ts';
import { type GenerationStudio, startGenerationStudio } from '../../kit/generation-studio.ts';
import { openPaidVendor, type PaidVendor, paidShelf } from '../../kit/paid-vendor.ts';
import { closeTestPostgres } from '../../kit/postgres.ts';
import type { Facts, ProofRow } from '../../prove/row.types.ts';

const must = (isSo: boolean, words: string): void => {
  if (!isSo) throw new Error(words);
};

const timesEach = 10;
const earlyShare = 0.2;
const cancelledShare = 0.05;

type Told = { readonly status: number; readonly tookMs: number };

type Storm = {
  readonly world: GenerationStudio;
  readonly vendor: PaidVendor;
  /** Ids of work at the vendor, by the prompt it was asked with. */
  readonly works: Map<string, string>;
  /** What notices were answered that came before our own submit returned. */
  readonly early: Told[];
};

const tell = async (
  world: GenerationStudio,
  vendor: PaidVendor,
  notice: ReturnType<PaidVendor['signer']['notice']>,
): Promise<Told> => {
  const since = performance.now();
  const answer = await fetch(`${world.studio.url}/api/v1/provider-notices/${vendor.name}`, {
    ...{ method: 'POST', headers: notice.headers, body: Buffer.from(notice.body) },
  });
  await answer.arrayBuffer();
  return { status: answer.status, tookMs: performance.now() - since };
};

/** The vendor, whose answer to some submits is overtaken by its own webhook. It never says when looking makes sense: only a ring, or patience, helps. */
const overtaken = (kind: ProviderKind, onTaken: (prompt: string, workId: string) => Promise<void>): ProviderKind => ({
  ...kind,
  open: (access) => {
    const provider = kind.open(access);
    const { video } = provider.makers;
    if (!video) throw new Error('The paid vendor makes videos.');
    return {
      ...provider,
      makers: {
        ...provider.makers,
        video: {
          ...video,
          start: async (ask, call) => {
            const stage = await video.start(ask, call);
            if (stage.state !== 'under-way') return stage;
            await onTaken(ask.prompt, stage.workId ?? '');
            const { handle, workId } = stage;
            return { state: 'under-way', handle, ...(workId !== undefined && { workId }) };
          },
        },
      },
    };
  },
});

const openStorm = async (random: () => number): Promise<Storm> => {
  const vendor = await openPaidVendor({ sendsNotices: false, workMs: 30, usually: { atOnce: 500, perMinute: 60_000 } });
  const works = new Map<string, string>();
  const early: Told[] = [];
  const kind = overtaken(vendor.kind, async (prompt, workId) => {
    works.set(prompt, workId);
    if (random() < earlyShare)
      early.push(await tell(world, vendor, vendor.signer.notice(workId, { eventId: `over-${workId}` })));
  });
  const world: GenerationStudio = await startGenerationStudio({
    ...{ shelf: paidShelf([kind]), records: vendor.records },
    // Nobody looks by himself before a minute is over: what ends sooner was rung for.
    patience: { lookMs: [60_000, 60_000] },
  });
  return { world, vendor, works, early };
};

const shuffled = <T>(all: readonly T[], random: () => number): readonly T[] =>
  all
    .map((one) => [random(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);

/** All of them, so many at a time. */
const inTurns = async <T, Done>(all: readonly T[], most: number, work: (one: T) => Promise<Done>): Promise<Done[]> => {
  const done: Done[] = [];
  for (let at = 0; at < all.length; at += most) done.push(...(await Promise.all(all.slice(at, at + most).map(work))));
  return done;
};

const storm = async (count: number, seed: number): Promise<Facts> => {
  const random = seededRandom('PA6', seed);
  const { world, vendor, works, early } = await openStorm(random);
  try {
    await world.work(count);
    const clip = { type: 'video', model: 'clip', provider: vendor.name, parameters: { durationSeconds: 2 } };
    const started = await inTurns(
      Array.from({ length: count }, (_, at) => at),
      8,
      async (at) => {
        const prompt = `Clip ${at}`;
        const answer = await world.generate({ ...clip, prompt });
        must(answer.status === 202, `asking was refused: ${JSON.stringify(answer.body)}`);
        return { id: answer.body.data.id as string, prompt };
      },
    );
    for (const { id } of started) await world.until(id, ({ calls }) => calls[0]?.state === 'under-way');
    const cancelled = new Set(started.filter(() => random() < cancelledShare).map(({ id }) => id));
    for (const id of cancelled) {
      must(
        (await world.studio.asOwner.ask('post', `/generations/${id}/cancel`)).status === 200,
        'cancelling was refused',
      );
      await world.until(id);
    }
    const workIds = started.map(({ prompt }) => works.get(prompt) ?? '');
    const notices = shuffled(
      workIds.flatMap((workId) => Array.from({ length: timesEach }, () => workId)),
      random,
    );
    // As many at once as a vendor sends.
    const later = await inTurns(notices, 16, (workId) =>
      tell(world, vendor, vendor.signer.notice(workId, { eventId: `over-${workId}` })),
    );
    const told: readonly Told[] = [...early, ...later];
    const ends = await inTurns(started, 8, ({ id }) => world.until(id));
    let transitions = 0;
    for (const { id, jobId, state } of ends) {
      must(state === (cancelled.has(id) ? 'cancelled' : 'done'), `a generation is ${state}`);
      const events = await world.studio.database.asStudio((query) =>
        query
          .selectFrom('workprint.job_events')
          .select('data')
          .where('job_id', '=', jobId)
          .where('kind', '=', 'state')
          .execute(),
      );
      const over = events.filter(({ data }) =>
        ['done', 'failed', 'cancelled'].includes((data as { state: string }).state),
      );
      must(over.length === 1, `a generation ended ${over.length} times`);
      transitions += over.length;
    }
    must(
      vendor.mostPerKey() === 1 && vendor.bill.length === count,
      `${vendor.bill.length} submits for ${count} generations`,
    );
    const taken = told.filter(({ status }) => status === 200).length;
    const odd = told.filter(({ status }) => ![200, 404, 409].includes(status));
    must(odd.length === 0, `notices were answered ${odd.map(({ status }) => status).join(', ')}`);
    must(taken === count, `${taken} notices of ${count} events were taken`);
    must(
      early.every(({ status }) => status === 404),
      'a notice of work that nobody knew yet was not 404',
    );
    const sorted = told.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
    return {
      ...{ notices: told.length, generations: count, transitions, early: early.length, after_cancel: cancelled.size },
      p99_ms: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
    };
  } finally {
    await world.close();
    await vendor.close();
  }
};

/** The row. */
export const noticeStorm: ProofRow = {
  id: 'PA6',
  promise: 'Webhooks that come ten times, out of order, too early and too late change each generation once.',
  counts: 'storms',
  facts: { notices: 'sum', generations: 'sum', transitions: 'sum', early: 'sum', after_cancel: 'sum', p99_ms: 'max' },
  open: async (size) => ({
    cases: Array.from({ length: size === 'full' ? 5 : 1 }, (_, seed) => ({
      name: `seed ${seed}`,
      run: async () => {
        const facts = await storm(size === 'full' ? 100 : 12, seed);
        if (size === 'full')
          must((facts['p99_ms'] ?? 0) < 250, `a notice was answered after ${facts['p99_ms']} ms (p99)`);
        return facts;
      },
    })),
    close: closeTestPostgres,
  }),
};
