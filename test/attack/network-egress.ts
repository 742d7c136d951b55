/** PD5: every way out that we can think of, written where it must not stand, is found; and the house itself has none. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { networkModules } from '../../scripts/check/rooms.ts';
import { checkTree } from '../../scripts/check-imports.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

const dependencies = Object.fromEntries(
  ['pg', 'pg-boss', 's3mini', 'ws', 'better-auth', '@hono/node-server', '@hocuspocus/server', 'undici'].map((name) => [
    name,
    '1.0.0',
  ]),
);

const waysOut: readonly string[] = [
  ...networkModules.map((name) => `import { connect } from '${name === 'undici' ? '' : 'node:'}${name}';`),
  "import net from 'net';",
  "import type { Socket } from 'node:net';",
  "import 'node:https';",
  "export { request } from 'node:http';",
  "export const late = () => import('node:net');",
  "export const late = () => require('node:tls');",
  "import { createRequire } from 'node:module';\nexport const net = createRequire(import.meta.url)('node:net');",
  "export const net = process.getBuiltinModule('net');",
  "export const get = () => fetch('https://example.org');",
  'export const get = (send = fetch) => send;',
  'export const deps = { send: fetch };',
  'export const all = [fetch];',
  'export const get = async () => await fetch(new URL("https://example.org"));',
  "export const get = () => globalThis.fetch('https://example.org');",
  'const { fetch } = globalThis;\nexport const get = fetch;',
  "export const get = () => globalThis['fetch']('https://example.org');",
  "export const get = () => global.fetch('https://example.org');",
  'export const text = `${await fetch("https://example.org")}`;',
  "export const live = new WebSocket('wss://example.org');",
  "export const live = new globalThis.WebSocket('wss://example.org');",
  'export class Live extends WebSocket {}',
  "export const live = new EventSource('https://example.org');",
  'export const old = new XMLHttpRequest();',
  "export const quick = new WebTransport('https://example.org');",
  "navigator.sendBeacon('https://example.org');",
  "import { WebSocket } from 'ws';",
  "import { S3mini } from 's3mini';",
  "import pg from 'pg';",
  "import { PgBoss } from 'pg-boss';",
  "import { betterAuth } from 'better-auth';",
  "import { createAuthClient } from 'better-auth/client';",
  "import { serve } from '@hono/node-server';",
  "import axios from 'axios';",
  "import got from 'got';",
  "import { thing } from 'https://example.org/thing.js';",
  ...['curl', '/usr/bin/wget', 'nc', 'ssh', 'git', 'npm'].map(
    (program) => `import { spawn } from 'node:child_process';\nspawn('${program}', ['https://example.org']);`,
  ),
  "import { execFile } from 'node:child_process';\nconst program = 'curl';\nexecFile(program, []);",
];

/** What only looks like one. */
const innocent: readonly string[] = [
  "export const words = 'fetch(https://example.org) with curl'; // fetch()",
  'export type Deps = { readonly fetch: (url: string) => void; readonly send?: typeof fetch };',
  "export const rows = (boss: Boss) => boss.fetch('jobs');",
  "export const names = ['curl', 'wget'];",
];

const rooms = ['src/adapters/voice/voice.ts', 'src/features/library/library.ts', 'src/main/cli.ts'];

export const egressLint: ProofRow = {
  id: 'PD5',
  promise: 'A way out of the studio beside its one door fails the check, however it is written.',
  counts: 'ways',
  facts: { missed: 'sum' },
  open: async (_, folder) => {
    const found = (name: string, text: string, at: string): readonly string[] => {
      const root = join(folder, name);
      mkdirSync(dirname(join(root, at)), { recursive: true });
      writeFileSync(join(root, 'package.json'), JSON.stringify({ dependencies }));
      writeFileSync(join(root, at), `${text}\n`);
      return checkTree(root).map(({ rule, message }) => `${rule}: ${message}`);
    };
    const tries = waysOut.flatMap((text, at) =>
      rooms.map((room, place) => ({ text, room, name: `way-${at}-${place}` })),
    );
    const cases: ProofCase[] = tries.map(({ text, room, name }) => ({
      name: `${room}: ${text.replaceAll('\n', ' ')}`,
      run: async () => {
        const rules = found(name, text, room);
        if (!rules.some((rule) => /^(?:network|undeclared)/.test(rule)))
          throw new Error(`nobody saw it: ${rules.join(' ') || 'no rule'}`);
        return { missed: 0 };
      },
    }));
    cases.push(
      ...innocent.map((text, at) => ({
        name: `innocent: ${text}`,
        run: async () => {
          const rules = found(`innocent-${at}`, text, 'src/adapters/voice/voice.ts');
          if (rules.length > 0) throw new Error(rules.join(' '));
          return { missed: 0 };
        },
      })),
      {
        name: 'the house itself',
        run: async () => {
          const ways = checkTree(repository).filter(({ rule }) => rule === 'network');
          if (ways.length > 0) throw new Error(ways.map(({ file, line }) => `${file}:${line}`).join(' '));
          return { missed: 0 };
        },
      },
    );
    return { cases };
  },
};
