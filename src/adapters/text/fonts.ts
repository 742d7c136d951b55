/**
 * Fonts: the families shipped with Workprint (registered when first used, each subset under a name of its own, since Skia takes
 * one file of a family only) and whatever the system has, in the order in which a character is looked for.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { WorkprintError } from '../../domain/errors.ts';

type ShippedFamily = {
  readonly package: string;
  readonly prefix: string;
  readonly subsets: readonly string[];
  readonly weights: readonly number[];
  readonly italics: boolean;
};

const shipped: Readonly<Record<string, ShippedFamily>> = {
  Inter: {
    package: '@fontsource/inter',
    prefix: 'inter',
    subsets: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'],
    weights: [400, 500, 600, 700],
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
};

/** System families tried for what the shipped ones lack, besides everything else Skia finds by itself. */
const systemFamilies = {
  japanese: ['Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic'],
  chinese: ['Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei'],
  korean: ['Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic'],
  rest: ['Noto Color Emoji', 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Sans', 'DejaVu Sans'],
} as const;

const require = createRequire(import.meta.url);
const registered = new Set<string>();

const nearest = (weights: readonly number[], weight: number): number =>
  weights.reduce((best, candidate) => (Math.abs(candidate - weight) < Math.abs(best - weight) ? candidate : best));

/** Names under which the subsets of a shipped family are known to Skia, after making sure that they are. */
const register = (name: string, weight: number, italic: boolean): readonly string[] => {
  const family = shipped[name]!;
  const folder = join(dirname(require.resolve(`${family.package}/package.json`)), 'files');
  const style = italic && family.italics ? 'italic' : 'normal';
  return family.subsets.map((subset) => {
    const file = `${family.prefix}-${subset}-${nearest(family.weights, weight)}-${style}.woff2`;
    const alias = `Workprint ${name} ${subset}`;
    if (!registered.has(file)) {
      if (!GlobalFonts.registerFromPath(join(folder, file), alias))
        throw new WorkprintError('internal', `The font ${file} cannot be read; run "npm ci" again.`);
      registered.add(file);
    }
    return alias;
  });
};

/** Which of the three writing systems that share Han characters a text most likely is in. */
const eastAsian = (text: string): readonly string[] => {
  const { japanese, chinese, korean } = systemFamilies;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return [...japanese, ...chinese, ...korean];
  if (/\p{Script=Hangul}/u.test(text)) return [...korean, ...chinese, ...japanese];
  return [...chinese, ...japanese, ...korean];
};

export type FontChoice = {
  readonly family: string;
  readonly weight: number;
  readonly italic: boolean;
};

/**
 * A CSS font for Skia that draws `text` with fallback. Throws `timeline-invalid` for a family that is neither shipped nor
 * installed.
 */
export const cssFont = ({ family, weight, italic }: FontChoice, sizePx: number, text: string): string => {
  const known = Object.hasOwn(shipped, family);
  if (!known && (/["'\\]/.test(family) || !GlobalFonts.has(family)))
    throw new WorkprintError(
      'timeline-invalid',
      `The font family "${family}" is not known here; use ${Object.keys(shipped).join(', ')} or one that is installed.`,
    );
  const families = [
    ...(known ? register(family, weight, italic) : [family]),
    ...(family === 'Inter' ? [] : register('Inter', weight, italic)),
    ...register('Noto Naskh Arabic', weight, false),
    ...[...eastAsian(text), ...systemFamilies.rest].filter((name) => GlobalFonts.has(name)),
  ];
  return `${italic ? 'italic ' : ''}${weight} ${sizePx}px ${families.map((name) => `"${name}"`).join(', ')}`;
};

/** A short name for what the fonts of this machine can change in a picture: part of the cache key. */
export const fontFingerprint = (): string => {
  const versions = Object.values(shipped).map(({ package: name }) => {
    const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as {
      version: string;
    };
    return `${name}@${version}`;
  });
  const system = GlobalFonts.families.map(({ family }) => family).filter((name) => !isRegisteredHere(name));
  return createHash('sha256')
    .update([...versions, ...system.sort()].join('\n'))
    .digest('hex')
    .slice(0, 12);
};

/** Skia lists a registered font under our alias and under its own name. */
const isRegisteredHere = (family: string): boolean => family.startsWith('Workprint ') || Object.hasOwn(shipped, family);
