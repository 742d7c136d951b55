/** How the parts of the studio are: looked at when somebody asks, once a second at most, each for two seconds at most. */

export type PartState = 'up' | 'degraded' | 'down';

/** What a look at a part found. `note` is a sentence of ours for everybody: no address, path or secret. */
export type PartFound = { readonly state: PartState; readonly note?: string };

export type PartHealth = PartFound & { readonly ms: number };

/** Looks at one part. What it throws means `down`, and is not shown. */
export type LookAt = () => Promise<PartFound>;

export type Health = {
  /** `down`: requests cannot be answered. `closing`: this server is about to stop; ask another. */
  readonly status: 'up' | 'degraded' | 'down' | 'closing';
  readonly version: string;
  readonly parts: Readonly<Record<string, PartHealth>>;
};

type HealthOptions = {
  readonly version: string;
  readonly parts: Readonly<Record<string, LookAt>>;
  /** Parts without which the server answers all the same: what they are short of is `degraded`. */
  readonly spare?: readonly string[];
  readonly closing: AbortSignal;
  readonly mostMs?: number;
  readonly keptMs?: number;
  readonly now?: () => number;
};

const look = async (lookAt: LookAt, mostMs: number, now: () => number): Promise<PartHealth> => {
  const since = now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartFound>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'down', note: `No answer within ${mostMs} ms.` }), mostMs);
  });
  const found = await Promise.race([lookAt().catch((): PartFound => ({ state: 'down' })), late]);
  clearTimeout(timer);
  return { ...found, ms: Math.round((now() - since) * 10) / 10 };
};

/** Gives the health; many who ask at the same time cause one look. */
export const createHealth = ({
  version,
  parts,
  spare = [],
  closing,
  mostMs = 2_000,
  keptMs = 1_000,
  now = () => performance.now(),
}: HealthOptions): (() => Promise<Health>) => {
  let looking: Promise<Readonly<Record<string, PartHealth>>> | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const lookAtAll = async () => {
    const names = Object.keys(parts);
    const all = await Promise.all(names.map((name) => look(parts[name] as LookAt, mostMs, now)));
    return Object.fromEntries(names.map((name, at) => [name, all[at] as PartHealth]));
  };
  return async () => {
    if (!looking || now() - lookedAt >= keptMs) {
      lookedAt = now();
      looking = lookAtAll();
    }
    const found = await looking;
    const isDown = Object.entries(found).some(([name, { state }]) => state === 'down' && !spare.includes(name));
    const isWhole = Object.values(found).every(({ state }) => state === 'up');
    const status = closing.aborted ? 'closing' : isDown ? 'down' : isWhole ? 'up' : 'degraded';
    return { status, version, parts: found };
  };
};
