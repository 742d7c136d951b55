/** Names of models as people write them: aliases of providers and of models, and how close two names are. */
import type { ModelRecord } from './model.types.ts';

/** Other names of providers. */
export const providerAliases: Readonly<Record<string, string>> = { google: 'gemini', claude: 'anthropic' };

/**
 * Names that mean whatever model of a family is alive: the record named here, or, when it is retired, its successor. Requirement C2 names the
 * first two as providers of their own.
 */
export const modelAliases: Readonly<Record<string, string>> = {
  'nano-banana': 'gemini/gemini-nano-banana-2.1',
  veo3: 'gemini/veo-3.1-generate-preview',
  veo: 'gemini/veo-3.1-generate-preview',
};

/** Providers that say themselves what they have: the catalog ships no records of theirs. */
export const askedForModels: readonly string[] = ['openrouter', 'openai-compatible'];

/** `provider/model`. */
export const nameOf = ({ provider, id }: Pick<ModelRecord, 'provider' | 'id'>): string => `${provider}/${id}`;

/** Longest name that is looked at: nobody's model has a longer one, and comparing costs the square of it. */
const longestName = 120;

/** As names are compared: without case, without spaces around. */
export const plainName = (name: string): string => name.trim().slice(0, longestName).toLowerCase();

/** Edits (a character more, less, other, or two swapped) that turn one text into the other: optimal string alignment. */
export const editsBetween = (one: string, other: string): number => {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      const kept = (last[j - 1] ?? 0) + (isSame ? 0 : 1);
      const least = Math.min(kept, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] = isSwap ? Math.min(least, (before[j - 2] ?? 0) + 1) : least;
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
};

/** How far a name is from a model, 0 (the same) to 1 (nothing alike): the closest of its ids, its title, and the ends of its id. */
const distanceTo = (name: string, { provider, id, title, alsoIds }: ModelRecord): number => {
  const candidates = [nameOf({ provider, id }), id, title, id.split('/').slice(-2).join('/'), ...alsoIds];
  const closest = candidates.map(plainName).map((candidate) => {
    const longer = Math.max(name.length, candidate.length, 1);
    // Who writes the beginning or a part of a name means it.
    const isPart = name.length >= 3 && candidate.includes(name);
    return isPart ? (0.3 * (longer - name.length)) / longer : editsBetween(name, candidate) / longer;
  });
  return Math.min(...closest);
};

/**
 * The three models whose names come closest, as `provider/model`; one that does the same kind of work, or is of the named provider, comes
 * before one that does not. Retired ones are left out.
 */
export const nearestNames = (
  name: string,
  records: readonly ModelRecord[],
  wish: { readonly makes?: ModelRecord['makes'] } = {},
): readonly string[] => {
  const plain = plainName(name);
  const provider = plain.includes('/') ? plain.slice(0, plain.indexOf('/')) : undefined;
  const near = records
    .filter(({ status }) => status !== 'retired')
    .map((record) => ({
      name: nameOf(record),
      far:
        distanceTo(plain, record) +
        (wish.makes && record.makes !== wish.makes ? 0.25 : 0) +
        (provider && provider !== record.provider ? 0.1 : 0),
    }))
    .sort((one, other) => one.far - other.far || (one.name < other.name ? -1 : 1));
  return [...new Set(near.map((found) => found.name))].slice(0, 3);
};
