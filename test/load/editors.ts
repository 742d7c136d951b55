/** PF1: two hundred people edit, list and fetch links for ten minutes beside a render and fifty jobs a second; everybody is answered soon. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import { Doc } from 'yjs';
import { createLatencies } from '../../bench/server/latencies.ts';
import { requestBytes, runLoad } from '../../bench/server/load.ts';
import { seededRandom } from '../../src/domain/random.ts';
import type { Facts, ProofRow, ProofSize } from '../prove/row.types.ts';

type Scale = {
  readonly editors: number;
  readonly documents: number;
  readonly jobsPerSecond: number;
  readonly seconds: number;
};
const scales: Readonly<Record<ProofSize, Scale>> = {
  full: { editors: 200, documents: 40, jobsPerSecond: 50, seconds: 600 },
  quick: { editors: 8, documents: 2, jobsPerSecond: 10, seconds: 4 },
};
/** Each saves once, lists once and fetches one link every two seconds. */
const everyMs = 2000;

/** At full size, on two cores with the load on the same two. */
const asked = { leastPerSecond: 300, p95Ms: 150, p99Ms: 400, errorShare: 0.0001, growthPercent: 5 };

type Edited = {
  readonly url: string;
  readonly processId: number;
  readonly projectId: string;
  readonly documents: readonly string[];
  readonly assetId: string;
  readonly cookies: readonly string[];
};

const start = async ({ editors, documents, jobsPerSecond }: Scale) => {
  const program = fileURLToPath(new URL('edited-studio.ts', import.meta.url));
  const args = ['--disable-warning=ExperimentalWarning', program, ...[editors, documents, jobsPerSecond].map(String)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the studio ended with ${code}`))));
  });
  const line = new Promise<string>((resolve) => {
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString();
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')));
    });
  });
  const edited = JSON.parse(await Promise.race([line, ended.then(() => '')])) as Edited;
  return {
    edited,
    close: () => {
      child.stdin.end();
      return ended;
    },
  };
};

/** Bytes of memory that the process holds now. */
const residentBytes = (processId: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1] ?? 0) * 1024;

/** One person who types a line every two seconds; each is timed from the key to the acknowledgement. */
const typist = (
  { url }: Edited,
  documentId: string,
  cookie: string,
  random: () => number,
  onSaved: (ms: number) => void,
) => {
  const doc = new Doc();
  class SignedIn extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie, origin: url } });
    }
  }
  const socket = new HocuspocusProviderWebsocket({
    url: `${url.replace('http', 'ws')}/api/v1/live`,
    WebSocketPolyfill: SignedIn,
  });
  let savedAt: number | undefined;
  const provider = new HocuspocusProvider({
    ...{ websocketProvider: socket, name: documentId, document: doc },
    onUnsyncedChanges: ({ number }) => {
      if (number > 0 || savedAt === undefined) return;
      onSaved(performance.now() - savedAt);
      savedAt = undefined;
    },
  });
  provider.attach();
  let written = 0;
  const write = (): void => {
    const text = doc.getText('text');
    if (!provider.isSynced || savedAt !== undefined) return;
    savedAt = performance.now();
    written++;
    text.insert(Math.floor(random() * (text.length + 1)), `A line of ${written}. `);
  };
  const begin = setTimeout(() => {
    timer = setInterval(write, everyMs);
  }, random() * everyMs);
  let timer: NodeJS.Timeout | undefined;
  return {
    isReady: () => provider.isSynced,
    leave: () => {
      clearTimeout(begin);
      clearInterval(timer);
      const isUnsaved = savedAt !== undefined && performance.now() - savedAt > 5_000;
      provider.destroy();
      socket.destroy();
      doc.destroy();
      return isUnsaved;
    },
  };
};

const run = async (size: ProofSize): Promise<Facts> => {
  const scale = scales[size];
  const { edited, close } = await start(scale);
  try {
    const latencies = createLatencies();
    let saves = 0;
    const typists = edited.cookies.map((cookie, at) =>
      typist(edited, edited.documents[at % edited.documents.length] ?? '', cookie, seededRandom(`PF1 ${at}`), (ms) => {
        saves++;
        latencies.add(ms);
      }),
    );
    const { hostname, port } = new URL(edited.url);
    const paths = [`/api/v1/documents?projectId=${edited.projectId}&limit=20`, `/api/v1/assets/${edited.assetId}/url`];
    const requests = edited.cookies.flatMap((cookie) => paths.map((path) => requestBytes('GET', path, { cookie })));
    // What a process needs once is no growth: it is measured from when everybody has been at work for a while.
    let settledBytes = 0;
    const settled = setTimeout(() => {
      settledBytes = residentBytes(edited.processId);
    }, scale.seconds * 400);
    const load = await runLoad({
      ...{
        host: hostname,
        port: Number(port),
        connections: Math.min(64, scale.editors * 2),
        durationMs: scale.seconds * 1000,
      },
      request: (at) => requests[at % requests.length] as Buffer,
      ratePerSecond: (scale.editors * paths.length * 1000) / everyMs,
      onAnswer: (_, ms) => latencies.add(ms),
    });
    clearTimeout(settled);
    const growthPercent = settledBytes > 0 ? (residentBytes(edited.processId) / settledBytes - 1) * 100 : 0;
    const unready = typists.filter((one) => !one.isReady()).length;
    const unsaved = typists.filter((one) => one.leave()).length;
    const answers = load.answers + saves;
    const wrong =
      [...load.statuses].reduce((sum, [status, count]) => sum + (status === 200 ? 0 : count), 0) +
      load.cut +
      unready +
      unsaved;
    const facts = {
      requests_per_second: Math.round(answers / scale.seconds),
      p95_ms: Math.round(latencies.within(0.95)),
      p99_ms: Math.round(latencies.within(0.99)),
      errors: wrong,
      growth_percent: Math.round(growthPercent * 10) / 10,
    };
    const words = JSON.stringify({
      ...facts,
      statuses: Object.fromEntries(load.statuses),
      cut: load.cut,
      saves,
      unready,
      unsaved,
    });
    if (wrong > answers * asked.errorShare) throw new Error(`too many were not answered well: ${words}`);
    // Time decides only where the machine is this test's alone.
    if (size === 'full') {
      const isSlow =
        facts.p95_ms >= asked.p95Ms ||
        facts.p99_ms >= asked.p99Ms ||
        answers / scale.seconds < asked.leastPerSecond * 0.98;
      if (isSlow || growthPercent >= asked.growthPercent) throw new Error(`not as promised: ${words}`);
    }
    return facts;
  } finally {
    await close();
  }
};

/** PF1. */
export const editors: ProofRow = {
  id: 'PF1',
  promise: 'two hundred editors beside a render and fifty jobs a second are answered soon, and memory does not grow',
  counts: 'runs',
  facts: { requests_per_second: 'max', p95_ms: 'max', p99_ms: 'max', errors: 'sum', growth_percent: 'max' },
  open: async (size) => ({ cases: [{ name: 'editors', run: () => run(size) }] }),
};
