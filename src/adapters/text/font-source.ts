/** All fonts of this machine as one source: the person's own, the shipped ones, the installed ones; and who stands in for whom. */

import type { FaceChoice, FontFile, FontSource } from '../../compile/text/shaper.types.ts';
import { WorkprintError } from '../../domain/errors.ts';
import type { LoadedFont } from '../../ports/text-rasteriser.ts';
import { decodePng } from './png.ts';
import { tablesOf } from './sfnt.ts';
import { shippedFamilies, shippedFamily } from './shipped-fonts.ts';
import type { SystemFace, SystemFonts } from './system-fonts.ts';

/** Installed families tried first for what the shipped ones lack. */
const favourites = {
  japanese: ['Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic'],
  chinese: ['Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei'],
  korean: ['Noto Sans CJK KR', 'Noto Sans KR', 'Apple SD Gothic Neo', 'Malgun Gothic'],
  rest: ['Noto Sans', 'DejaVu Sans', 'Liberation Sans', 'Arial'],
} as const;

/** Which of the writing systems that share Han characters a text most likely is in. */
const eastAsian = (text: string): readonly string[] => {
  const { japanese, chinese, korean } = favourites;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return [...japanese, ...chinese, ...korean];
  if (/\p{Script=Hangul}/u.test(text)) return [...korean, ...chinese, ...japanese];
  return [...chinese, ...japanese, ...korean];
};

const isEmoji = (cluster: string): boolean =>
  /^\p{Extended_Pictographic}|^\p{Regional_Indicator}|\ufe0f/u.test(cluster) && !cluster.includes('\ufe0e');

type OwnFont = {
  readonly family: string;
  readonly weight: number;
  readonly italic: boolean;
  readonly hasWeightAxis: boolean;
  readonly file: FontFile;
};

/** Noto has a family for each script, made for it; families that have everything often lack its ligatures. */
const ranks: readonly RegExp[] = [/^noto sans/, /^noto/, /sans/, /./];
const rank = (family: string): string =>
  `${/mono|symbol|emoji|math|music/.test(family) ? ranks.length : ranks.findIndex((kind) => kind.test(family))}${family}`;

const hasWeightAxis = (bytes: Uint8Array): boolean =>
  tablesOf((offset, length) => bytes.subarray(offset, offset + length), 0).some(({ tag }) => tag === 'fvar');

/** The fonts of one rasteriser. */
export class MachineFonts implements FontSource {
  readonly #system: SystemFonts;
  #own: readonly OwnFont[] = [];
  readonly #families = new Map<string, readonly FontFile[]>();
  readonly #standIns = new Map<string, readonly FontFile[]>();
  #everyFamily: readonly string[] | undefined;

  constructor(system: SystemFonts) {
    this.#system = system;
  }

  readonly decodePng = decodePng;

  /** Replaces the person's own fonts. `key` names the bytes of each. */
  useOwn(fonts: readonly (LoadedFont & { readonly key: string })[]): void {
    this.#own = fonts.map(({ family, weight, italic, bytes, key }) => ({
      ...{ family: family.toLowerCase(), weight, italic, hasWeightAxis: hasWeightAxis(bytes) },
      file: { key, index: 0, weight, mayHave: () => true, bytes: () => bytes },
    }));
    this.#families.clear();
  }

  family(choice: FaceChoice): readonly FontFile[] {
    const key = `${choice.family}\n${choice.weight}\n${choice.italic}`;
    let files = this.#families.get(key);
    if (!files) {
      files = this.#ownFamily(choice) ?? shippedFamily(choice) ?? this.#installedFamily(choice);
      this.#families.set(key, files);
    }
    return files;
  }

  /** Whether a family is one of these. */
  knows(name: string): boolean {
    const choice = { family: name, weight: 400, italic: false };
    return (this.#ownFamily(choice) ?? shippedFamily(choice)) !== undefined || this.#system.family(choice).length > 0;
  }

  #ownFamily({ family, weight, italic }: FaceChoice): readonly FontFile[] | undefined {
    const distance = (font: OwnFont): number => (font.italic === italic ? 0 : 5_000) + Math.abs(font.weight - weight);
    const fonts = this.#own.filter((font) => font.family === family.toLowerCase());
    const best = fonts.toSorted((a, b) => distance(a) - distance(b))[0];
    return best && [best.hasWeightAxis ? { ...best.file, weight } : best.file];
  }

  #installedFamily(choice: FaceChoice): readonly FontFile[] {
    const faces = this.#system.family(choice);
    if (faces.length > 0) return [...withWeight(faces.slice(0, 1), choice.weight)];
    const own = [...new Set(this.#own.map(({ family }) => family))];
    throw new WorkprintError(
      'timeline-invalid',
      `The font family ${JSON.stringify(choice.family)} is not known here; use ${[...shippedFamilies, ...own].join(', ')}, one that is installed, or give its file under "fonts".`,
    );
  }

  *fallbacks(choice: FaceChoice, cluster: string, text: string): Iterable<FontFile> {
    if (isEmoji(cluster)) yield* shippedFamily({ ...choice, family: 'Noto Color Emoji' }) ?? [];
    for (const family of ['Inter', 'Noto Naskh Arabic'])
      if (family !== choice.family) yield* shippedFamily({ ...choice, family }) ?? [];
    yield* this.#installed(eastAsian(text), choice);
    yield* this.#installed(favourites.rest, choice);
    yield* this.#installed(this.#allFamilies, choice);
    yield* this.#own.map(({ file }) => file);
  }

  /** Each of these families that is installed, in its nearest style. Found once for a style: characters that lack are many. */
  #installed(families: readonly string[], { weight, italic }: FaceChoice): readonly FontFile[] {
    const key = `${families.join('\n')}\n${weight}\n${italic}`;
    let files = this.#standIns.get(key);
    if (!files) {
      const faces = families.flatMap((family) => this.#system.family({ family, weight, italic }).slice(0, 1));
      files = [...withWeight(faces, weight)];
      this.#standIns.set(key, files);
    }
    return files;
  }

  /** Every installed family, those most likely made for reading first. */
  get #allFamilies(): readonly string[] {
    this.#everyFamily ??= [...new Set(this.#system.faces.map(({ families }) => families[0] ?? ''))].sort((a, b) =>
      rank(a) < rank(b) ? -1 : 1,
    );
    return this.#everyFamily;
  }
}

/** A font with axes is set to the weight that is asked for; another one is opened once, whatever is asked. */
const withWeight = function* (faces: Iterable<SystemFace>, asked: number): Iterable<FontFile> {
  for (const { key, index, weight, hasWeightAxis, mayHave, bytes } of faces)
    yield { key, index, weight: hasWeightAxis ? asked : weight, mayHave, bytes };
};
