/** The README tells of the program that is there: its commands, options, files and examples. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseCastFile } from '../../src/domain/performance/cast-file.ts';
import { draftTimeline } from '../../src/domain/timeline/timeline.ts';
import { commands } from '../../src/main/commands/commands.ts';
import { outputFilesFor } from '../../src/main/output-files.ts';

const root = new URL('../../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

test('HOU-26 the README names every command, and none that does not exist', () => {
  const named = [...readme.matchAll(/^\.\/workprint ([a-z-]+)/gm)].map((match) => match[1]);
  expect(new Set(named)).toEqual(new Set(commands.map((command) => command.name)));
});

/** The part of the README under a heading that begins with `title`. */
const section = (title: string): string => {
  const from = readme.indexOf(`## ${title}`);
  return from < 0 ? '' : readme.slice(from, readme.indexOf('\n## ', from));
};
const exampleIn = (title: string): string => /```json\n([\s\S]*?)```/.exec(section(title))?.[1] ?? '';

test.each(['film', 'render'])('HOU-26 the README lists the options of %s, all of them and no other', (name) => {
  const rows = [...section(`\`./workprint ${name} `).matchAll(/^\| `(-[-a-z]+)[ `]/gm)].map((match) => match[1]);
  const command = commands.find((each) => each.name === name);
  const options = Object.entries(command?.options ?? {}).map(([option, facts]) =>
    facts.short === undefined ? `--${option}` : `-${facts.short}`,
  );
  expect(new Set(rows)).toEqual(new Set(options));
});

test('HOU-26 the timeline of the README is a valid one', () => {
  const { tracks } = draftTimeline(JSON.parse(exampleIn('`./workprint render')), { merge: { title: 'At the sea' } });
  expect(tracks).toHaveLength(3);
});

test('HOU-26 the files of the README are the files that a film leaves, and its example exists', () => {
  const files = outputFilesFor('examples/the-salt-line.fountain', undefined);
  for (const path of Object.values(files)) expect(readme).toContain(`| \`${path.split('/').at(-1)}\` |`);
  for (const [example] of readme.matchAll(/examples\/[\w.-]+/g))
    expect(existsSync(fileURLToPath(new URL(example, root)))).toBe(true);
});

test('HOU-26 the cast file of the README is a valid one', () => {
  const cast = parseCastFile(exampleIn('The cast file'));
  expect(cast.characters['MARA']?.voice).toBe('af_heart');
  expect(cast.pronunciations['Voss'] ?? cast.pronunciations['voss']).toBe('vahss');
});
