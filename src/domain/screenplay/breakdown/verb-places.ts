/** Small rules of grammar around verbs of action: when such a word is a noun, and when its next word changes the pose. */
import type { Pose } from '../breakdown.types.ts';
import { actionVerbs } from '../words/action-verbs.ts';
import { lookNouns, personNouns, titles, wardrobeNouns } from '../words/people.ts';
import { determiners, prepositions, type Token } from './tokens.ts';

const nounLike = new Set(
  'hands steps turns points looks watches falls rests runs walks lights rows counts stares ties cuts sets smiles tears plays leaves touches heads dances drinks crosses faces waves floats packs drops kisses bites strikes knocks scrubs braces boots'.split(
    ' ',
  ),
);

/** `her hands`, `the porch steps`, `twenty paces`, `blue scrubs`, `sweeps leaves`: a noun that looks like a verb. */
export const isNounHere = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at] as Token;
  const before = tokens[at - 1];
  const form = actionVerbs.get(token.lower)?.form;
  const isBoth = before?.lower === 'both' && (form === 'participle' || tokens[at - 2]?.lower === 'they' || at === 1);
  if (before === undefined || token.gap !== ' ' || isBoth) return false;
  if (
    determiners.has(before.lower) ||
    before.isPossessive ||
    before.lower === 'both' ||
    /(?:teen|ty)$/.test(before.lower)
  )
    return true;
  if (before.lower === 'to') return form === 'third';
  if (prepositions.has(before.lower) && before.lower !== 'like') return form !== 'participle';
  if (form === 'third' && actionVerbs.get(before.lower)?.form === 'third' && nounLike.has(token.lower)) return true;
  if (form === 'base' && before.lower !== 'to' && (wardrobeNouns.has(token.lower) || lookNouns.has(token.lower)))
    return true;
  const isAdjective =
    !before.isCapital &&
    !personNouns.has(before.lower) &&
    !titles.has(before.lower) &&
    !before.lower.endsWith('ly') &&
    !actionVerbs.has(before.lower);
  const clothes =
    wardrobeNouns.has(token.lower) || lookNouns.has(token.lower) || wardrobeNouns.has(token.lower.replace(/s$/, ''));
  if (isAdjective && clothes && (before.gap.includes(',') || determiners.has(tokens[at - 2]?.lower ?? ''))) return true;
  return (
    isAdjective &&
    before.gap === ' ' &&
    determiners.has(tokens[at - 2]?.lower ?? '') &&
    form === 'third' &&
    nounLike.has(token.lower)
  );
};

const starters = new Set('begins begin starts start tries try continues continue turns rushes goes manages'.split(' '));

/** `begins to rise`, `starts to run`. */
export const takesInfinitive = (tokens: readonly Token[], at: number): boolean =>
  tokens[at - 1]?.lower === 'to' && starters.has(tokens[at - 2]?.lower ?? '');

/** A few verbs whose next words change the pose: `falls silent`, `slides down`, `puts his hands in his pockets`. */
export const poseHere = (tokens: readonly Token[], at: number, pose: Pose): Pose => {
  const next = tokens[at + 1]?.lower ?? '';
  const lower = (tokens[at] as Token).lower;
  if (
    /^(?:put|stick|shove|bur|thrust)/.test(lower) &&
    tokens.slice(at, at + 7).some((token) => token.lower.startsWith('pocket'))
  )
    return 'pockets';
  if (/^fall|^drop|^die/.test(lower) && next === 'asleep') return 'lie';
  if (
    /^fall|^drop|^die/.test(lower) &&
    ['silent', 'quiet', 'still', 'in', 'for', 'back', 'away', 'into'].includes(next)
  )
    return 'stand';
  if (/^(?:drop|fall|sink)/.test(lower) && tokens.slice(at, at + 5).some((token) => token.lower.startsWith('knee')))
    return 'kneel';
  if (
    /^(?:turn|hold|rest|set|pass|settle)/.test(lower) &&
    ['back', 'away', 'round', 'around', 'to', 'still'].includes(next)
  )
    return 'stand';
  if (/^turn/.test(lower) && !determiners.has(next) && next !== 'on' && next !== 'off' && next !== 'up') return 'stand';
  if (/^slid/.test(lower) && next === 'down') return 'sit';
  if (/^head/.test(lower) && next !== '' && !prepositions.has(next) && !['back', 'out', 'home', 'off'].includes(next))
    return 'stand';
  return pose;
};
