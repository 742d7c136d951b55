/** The fonts that come with Workprint, cut into subsets; a subset is read when a character of its range occurs. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FaceChoice, FontFile } from '../../compile/text/shaper.types.ts';
import { type Coverage, isCovered } from './cmap.ts';
import { unpackWoff } from './woff.ts';

type ShippedFamily = {
  readonly package: string;
  readonly prefix: string;
  readonly subsets: readonly string[];
  readonly weights: readonly number[];
  readonly italics: boolean;
};

const families: Readonly<Record<string, ShippedFamily>> = {
  Inter: {
    package: '@fontsource/inter',
    prefix: 'inter',
    subsets: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'],
    weights: [100, 200, 300, 400, 500, 600, 700, 800, 900],
    italics: true,
  },
  'Courier Prime': {
    package: '@fontsource/courier-prime',
    prefix: 'courier-prime',
    subsets: ['latin', 'latin-ext'],
    weights: [400, 700],
    italics: true,
  },
  'Noto Naskh Arabic': {
    package: '@fontsource/noto-naskh-arabic',
    prefix: 'noto-naskh-arabic',
    subsets: ['arabic'],
    weights: [400, 500, 600, 700],
    italics: false,
  },
  /** Last: it draws what no letters are. Its subsets are numbered. */
  'Noto Color Emoji': {
    package: '@fontsource/noto-color-emoji',
    prefix: 'noto-color-emoji',
    subsets: Array.from({ length: 11 }, (_, i) => String(i)),
    weights: [400],
    italics: false,
  },
};

/** Names of the shipped families, the default one first. */
export const shippedFamilies: readonly string[] = Object.keys(families);

/** Far more than any shipped subset unpacks to. */
const mostBytes = 32 * 1024 * 1024;
const require = createRequire(import.meta.url);

/** The nearest of the weights there are. */
export const nearest = (weights: readonly number[], weight: number): number =>
  weights.reduce((best, candidate) => (Math.abs(candidate - weight) < Math.abs(best - weight) ? candidate : best));

/** `U+0000-00FF,U+0131` as ranges. */
const parseRanges = (text: string): Coverage =>
  Uint32Array.from(
    text
      .split(',')
      .map((range) => range.replace('U+', '').split('-'))
      .map(([first, last]) => [Number.parseInt(first!, 16), Number.parseInt(last ?? first!, 16)] as const)
      .sort(([a], [b]) => a - b)
      .flat(),
  );

const folders = new Map<string, string>();
const folderOf = (name: string): string => {
  let folder = folders.get(name);
  if (folder === undefined) folders.set(name, (folder = dirname(require.resolve(`${name}/package.json`))));
  return folder;
};

const rangesOf = new Map<string, Readonly<Record<string, Coverage>>>();
const subsetRanges = ({ package: name, subsets }: ShippedFamily): Readonly<Record<string, Coverage>> => {
  let ranges = rangesOf.get(name);
  if (!ranges) {
    const written = JSON.parse(readFileSync(join(folderOf(name), 'unicode.json'), 'utf8')) as Record<string, string>;
    ranges = Object.fromEntries(
      subsets.map((subset) => [subset, parseRanges(written[subset] ?? written[`[${subset}]`] ?? 'U+0')]),
    );
    rangesOf.set(name, ranges);
  }
  return ranges;
};

const known = new Map<string, readonly FontFile[]>();

/** Subsets of a shipped family in the nearest weight; undefined for a family that is not shipped. */
export const shippedFamily = ({ family: name, weight, italic }: FaceChoice): readonly FontFile[] | undefined => {
  if (!Object.hasOwn(families, name)) return undefined;
  const family = families[name]!;
  const style = italic && family.italics ? 'italic' : 'normal';
  const chosen = nearest(family.weights, weight);
  const key = `${name} ${chosen} ${style}`;
  let files = known.get(key);
  if (!files) {
    const ranges = subsetRanges(family);
    files = family.subsets.map((subset): FontFile => {
      const file = `${family.prefix}-${subset}-${chosen}-${style}.woff`;
      return {
        key: file,
        index: 0,
        weight: chosen,
        mayHave: (codePoint) => isCovered(ranges[subset]!, codePoint),
        bytes: () => unpackWoff(readFileSync(join(folderOf(family.package), 'files', file)), mostBytes),
      };
    });
    known.set(key, files);
  }
  return files;
};

/** Names and versions of the packages that can change how a shipped font is drawn. */
export const shippedVersions = (): readonly string[] =>
  [...Object.values(families).map(({ package: name }) => name), 'harfbuzzjs', 'bidi-js'].map((name) => {
    const path = name === 'harfbuzzjs' ? harfBuzzPackage() : require.resolve(`${name}/package.json`);
    const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
    return `${name}@${version}`;
  });

/** The compiled HarfBuzz; its package offers this file and not its `package.json`. */
export const harfBuzzModule = (): string => require.resolve('harfbuzzjs/dist/harfbuzz.wasm');
const harfBuzzPackage = (): string => join(dirname(harfBuzzModule()), '..', 'package.json');
