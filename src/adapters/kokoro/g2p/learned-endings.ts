/**
 * Endings from Greek and Latin that carry the stress of the whole word or push it to the syllable before them
 * (Chomsky and Halle 1968, in a list): demonology, aesthetician, predestination. What stands before is lightened.
 */

const endings: readonly (readonly [letters: string, symbols: string])[] = (
  [
    ['ographies', 'ˈɑɡɹəfiz'],
    ['ographers', 'ˈɑɡɹəfəɹz'],
    ['ographer', 'ˈɑɡɹəfəɹ'],
    ['ographical', 'əɡɹˈæfəkᵊl'],
    ['ographically', 'əɡɹˈæfəkᵊli'],
    ['ographic', 'əɡɹˈæfɪk'],
    ['ography', 'ˈɑɡɹəfi'],
    ['ologists', 'ˈɑləʤɪsts'],
    ['ologist', 'ˈɑləʤɪst'],
    ['ologically', 'əlˈɑʤəkᵊli'],
    ['ological', 'əlˈɑʤəkᵊl'],
    ['ologies', 'ˈɑləʤiz'],
    ['ology', 'ˈɑləʤi'],
    ['ometers', 'ˈɑməɾəɹz'],
    ['ometer', 'ˈɑməɾəɹ'],
    ['ometric', 'əmˈɛtɹɪk'],
    ['ometry', 'ˈɑmətɹi'],
    ['oscopy', 'ˈɑskəpi'],
    ['oscopist', 'ˈɑskəpɪst'],
    ['oscopic', 'əskˈɑpɪk'],
    ['opathy', 'ˈɑpəθi'],
    ['opathist', 'ˈɑpəθɪst'],
    ['otomy', 'ˈɑɾəmi'],
    ['ectomy', 'ˈɛktəmi'],
    ['onomy', 'ˈɑnəmi'],
    ['onomist', 'ˈɑnəmɪst'],
    ['onomic', 'ənˈɑmɪk'],
    ['ocracy', 'ˈɑkɹəsi'],
    ['osophy', 'ˈɑsəfi'],
    ['ophagous', 'ˈɑfəɡəs'],
    ['ogamy', 'ˈɑɡəmi'],
    ['ogenic', 'əʤˈɛnɪk'],
    ['ogenous', 'ˈɑʤənəs'],
    ['osity', 'ˈɑsəɾi'],
    ['icity', 'ˈɪsəɾi'],
    ['ality', 'ˈæləɾi'],
    ['arity', 'ˈɛɹəɾi'],
    ['ivity', 'ˈɪvəɾi'],
    ['idity', 'ˈɪdəɾi'],
    ['ility', 'ˈɪləɾi'],
    ['unity', 'jˈunəɾi'],
    ['icians', 'ˈɪʃənz'],
    ['ician', 'ˈɪʃən'],
    ['icious', 'ˈɪʃəs'],
    ['acious', 'ˈAʃəs'],
    ['aceous', 'ˈAʃəs'],
    ['ational', 'ˈAʃᵊnᵊl'],
    ['ations', 'ˈAʃənz'],
    ['ation', 'ˈAʃən'],
    ['itions', 'ˈɪʃənz'],
    ['ition', 'ˈɪʃən'],
    ['ution', 'ˈuʃən'],
    ['otion', 'ˈOʃən'],
    ['ection', 'ˈɛkʃən'],
    ['uction', 'ˈʌkʃən'],
    ['iction', 'ˈɪkʃən'],
    ['ension', 'ˈɛnʃən'],
    ['ersion', 'ˈɜɹʒən'],
    ['ision', 'ˈɪʒᵊn'],
    ['usion', 'ˈuʒᵊn'],
    ['ession', 'ˈɛʃən'],
    ['escence', 'ˈɛsᵊns'],
    ['escent', 'ˈɛsᵊnt'],
    ['itis', 'ˈIɾəs'],
    ['osis', 'ˈOsəs'],
    ['emia', 'ˈimiə'],
    ['arian', 'ˈɛɹiən'],
    ['orial', 'ˈɔɹiəl'],
    ['ential', 'ˈɛnʃᵊl'],
    ['istic', 'ˈɪstɪk'],
    ['istics', 'ˈɪstɪks'],
    ['etic', 'ˈɛɾɪk'],
    ['atic', 'ˈæɾɪk'],
    ['otic', 'ˈɑɾɪk'],
    ['omic', 'ˈɑmɪk'],
    ['onic', 'ˈɑnɪk'],
    ['ific', 'ˈɪfɪk'],
    ['eering', 'ˈɪɹɪŋ'],
    ['eer', 'ˈɪɹ'],
    ['esque', 'ˈɛsk'],
    ['ette', 'ˈɛt'],
    ['ical', 'əkᵊl'],
  ] as const
).toSorted((a, b) => b[0].length - a[0].length);

/** Only the main stress of an ending that has none itself falls on the last vowel before it. */
const stressAtEnd = (symbols: string): string => {
  const light = symbols.replace(/ˈ/g, 'ˌ');
  const last = [...light.matchAll(/[ˌ]?[ɑæʌɔWIɛɜAɪiOYʊu]/gu)].at(-1);
  return last === undefined
    ? light
    : `${light.slice(0, last.index)}ˈ${last[0].replace('ˌ', '')}${light.slice(last.index + last[0].length)}`;
};

/** A stress right before the main one is given up: two weights in a row do not stand. */
const lightened = (symbols: string): string => {
  const light = symbols.replace(/ˈ/g, 'ˌ');
  const syllables = light.match(/[ˌ]?[ɑæʌɔWIɛɜAɪiOYʊuəᵊᵻ]/gu) ?? [];
  if (syllables.length === 0) return light;
  // The last syllable before the ending is weak unless it is the only one.
  return syllables.length > 1 && syllables.at(-1)?.startsWith('ˌ') ? light.replace(/ˌ(?=[^ˌ]*$)/u, '') : light;
};

/** The word with a learned ending; `say` gives the sounds of what stands before it. */
export const byLearnedEnding = (word: string, say: (stem: string) => string | undefined): string | undefined => {
  const found = endings.find(([letters]) => word.endsWith(letters) && word.length - letters.length >= 2);
  if (found === undefined) return undefined;
  const [letters, symbols] = found;
  const stem = say(word.slice(0, word.length - letters.length));
  if (stem === undefined || stem === '') return undefined;
  return symbols.includes('ˈ') ? lightened(stem) + symbols : stressAtEnd(stem) + symbols;
};
