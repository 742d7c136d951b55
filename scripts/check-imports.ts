/** Enforces the arrows and the written rules of the house over a source tree; `npm run check` calls it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkArrows } from './check/arrow-rules.ts';
import { checkContent } from './check/content-rules.ts';
import { checkEgress } from './check/egress-rules.ts';
import { checkFile } from './check/file-rules.ts';
import { importsOf } from './check/imports.ts';
import { checkPackages, type DeclaredPackages } from './check/package-rules.ts';
import { tokensOf } from './check/source-tokens.ts';
import { readSourceTree, type SourceFile } from './check/source-tree.ts';
import { describeViolation, type Violation } from './check/violation.ts';

/** Packages named in the package.json of `root`. */
const declaredPackages = (root: string): DeclaredPackages => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, object | undefined>;
  const names = (section: string): string[] => Object.keys(manifest[section] ?? {});
  return {
    runtime: new Set([...names('dependencies'), ...names('optionalDependencies')]),
    development: new Set(names('devDependencies')),
  };
};

const checkSource = (source: SourceFile, declared: DeclaredPackages): readonly Violation[] => {
  const ofFile = checkFile(source);
  // AssemblyScript is compiled to WebAssembly by its own compiler and imports nothing of ours.
  if (!/\.tsx?$/.test(source.path) || source.path.endsWith('.as.ts'))
    return ofFile.filter((each) => each.rule !== 'name');
  const tokens = tokensOf(source.text);
  const imports = importsOf(tokens);
  return [
    ...ofFile,
    ...checkArrows(source.path, imports),
    ...checkPackages(source.path, imports, declared),
    ...checkContent(source.path, tokens),
    ...checkEgress(source.path, tokens, imports),
  ];
};

/** Every broken rule below `root` (a folder with package.json and src), by file and line. */
export const checkTree = (root: string): readonly Violation[] => {
  const declared = declaredPackages(root);
  return readSourceTree(root).flatMap((source) => checkSource(source, declared));
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = checkTree(fileURLToPath(new URL('..', import.meta.url)));
  for (const violation of violations) {
    process.stdout.write(`${describeViolation(violation)}\n`);
  }
  process.exitCode = violations.length === 0 ? 0 : 1;
}
