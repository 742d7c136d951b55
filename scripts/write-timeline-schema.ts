/** Writes docs/timeline.schema.json from the shapes that the parser reads by: `node scripts/write-timeline-schema.ts`. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { documentSchema } from '../src/domain/timeline/timeline.ts';

/** The text of the committed file. */
export const schemaText = (): string => `${JSON.stringify(documentSchema(), null, 1)}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(new URL('../docs/timeline.schema.json', import.meta.url), schemaText());
