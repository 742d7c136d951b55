/**
 * `node scripts/audit-supply.ts`: licences, versions, hashes and number of packages, then the registry's list of known holes. Exit code 1: something
 * is wrong; 2: the registry could not be asked, which is no answer. `--offline` leaves the question out.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { supplyProblems } from './supply/gates.ts';
import { readAudit } from './supply/read-audit.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const problems = [...supplyProblems(root)];
let wasAsked = true;
if (!process.argv.includes('--offline')) {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  });
  const audit = readAudit(stdout ?? '', new Date());
  if (audit === undefined) wasAsked = false;
  else problems.push(...audit);
}
for (const problem of problems) process.stdout.write(`${problem}\n`);
if (!wasAsked) process.stdout.write('The registry could not be asked for known holes (npm audit gave no report).\n');
process.exitCode = problems.length > 0 ? 1 : wasAsked ? 0 : 2;
