/** What Workprint is made of: gates over the lockfile, and the bill of materials (PE10). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { billOfMaterials } from '../../scripts/supply/bill-of-materials.ts';
import {
  isAllowed,
  licenceProblem,
  mostDirectProjects,
  oldestVersions,
  supplyProblems,
} from '../../scripts/supply/gates.ts';
import { directProjects, type LockedPackage, lockedPackages } from '../../scripts/supply/locked-packages.ts';
import { readAudit } from '../../scripts/supply/read-audit.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('OPS-1 PE10 the lockfile holds only licences, versions and hashes that are let in, and few direct packages', () => {
  expect(supplyProblems(root)).toEqual([]);
  expect(directProjects(root).length).toBeLessThanOrEqual(mostDirectProjects);
});

test('OPS-1 PE10 what is installed is what is locked', () => {
  const wrong = lockedPackages(root).filter(({ place, version }) => {
    const manifest = join(root, place, 'package.json');
    return (
      existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version !== version
    );
  });
  expect(wrong).toEqual([]);
});

test.each([
  ['MIT', true],
  ['GPL-3.0-only', false],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND GPL-3.0-only', false],
  ['(GPL-2.0-only OR (MIT AND ISC))', true],
  ['AGPL-3.0-only OR SSPL-1.0', false],
])('OPS-1 “%s” suffices: %s', (expression, expected) => {
  expect(isAllowed(expression, (name) => ['MIT', 'ISC'].includes(name))).toBe(expected);
});

test.each(['', 'MIT OR', '(MIT', 'MIT)', 'MIT ISC', 'AND'])('OPS-1 “%s” is no licence', (expression) => {
  expect(() => isAllowed(expression, () => true)).toThrow('no licence');
});

test('OPS-1 PE10 a bad package is named: its licence, silence about it, what is allowed in tests only', () => {
  const one = (more: Partial<LockedPackage>): string | undefined =>
    licenceProblem({
      ...{ place: 'node_modules/x', alias: 'x', name: 'x', version: '1.0.0', licence: 'MIT', integrity: undefined },
      ...{ isDevelopment: false, isOptional: false, needs: [] },
      ...more,
    });
  expect(one({})).toBeUndefined();
  expect(one({ licence: 'GPL-3.0-only' })).toContain('x@1.0.0 is under GPL-3.0-only');
  expect(one({ licence: undefined })).toContain('says no licence');
  expect(one({ licence: 'SEE LICENSE IN LICENSE.md' })).toContain('no licence');
  expect(one({ name: 'lightningcss', licence: 'MPL-2.0' })).toBeUndefined();
  expect(one({ name: 'other', licence: 'MPL-2.0' })).toContain('MPL-2.0');
  expect(one({ name: 'other', licence: 'LGPL-3.0-or-later' })).toContain('LGPL');
});

test('OPS-1 PE10 minimum versions are of packages that are here', () => {
  const names = new Set(lockedPackages(root).map(({ name }) => name));
  expect(Object.keys(oldestVersions).filter((name) => !names.has(name))).toEqual([]);
});

test('OPS-2 PE10 the bill of materials names every package with version, licence, hash and what it needs', () => {
  const bill = billOfMaterials(root);
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
  expect(bill.components).toHaveLength(lockedPackages(root).length);
  const references = new Set<string>([
    bill.metadata.component['bom-ref'],
    ...bill.components.map((each) => each['bom-ref']),
  ]);
  expect(references.size).toBe(bill.components.length + 1);
  expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((each) => !references.has(each))).toEqual([]);
  const sharp = bill.components.find((each) => each['bom-ref'] === 'node_modules/sharp');
  expect(sharp).toMatchObject({ name: 'sharp', scope: 'required', licenses: [{ license: { id: 'Apache-2.0' } }] });
  expect(sharp?.hashes?.[0]?.content).toMatch(/^[0-9a-f]{128}$/);
  expect(sharp?.purl).toMatch(/^pkg:npm\/sharp@\d/);
  expect(bill.components.find(({ group }) => group === '@hono')?.purl).toMatch(/^pkg:npm\/%40hono\/node-server@/);
  expect(bill.dependencies[0]?.dependsOn).toContain('node_modules/sharp');
  expect(bill.dependencies.find(({ ref }) => ref === 'node_modules/sharp')?.dependsOn).toContain('node_modules/semver');
  expect(JSON.stringify(billOfMaterials(root))).toBe(JSON.stringify(bill));
});

test('OPS-3 PE10 known holes of high and critical severity fail the audit, accepted ones until their day', () => {
  const via = [{ url: 'https://github.com/advisories/GHSA-1', title: 'a hole', severity: 'high' }, 'another-package'];
  const report = JSON.stringify({
    vulnerabilities: { x: { severity: 'high', via }, y: { severity: 'low', via: [{ severity: 'low' }] } },
  });
  const now = new Date('2026-11-20');
  expect(readAudit(report, now)).toEqual(['x: high, a hole (https://github.com/advisories/GHSA-1)']);
  const acceptance = { advisory: 'GHSA-1', reason: 'not reached', until: '2026-12-01' };
  expect(readAudit(report, now, [acceptance])).toEqual([]);
  expect(readAudit(report, new Date('2026-12-02'), [acceptance])).toHaveLength(1);
  expect(readAudit('{"message": "405 Method Not Allowed"}', now)).toBeUndefined();
  expect(readAudit('npm error', now)).toBeUndefined();
});
