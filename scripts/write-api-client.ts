/** `npm run api-client [-- --check]`: writes the types of src/web/api-client from the routes; `--check` only says whether they differ. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeApi } from '../src/features/api/openapi/openapi.ts';
import { describedRoutes } from '../src/main/studio-routes.ts';
import { clientTypes } from './api-client/client-types.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = fileURLToPath(new URL('../src/web/api-client/api.types.ts', import.meta.url));

const format = (text: string): string => {
  const { status, stdout, stderr } = spawnSync(
    fileURLToPath(new URL('../node_modules/.bin/biome', import.meta.url)),
    ['format', '--stdin-file-path=src/web/api-client/api.types.ts'],
    { cwd: root, input: text, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`The types cannot be formatted: ${stderr}`);
  return stdout;
};

/** The file as the routes would have it. */
export const apiClientTypes = (): string =>
  format(clientTypes(describeApi(describedRoutes(), { version: '0', cookieName: 'session' })));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = apiClientTypes();
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== text) {
      process.stderr.write('src/web/api-client/api.types.ts differs from the routes: run `npm run api-client`.\n');
      process.exitCode = 1;
    }
  } else writeFileSync(target, text);
}
