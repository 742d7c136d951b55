import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { CallIntent } from '../../ports/call-journal.ts';
import { openDeskFolder } from './desk-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'workprint-desk-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let homes = 0;
const newHome = (): string => join(root, `home-${++homes}`);
const open = (home: string, budget?: number) =>
  openDeskFolder({ home, clock: { now: () => 1_000 }, ...(budget !== undefined && { budgetOf: () => budget }) });

const payer = { personId: 'p', projectId: 'j', buildId: 'b' };
const intent = (orderKey: string, more: Partial<CallIntent> = {}): CallIntent => ({
  ...{ orderKey, requestKey: `r ${orderKey}`, payer, model: 'paid/still', isFresh: false, reserveMicros: 10 },
  ask: { type: 'image', prompt: orderKey, count: 1 },
  ...more,
});
const failed = {
  state: 'failed',
  error: { code: 'provider-failed', message: 'no' },
  costMicros: 0,
  tookMs: 1,
} as const;
const done = (costMicros: number) =>
  ({ state: 'done', answer: { type: 'image', files: [] }, usage: { images: 1 }, costMicros, tookMs: 5 }) as const;
const bookOf = (home: string): string => join(home, 'desk/calls.jsonl');

describe('the book of the command line', () => {
  it('DSK-15 keeps every state over a restart: reserved, sent, under way, done, failed, unknown, corrected', async () => {
    const home = newHome();
    const first = await open(home);
    const { journal } = first;
    const ids = [];
    for (const key of ['a', 'b', 'c', 'd', 'e']) ids.push((await journal.intend(intent(key))).id);
    const [toDo, toFail, lost, sent, worked] = ids as [string, string, string, string, string];
    for (const id of [toDo, toFail, lost, sent, worked]) expect(await journal.sent(id)).toBe(true);
    expect(await journal.sent(sent)).toBe(false);
    await journal.settle(toDo, done(7));
    await journal.notSent(toFail);
    await journal.settle(toFail, failed);
    await journal.settle(lost, { state: 'unknown', error: { code: 'charge-unknown', message: '?' }, tookMs: 1 });
    await journal.underWay(worked, { workId: 'w' });
    expect(await journal.settle(toDo, failed)).toMatchObject({ state: 'done', costMicros: 7 });
    await first.close();

    const second = await open(home);
    const stateOf = async (key: string) => (await second.journal.calls(key)).map(({ state, place }) => [state, place]);
    expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map(stateOf))).toEqual([
      [['done', 1]],
      [['failed', 1]],
      [['unknown', 1]],
      [['sent', 1]],
      [['under-way', 1]],
    ]);
    expect((await second.journal.calls('e'))[0]?.handle).toEqual({ workId: 'w' });
    expect(await second.purse('b')).toEqual({ reservedMicros: 30, spentMicros: 7 });
    expect((await second.unknownCalls()).map(({ id }) => id)).toEqual([lost]);
    expect(await second.resolve(lost, 9)).toMatchObject({ state: 'failed', charged: 'yes', costMicros: 9 });
    await expect(second.resolve(lost, 0)).rejects.toMatchObject({ code: 'conflict' });
    expect(await second.purse()).toEqual({ reservedMicros: 20, spentMicros: 16 });
    await second.close();
  });

  it('DSK-15 takes off a last line that a crash tore, and refuses a book that changed in the middle', async () => {
    const home = newHome();
    const first = await open(home);
    const { id } = await first.journal.intend(intent('a'));
    await first.close();
    const whole = readFileSync(bookOf(home));
    appendFileSync(bookOf(home), '0badc0de {"kind":"settled","id');
    const second = await open(home);
    expect((await second.journal.calls('a'))[0]?.state).toBe('intended');
    expect(await second.journal.sent(id)).toBe(true);
    await second.close();
    expect(readFileSync(bookOf(home)).subarray(0, whole.length)).toEqual(whole);
    expect(readFileSync(bookOf(home), 'utf8').split('\n').length).toBe(3);
    writeFileSync(bookOf(home), readFileSync(bookOf(home), 'utf8').replace('"reserveMicros":10', '"reserveMicros":11'));
    await expect(open(home)).rejects.toMatchObject({ code: 'ledger-damaged' });
  });

  it('DSK-16 64 at once against a budget for 10: exactly 10 are kept free, and what is settled makes room', async () => {
    const folder = await open(newHome(), 100);
    const tries = await Promise.allSettled(
      Array.from({ length: 64 }, (_, at) => folder.journal.intend(intent(`k${at}`))),
    );
    const kept = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(kept.length).toBe(10);
    for (const each of tries)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'budget-reached' });
    expect(await folder.purse('b')).toEqual({ reservedMicros: 100, spentMicros: 0 });
    await folder.journal.settle(kept[0]?.id ?? '', done(4));
    await expect(folder.journal.intend(intent('small', { reserveMicros: 7 }))).rejects.toMatchObject({
      code: 'budget-reached',
    });
    await folder.journal.intend(intent('smaller', { reserveMicros: 6 }));
    expect(await folder.purse('b')).toEqual({ reservedMicros: 96, spentMicros: 4 });
    await folder.close();
  });

  it('DSK-16 two processes write one book: no line is lost, none passes the budget, and one knows what the other has', async () => {
    const home = newHome();
    const door = fileURLToPath(new URL('./desk-folder.ts', import.meta.url));
    const script = `
      const { openDeskFolder } = await import(${JSON.stringify(door)});
      const folder = await openDeskFolder({ home: ${JSON.stringify(home)}, clock: { now: () => 1 }, budgetOf: () => 150 });
      let kept = 0;
      for (let at = 0; at < 10; at++) {
        try {
          const call = await folder.journal.intend({ orderKey: 'child' + at, requestKey: 'x', payer: { personId: 'p', projectId: 'j', buildId: 'b' },
            model: 'paid/still', isFresh: false, reserveMicros: 10, ask: { type: 'image', prompt: 'x', count: 1 } });
          await folder.journal.sent(call.id);
          kept += 1;
        } catch (error) { if (error.code !== 'budget-reached') throw error; }
      }
      console.log(kept);
      process.stdin.resume();
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const folder = await open(home, 150);
    const own = await Promise.allSettled(
      Array.from({ length: 10 }, (_, at) => folder.journal.intend(intent(`own${at}`))),
    );
    const childKept = await new Promise<number>((resolve) =>
      child.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))),
    );
    const ownKept = own.filter(({ status }) => status === 'fulfilled').length;
    expect(ownKept + childKept).toBe(15);
    expect(await folder.purse('b')).toEqual({ reservedMicros: 150, spentMicros: 0 });
    const theirs = (await folder.journal.calls('child0'))[0];
    expect(theirs).toMatchObject({ state: 'sent', isElsewhere: true });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect((await folder.journal.calls('child0'))[0]?.isElsewhere).toBeUndefined();
    await folder.close();
  });

  it('DSK-15 finds equal requests of the same project, done before open, and knows how long models take', async () => {
    const { journal, close } = await open(newHome());
    const same = { requestKey: 'same' };
    const first = await journal.intend(intent('a', same));
    expect(await journal.equal('same', payer, 'a')).toBeUndefined();
    const second = await journal.intend(intent('b', same));
    expect((await journal.equal('same', payer, 'b'))?.id).toBe(first.id);
    await journal.sent(second.id);
    await journal.settle(second.id, done(3));
    expect((await journal.equal('same', payer))?.id).toBe(second.id);
    expect(await journal.equal('same', { ...payer, projectId: 'other' })).toBeUndefined();
    await journal.intend(intent('c', { requestKey: 'fresh', isFresh: true }));
    expect(await journal.equal('fresh', payer)).toBeUndefined();
    // Answered from another call: it was never sent, so it says nothing about speed.
    await journal.settle(first.id, { ...done(0), tookMs: 999 });
    expect((await journal.calls('a'))[0]?.isShared).toBe(true);
    expect(await journal.speeds(['paid/still', 'paid/other'])).toEqual(new Map([['paid/still', 5]]));
    await close();
  });
});
