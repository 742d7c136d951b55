// Says what of package-lock.json already lies in node_modules: `all`, `runtime` (no test tools) or `none`.
// npm leaves its own lockfile inside node_modules, as its last act; this compares the two by version.
// JavaScript, because it runs before the right Node is known. Argument: the folder of the checkout.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2] ?? '.';
const read = (path) => {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
};

const isGlibc = process.report?.getReport().header.glibcVersionRuntime !== undefined;
const isForThisMachine = (entry) =>
  (entry.os === undefined || entry.os.includes(process.platform)) &&
  (entry.cpu === undefined || entry.cpu.includes(process.arch)) &&
  (entry.libc === undefined || process.platform !== 'linux' || entry.libc.includes(isGlibc ? 'glibc' : 'musl'));

const classify = () => {
  const wanted = read('package-lock.json');
  const installed = read('node_modules/.package-lock.json');
  if (wanted === undefined || installed === undefined) {
    return 'none';
  }
  const isStale = Object.entries(installed).some(([path, entry]) => wanted[path]?.version !== entry.version);
  // Of what is optional only our own wishes count: npm itself drops what other packages offer to other machines.
  const ours = new Set(Object.keys(wanted['']?.optionalDependencies ?? {}).map((name) => `node_modules/${name}`));
  const missing = Object.entries(wanted).filter(
    ([path, entry]) =>
      path !== '' && installed[path] === undefined && (ours.has(path) ? isForThisMachine(entry) : !entry.optional),
  );
  if (isStale || missing.some(([, entry]) => !entry.dev && !entry.devOptional)) {
    return 'none';
  }
  return missing.length === 0 ? 'all' : 'runtime';
};

process.stdout.write(classify());
