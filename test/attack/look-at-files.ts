/** Looks at each file of a list, as a process of its own for the audit: `node look-at-files.ts <list.json> <folder>`. */
import { readFile } from 'node:fs/promises';
import { openStudio } from './subject.ts';

const [list = '', folder = ''] = process.argv.slice(2);
const studio = await openStudio(folder);
for (const path of JSON.parse(await readFile(list, 'utf8')) as readonly string[]) await studio.lookAt(path);
await studio.close();
