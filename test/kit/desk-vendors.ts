/** Four paid vendors for tests of the desk, opened once a file, and worlds over them that are closed after each test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { DeskDeps } from '../../src/build/desk/desk.ts';
import type { Order } from '../../src/ports/model-desk.ts';
import { type DeskWorld, type DeskWorldOptions, openDeskWorld } from './desk-world.ts';
import { type BillLine, fairSky, openPaidVendor, type PaidVendor } from './paid-vendor.ts';

export type DeskRig = {
  /** Does a thing once per key. */
  readonly paid: PaidVendor;
  /** Likewise. */
  readonly other: PaidVendor;
  /** Promises nothing. */
  readonly plain: PaidVendor;
  /** Can be asked what it has. */
  readonly asks: PaidVendor;
  world(deps?: Partial<DeskDeps>, more?: Pick<DeskWorldOptions, 'budgetMicros' | 'gateRules'>): Promise<DeskWorld>;
  /** Another process over the same book, after the one before died. */
  afterDeath(world: DeskWorld, deps?: Partial<DeskDeps>): Promise<DeskWorld>;
};

/** To be called once at the top of a test file. */
export const useDeskRig = (): DeskRig => {
  const root = mkdtempSync(join(tmpdir(), 'workprint-desk-'));
  const vendors = new Map<string, PaidVendor>();
  const open: DeskWorld[] = [];
  let homes = 0;
  beforeAll(async () => {
    const opened = await Promise.all([
      openPaidVendor({ retryAfterMs: 60, silentMs: 50 }),
      openPaidVendor({ name: 'other' }),
      openPaidVendor({ name: 'plain', honoursKeys: false, silentMs: 50 }),
      openPaidVendor({ name: 'asks', honoursKeys: false, isFindable: true }),
    ]);
    for (const vendor of opened) vendors.set(vendor.name, vendor);
  });
  afterEach(async () => {
    for (const vendor of vendors.values()) vendor.sky = fairSky;
    for (const world of open.splice(0)) await world.close();
  });
  afterAll(async () => {
    await Promise.all([...vendors.values()].map((vendor) => vendor.close()));
    rmSync(root, { recursive: true, force: true });
  });
  const vendor = (name: string): PaidVendor => {
    const found = vendors.get(name);
    if (!found) throw new Error(`${name} is not open.`);
    return found;
  };
  return {
    get paid() {
      return vendor('paid');
    },
    get other() {
      return vendor('other');
    },
    get plain() {
      return vendor('plain');
    },
    get asks() {
      return vendor('asks');
    },
    world: async (deps, more) => {
      const home = join(root, `home-${++homes}`);
      const world = await openDeskWorld({ home, vendors: [...vendors.values()], ...(deps && { deps }), ...more });
      open.push(world);
      return world;
    },
    afterDeath: (world, deps) =>
      openDeskWorld({ home: '', after: world, vendors: [...vendors.values()], ...(deps && { deps }) }),
  };
};

/** A route of these models. */
export const to = (...models: readonly string[]): Partial<Order> => ({
  policy: models.length === 1 ? { kind: 'model', model: models[0] ?? '' } : { kind: 'chain', models },
});

/** Four seconds of film, $0.40. */
export const clip = (prompt: string, model = 'paid/clip'): Partial<Order> => ({
  ask: { type: 'video', prompt, durationSeconds: 4, aspectRatio: '16:9' },
  ...to(model),
});

let names = 0;
/** A wish nobody had before. */
export const wish = (words = 'a lighthouse'): string => `${words} ${++names}`;

/** What a vendor billed since its bill was so long. */
export const billOf = ({ bill }: PaidVendor, from: number): readonly BillLine[] => bill.slice(from);
