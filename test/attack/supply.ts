/** PE10: what Workprint is made of. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOfMaterials } from '../../scripts/supply/bill-of-materials.ts';
import { mostDirectProjects, supplyProblems } from '../../scripts/supply/gates.ts';
import { directPackages, directProjects, lockedPackages } from '../../scripts/supply/locked-packages.ts';
import { findFfmpeg } from '../../src/adapters/ffmpeg/ffmpeg.ts';
import type { Facts, ProofRow } from '../prove/row.types.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const none = (problems: readonly string[]): void => {
  if (problems.length > 0) throw new Error(problems.join(' '));
};

const checks: Readonly<Record<string, () => Promise<Facts> | Facts>> = {
  'licences, oldest versions, hashes, number': () => {
    none(supplyProblems(root));
    return { packages: lockedPackages(root).length, direct: directPackages(root).length };
  },
  'at most forty projects behind the direct packages': () => {
    none(directProjects(root).length > mostDirectProjects ? ['There are more.'] : []);
    return {};
  },
  'what is installed is what is locked': () => {
    const wrong = lockedPackages(root).filter(({ place, version }) => {
      const manifest = join(root, place, 'package.json');
      return (
        existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version !== version
      );
    });
    none(wrong.map(({ place }) => place));
    return {};
  },
  'installed by the lockfile alone, and nothing runs meanwhile': () => {
    const ways = ['scripts/setup.sh', 'Dockerfile'].flatMap(
      (path) => read(path).match(/npm (?:ci|install)[^\n]*/g) ?? [],
    );
    // Borrowing a current npm for an old machine names exact versions.
    const careless = ways.filter((way) => !way.includes('--ignore-scripts'));
    none([...careless, ...(/^ignore-scripts=true$/m.test(read('.npmrc')) ? [] : ['.npmrc lets scripts run.'])]);
    return {};
  },
  'the bill of materials names every package': () => {
    none(billOfMaterials(root).components.length === lockedPackages(root).length ? [] : ['It does not.']);
    return {};
  },
  'FFmpeg is new enough': async () => {
    await findFfmpeg();
    return {};
  },
};

export const supply: ProofRow = {
  id: 'PE10',
  promise:
    'Few packages, each locked by hash, freely licensed, without a known hole, installed without running anything.',
  counts: 'checks',
  facts: { packages: 'max', direct: 'max' },
  open: async () => ({ cases: Object.entries(checks).map(([name, run]) => ({ name, run: async () => run() })) }),
};
