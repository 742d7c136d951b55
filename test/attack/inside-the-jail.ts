/**
 * PC5: what a decoder that was taken over could do. A program of ours stands in for it, inside the jail, and tries. Every
 * attempt must be refused by the machine, not by good manners: the program is Node, which can do all of this outside.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { jailedOutput, jailInUse } from '../../src/adapters/sandbox/sandbox.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';

/** Node reserves much address space that it never uses. */
const memoryBytes = 64 * 1024 ** 3;
const outputBytes = 8 * 1024 ** 2;

/** Each is the body of an async function that returns when it was let through, and throws when it was refused. */
const attempts: Readonly<Record<string, string>> = {
  'connects to a port of this machine': `
    await new Promise((done, refuse) => net.connect(PORT, '127.0.0.1', done).once('error', refuse));`,
  'connects by IPv6': `await new Promise((done, refuse) => net.connect(PORT, '::1', done).once('error', refuse));`,
  'listens on a port': `await new Promise((done, refuse) => net.createServer().once('error', refuse).listen(0, done));`,
  'asks a name server': `await dns.promises.resolve('canary.example');`,
  'sends a datagram': `
    const socket = dgram.createSocket('udp4');
    await new Promise((done, refuse) => { socket.once('error', refuse); socket.send('x', PORT, '127.0.0.1', (e) => e ? refuse(e) : done()); });`,
  'reads /etc/passwd': `fs.readFileSync('/etc/passwd');`,
  // Where the program itself lies below one of these, the way to it is there and nothing else.
  'lists the home of its user': `listsMoreThanTheWay(HOME);`,
  'lists /tmp': `listsMoreThanTheWay('/tmp');`,
  'reads the folder of another job': `fs.readFileSync(NEIGHBOUR);`,
  'reads the folder of another job through ..': `fs.readFileSync('../' + NEIGHBOUR);`,
  'reads the original path of its own input': `fs.readFileSync(OWN);`,
  'links to a file outside': `fs.symlinkSync(NEIGHBOUR, 'out/link'); fs.readFileSync('out/link');`,
  'reads /proc': `fs.readdirSync('/proc/1');`,
  'reads /sys': `fs.readdirSync('/sys/class');`,
  'signals the process that started it': `process.kill(PARENT, 0);`,
  'is counted among the processes of this machine': `if (process.pid < 10) throw new Error('process ' + process.pid);`,
  'starts a program': `
    const { error, status } = child.spawnSync(process.execPath, ['--version']); if (error || status !== 0) throw error ?? new Error('status ' + status);`,
  'starts a thousand programs': `
    let started = 0;
    for (let i = 0; i < 1000; i++) try { const one = child.spawn(process.execPath, ['-e', 'setTimeout(()=>{},9e6)']); if (one.pid) started++; one.on('error', () => {}); } catch {}
    if (started === 0) throw new Error('none started');`,
  'writes 10 GB': `
    const file = fs.openSync('out/large', 'w'); const block = Buffer.alloc(1 << 20, 1); let size = 0;
    process.on('SIGXFSZ', () => {});
    while (size < 10 * 2 ** 30) { const n = fs.writeSync(file, block); size += n; if (n === 0) throw new Error('full'); }`,
  'changes its input': `fs.writeFileSync('input.bin', 'changed');`,
  'removes its input': `fs.rmSync('input.bin');`,
  'writes beside its input': `fs.writeFileSync('new.bin', 'x');`,
  'writes into a system folder': `fs.writeFileSync('/usr/lib/x', 'x');`,
  'writes into the root folder': `fs.writeFileSync('/x', 'x');`,
  'makes a device': `fs.readFileSync('/dev/mem');`,
  'finds secrets in its environment': `
    if (!Object.keys(process.env).some((name) => !['LC_ALL', 'PWD', 'MALLOC_ARENA_MAX', 'LD_LIBRARY_PATH'].includes(name))) throw new Error('empty');`,
};

