/** The lockfile installs the same bytes on every machine, from any registry, and nothing runs meanwhile. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completeLockfile, type Lockfile, missingOptional, platformFromName } from '../../scripts/complete-lockfile.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const lockfile = (): Lockfile => JSON.parse(read('package-lock.json')) as Lockfile;

test('HOU-21 the lockfile pins what every platform asks for', () => {
  expect(missingOptional(lockfile())).toEqual([]);
});

test('HOU-21 a package of another platform is put back with its version, system and processor', () => {
  const parent = { version: '2.0.0', dev: true, optionalDependencies: { '@x/cli-linux-arm64-musl': '2.0.0' } };
  const holed = { packages: { 'node_modules/@x/cli': parent } } as unknown as Lockfile;
  expect(completeLockfile(holed)).toBe(1);
  expect(holed.packages['node_modules/@x/cli-linux-arm64-musl']).toEqual({
    version: '2.0.0',
    os: ['linux'],
    cpu: ['arm64'],
    libc: ['musl'],
    dev: true,
    optional: true,
  });
  expect(completeLockfile(holed)).toBe(0);
  expect(platformFromName('@y/binding-win32-x64-msvc')).toEqual({ os: ['win32'], cpu: ['x64'] });
});

test('HOU-21 a range cannot be pinned without the registry', () => {
  const parent = { version: '2.0.0', optionalDependencies: { fsevents: '^2.3.3' } };
  expect(() => completeLockfile({ packages: { 'node_modules/x': parent } } as unknown as Lockfile)).toThrow(
    'fsevents@^2.3.3',
  );
});

test('HOU-21 no registry is named, and nothing installed runs a script', () => {
  expect(Object.values(lockfile().packages).filter((entry) => entry.resolved !== undefined)).toEqual([]);
  expect(read('package-lock.json')).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  expect(read('.npmrc')).toMatch(/^omit-lockfile-registry-resolved=true$/m);
});

test('HOU-21 direct dependencies are pinned to one version', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
  const sections = ['dependencies', 'optionalDependencies', 'devDependencies'];
  const versions = sections.flatMap((section) => Object.values(manifest[section] ?? {}));
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});
