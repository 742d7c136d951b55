/** The reference and the pages of errors, put together from their files when the server starts. */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describeApi, type Mount, type Route, referenceMounts } from '../features/api/api.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string): string => readFileSync(pathOf(name), 'utf8');

/** Pages for these routes; a browser gets the script without its types, as Node does. */
export const referencePages = (
  routes: readonly Route[],
  { version, cookieName }: { readonly version: string; readonly cookieName: string },
): readonly Mount[] => {
  const errors = readdirSync(pathOf('docs/errors')).filter((name) => name.endsWith('.md'));
  return referenceMounts(
    describeApi(routes, { version, cookieName }),
    {
      style: read('src/web/reference/reference.css'),
      script: stripTypeScriptTypes(read('src/web/reference/reference-script.ts'), { mode: 'strip' }),
    },
    new Map(errors.map((name) => [name.replace(/\.md$/, ''), read(`docs/errors/${name}`)])),
  );
};