const program = (body: string, facts: Readonly<Record<string, string | number>>): string =>
  [
    "import fs from 'node:fs'; import net from 'node:net'; import dns from 'node:dns'; import dgram from 'node:dgram'; import child from 'node:child_process';",
    ...Object.entries(facts).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`),
    `const listsMoreThanTheWay = (folder) => {
      const way = (name) => process.execPath.startsWith(folder + '/' + name + '/');
      if (fs.readdirSync(folder).every(way)) throw new Error('only the way to the program');
    };`,
    `const attempt = async () => {${body}\n};`,
    "setTimeout(() => { console.log('REFUSED no answer'); process.exit(0); }, 4000);",
    "attempt().then(() => console.log('LET THROUGH'), (error) => console.log('REFUSED ' + (error.code ?? error.message))).finally(() => process.exit(0));",
  ].join('\n');

const listen = (onHit: () => void): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      onHit();
      socket.destroy();
    });
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
  });

const overhead = (folder: string): ProofCase => ({
  name: 'what the jail costs',
  run: async () => {
    const signal = AbortSignal.timeout(60_000);
    const times = { plain: [] as number[], jailed: [] as number[] };
    for (let round = 0; round < 15; round++) {
      const started = performance.now();
      execFileSync('ffmpeg', ['-hide_banner', '-version'], { cwd: folder });
      const between = performance.now();
      await jailedOutput('ffmpeg', ['-hide_banner', '-version'], { reads: [], signal, purpose: 'say its version' });
      times.plain.push(between - started);
      times.jailed.push(performance.now() - between);
    }
    // The quickest of each: what others do on this machine only ever adds.
    const overheadMs = Math.max(0, Math.min(...times.jailed) - Math.min(...times.plain));
    if (overheadMs > 20) throw new Error(`the jail costs ${overheadMs.toFixed(1)} ms; 20 are promised`);
    return { overhead_ms: overheadMs };
  },
});

export const insideTheJail: ProofRow = {
  id: 'PC5',
  promise: 'From inside the jail nothing can be reached, read, started or filled but what the job was given.',
  counts: 'attempts',
  facts: { let_through: 'sum', canary_hits: 'sum', overhead_ms: 'max' },
  open: async (size, folder) => {
    const report = jailInUse();
    if (!report.hidesFiles) throw new Error(`no jail can be proved on this machine: ${report.words}`);
    let hits = 0;
    const server = await listen(() => hits++);
    const address = server.address();
    const [mine, neighbour] = [join(folder, 'mine'), join(folder, 'neighbour')];
    await Promise.all([mkdir(join(mine, 'out'), { recursive: true }), mkdir(neighbour)]);
    const own = join(mine, 'input.bin');
    await Promise.all([writeFile(own, 'input'), writeFile(join(neighbour, 'secret.txt'), 'CANARY')]);
    const facts = {
      PORT: typeof address === 'object' ? (address?.port ?? 0) : 0,
      HOME: process.env.HOME ?? '/root',
      NEIGHBOUR: join(neighbour, 'secret.txt'),
      OWN: own,
      PARENT: process.pid,
    };
    const cases = Object.entries(attempts).map(([name, body], at): ProofCase => {
      return {
        name,
        run: async () => {
          const script = join(folder, `attempt-${at}.mjs`);
          await writeFile(script, program(body, facts));
          const before = hits;
          const answer = await jailedOutput(process.execPath, ['--no-warnings', 'attempt.mjs'], {
            reads: [
              { path: script, name: 'attempt.mjs' },
              { path: own, name: 'input.bin' },
            ],
            writes: join(mine, 'out'),
            signal: AbortSignal.timeout(30_000),
            purpose: name,
            limits: { memoryBytes, outputBytes },
          }).then(
            (bytes) => bytes.toString('utf8').trim(),
            (error: Error & { code?: string }) => `ENDED ${error.code}: ${error.message}`,
          );
          const large = await stat(join(mine, 'out', 'large')).then(
            (found) => found.size,
            () => 0,
          );
          if (hits > before) throw new Error('the canary was reached');
          if (large > outputBytes) throw new Error(`${large} bytes were written`);
          const isRefused = answer.startsWith('REFUSED') || /^ENDED media-(?:too-large|timeout)/.test(answer);
          if (!isRefused) throw new Error(answer || 'it ended without an answer');
          return { let_through: 0, canary_hits: 0 };
        },
      };
    });
    return {
      cases: size === 'full' ? [...cases, overhead(folder)] : cases,
      close: () => new Promise((resolve) => server.close(() => resolve())),
    };
  },
};
