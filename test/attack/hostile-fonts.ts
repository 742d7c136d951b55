/**
 * PC9: malformed fonts. Those that lie are refused before any shaper sees them; those that are damaged where no check can tell draw
 * something or are refused, and never hang, crash or leave the error codes.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vetFont } from '../../src/adapters/text/text.ts';
import type { ProofCase, ProofRow } from '../prove/row.types.ts';
import { malformedFonts as fontsThatLie } from './corpus/fonts.ts';
import type { HostileFile } from './corpus/hostile-file.types.ts';
import { malformedFonts } from './malformed-fonts.ts';

const script = fileURLToPath(new URL('./draw-with-fonts.ts', import.meta.url));
const shipped = fileURLToPath(
  new URL(
    '../../node_modules/@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff',
    import.meta.url,
  ),
);
/** Fonts that one process draws with, and how long it may take for all of them. */
const batchSize = 15;
const batchMs = 60_000;

const refusedCase = ({ name, bytes, tries }: HostileFile): ProofCase => ({
  name: `${name}: ${tries}`,
  run: async () => {
    const started = performance.now();
    try {
      vetFont(bytes, name);
    } catch (error) {
      if ((error as { code?: string }).code !== 'font-refused') throw error;
      return { refused: 1, slowest_ms: Math.round(performance.now() - started) };
    }
    throw new Error('it was let in');
  },
});

type Drawn = { readonly path: string; readonly end: string; readonly tookMs: number };

const drawnCase = (fonts: readonly HostileFile[], folder: string, from: number): ProofCase => ({
  name: `damaged fonts ${from} to ${from + fonts.length - 1}`,
  run: async () => {
    const paths = fonts.map(({ name }) => join(folder, name));
    await Promise.all(fonts.map(({ bytes }, at) => writeFile(paths[at] ?? '', bytes)));
    const lines = await new Promise<readonly Drawn[]>((resolve, reject) => {
      const args = ['--disable-warning=ExperimentalWarning', script, ...paths];
      execFile(process.execPath, args, { timeout: batchMs, killSignal: 'SIGKILL' }, (error, stdout) => {
        const drawn = stdout
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line) as Drawn);
        if (error) reject(new Error(`it ended with ${fonts[drawn.length]?.name}: ${error.message.slice(-300)}`));
        else resolve(drawn);
      });
    });
    const broken = lines.find(({ end }) => end !== 'drawn' && end !== 'font-refused');
    if (broken) throw new Error(`${broken.path}: ${broken.end}`);
    const refused = lines.filter(({ end }) => end === 'font-refused').length;
    return {
      fonts: lines.length,
      refused,
      drawn: lines.length - refused,
      slowest_ms: Math.round(Math.max(...lines.map(({ tookMs }) => tookMs))),
    };
  },
});

export const hostileFonts: ProofRow = {
  id: 'PC9',
  promise: 'A font that lies is refused before a shaper sees it; a damaged one draws something or is refused.',
  counts: 'cases',
  facts: { refused: 'sum', drawn: 'sum', slowest_ms: 'max' },
  open: async (size, folder) => {
    const good = vetFont(readFileSync(shipped), 'shipped');
    const all = fontsThatLie(good, size === 'full' ? 300 : 15);
    const damaged = all.filter(({ fate }) => fate === 'contained');
    const batches = Array.from({ length: Math.ceil(damaged.length / batchSize) }, (_, at) =>
      drawnCase(damaged.slice(at * batchSize, (at + 1) * batchSize), folder, at * batchSize),
    );
    // The quick ones of the other corpus are proved beside the code that reads fonts.
    const more = size === 'full' ? (await malformedFonts.open(size, folder)).cases : [];
    return { cases: [...all.filter(({ fate }) => fate === 'refused').map(refusedCase), ...batches, ...more] };
  },
};
