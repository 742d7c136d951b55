/** The reference and the pages of errors, put together from their files when the server starts. */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { signInRoutes } from '../adapters/sign-in/sign-in.ts';
import { describeApi, type Mount, type PublishedFormat, type Route, referenceMounts } from '../features/api/api.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (name: string): string => readFileSync(pathOf(name), 'utf8');

/** Our own timeline, as docs/timeline.schema.json has it: one of what a video can be made of. */
export const timelineFormat = (): PublishedFormat => ({
  ...{ name: 'Timeline', within: 'AnyTimeline' },
  schema: JSON.parse(read('docs/timeline.schema.json')),
});

/** Pages for these routes; a browser gets the script without its types, as Node does. */
export const referencePages = (
  routes: readonly Route[],
  { version, cookieName }: { readonly version: string; readonly cookieName: string },
): readonly Mount[] => {
  const errors = readdirSync(pathOf('docs/errors')).filter((name) => name.endsWith('.md'));
  return referenceMounts(
    describeApi(routes, { version, cookieName, others: signInRoutes, formats: [timelineFormat()] }),
    {
      style: read('src/web/reference/reference.css'),
      script: stripTypeScriptTypes(read('src/web/reference/reference-script.ts'), { mode: 'strip' }),
    },
    new Map(errors.map((name) => [name.replace(/\.md$/, ''), read(`docs/errors/${name}`)])),
  );
};
