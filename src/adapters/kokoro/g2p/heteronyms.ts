/**
 * Words that are spelled alike and said differently, decided by the words beside them. Rules are read top down; the last
 * entry of each list is what the word is when nothing else speaks.
 */

type Neighbours = { readonly before: readonly string[]; readonly after: readonly string[] };
type Reading = { readonly symbols: string; readonly when?: (near: Neighbours) => boolean };

const previous = (...words: readonly string[]) => {
  const set = new Set(words.flatMap((word) => word.split(' ')));
  return ({ before }: Neighbours): boolean => set.has(before.at(-1) ?? '');
};
const following = (...words: readonly string[]) => {
  const set = new Set(words.flatMap((word) => word.split(' ')));
  return ({ after }: Neighbours): boolean => set.has(after[0] ?? '');
};
/** One of the words stands within three before. */
const lately = (...words: readonly string[]) => {
  const set = new Set(words.flatMap((word) => word.split(' ')));
  return ({ before }: Neighbours): boolean => before.slice(-3).some((word) => set.has(word));
};
/** One of the words stands within three after. */
const soon = (...words: readonly string[]) => {
  const set = new Set(words.flatMap((word) => word.split(' ')));
  return ({ after }: Neighbours): boolean => after.some((word) => set.has(word));
};
const either =
  (...tests: readonly ((near: Neighbours) => boolean)[]) =>
  (near: Neighbours): boolean =>
    tests.some((test) => test(near));

const determiners =
  'the a an this that these those my your his her its our their no any some every each one another whose old new first last';
const toOrModal =
  "to will would can could should shall may might must don't didn't doesn't won't can't couldn't wouldn't shouldn't i'll you'll we'll they'll he'll she'll let's do does did gonna wanna please never always";
const pronouns = 'i you we they who';
const perfect =
  "have has had i've you've we've they've hadn't haven't hasn't been was were is are be being he's she's it's never";

/** Noun when a determiner or adjective stands before it, verb after `to` and its kin; `noun` when nothing decides. */
const nounVerb = (noun: string, verb: string, usual: 'noun' | 'verb' = 'noun'): readonly Reading[] => [
  { symbols: verb, when: previous(toOrModal, pronouns) },
  { symbols: noun, when: previous(determiners, 'of in on for with by off') },
  { symbols: usual === 'noun' ? noun : verb },
];

const list: Readonly<Record<string, readonly Reading[]>> = {
  read: [
    {
      symbols: 'ɹˈɛd',
      when: either(
        lately(perfect, 'yesterday already once when'),
        soon('aloud yesterday ago already'),
        previous('he she it'),
      ),
    },
    { symbols: 'ɹˈid' },
  ],
  lead: [
    {
      symbols: 'lˈɛd',
      when: either(
        following('pipe pipes paint bullet bullets weight weights pencil poisoning'),
        previous('of like molten heavy'),
      ),
    },
    { symbols: 'lˈid' },
  ],
  live: [
    {
      symbols: 'lˈIv',
      when: either(
        previous("a the is are was were go going broadcast on we're it's"),
        following('music show audience wire ammunition ammo rounds round television tv broadcast on-air feed bait'),
      ),
    },
    { symbols: 'lˈɪv' },
  ],
  lives: [
    {
      symbols: 'lˈIvz',
      when: previous(determiners, "their our save saved saving many two three of people's past other both human"),
    },
    { symbols: 'lˈɪvz' },
  ],
  wind: [
    { symbols: 'wˈInd', when: either(following('up down it the back around'), previous('to')) },
    { symbols: 'wˈɪnd' },
  ],
  winds: [
    { symbols: 'wˈIndz', when: either(following('up down'), previous('road it he she path')) },
    { symbols: 'wˈɪndz' },
  ],
  wound: [
    { symbols: 'wˈWnd', when: either(following('up down around'), previous('he she they i we tightly')) },
    { symbols: 'wˈund' },
  ],
  tear: [
    {
      symbols: 'tˈɛɹ',
      when: either(
        previous(toOrModal, pronouns, 'and wear'),
        following('it up down apart off open in this that him her them us you me the'),
      ),
    },
    { symbols: 'tˈɪɹ' },
  ],
  tears: [
    { symbols: 'tˈɛɹz', when: either(following('it up down apart off open through at the'), previous('he she it')) },
    { symbols: 'tˈɪɹz' },
  ],
  close: [
    {
      symbols: 'klˈOs',
      when: either(
        previous(
          "so too very that this how as get gets got stay come comes came stays keep keeps kept was is are were be been's a real",
        ),
        following('to enough by call friend friends behind up together range'),
      ),
    },
    { symbols: 'klˈOz' },
  ],
  bow: [
    { symbols: 'bˈO', when: either(previous('a an long cross the red pink'), following('and tie')) },
    { symbols: 'bˈW' },
  ],
  row: [{ symbols: 'ɹˈO' }],
  bass: [{ symbols: 'bˈæs', when: either(following('fishing boat'), previous('sea largemouth')) }, { symbols: 'bˈAs' }],
  dove: [
    {
      symbols: 'dˈOv',
      when: either(following('in into off under down for headfirst'), previous('he she i we they it')),
    },
    { symbols: 'dˈʌv' },
  ],
  sow: [{ symbols: 'sˈW', when: previous(determiners) }, { symbols: 'sˈO' }],
  minute: [{ symbols: 'mˈɪnət' }],
  desert: nounVerb('dˈɛzəɹt', 'dəzˈɜɹt'),
  record: nounVerb('ɹˈɛkəɹd', 'ɹəkˈɔɹd'),
  records: nounVerb('ɹˈɛkəɹdz', 'ɹəkˈɔɹdz'),
  present: [{ symbols: 'pɹəzˈɛnt', when: previous(toOrModal) }, { symbols: 'pɹˈɛzᵊnt' }],
  object: nounVerb('ˈɑbʤɛkt', 'əbʤˈɛkt'),
  objects: nounVerb('ˈɑbʤɛkts', 'əbʤˈɛkts'),
  project: nounVerb('pɹˈɑʤˌɛkt', 'pɹəʤˈɛkt'),
  produce: nounVerb('pɹˈOdˌus', 'pɹədˈus', 'verb'),
  permit: nounVerb('pˈɜɹmˌɪt', 'pəɹmˈɪt'),
  subject: nounVerb('sˈʌbʤɛkt', 'səbʤˈɛkt'),
  conduct: nounVerb('kˈɑndˌʌkt', 'kəndˈʌkt', 'verb'),
  conflict: nounVerb('kˈɑnflˌɪkt', 'kənflˈɪkt'),
  contest: nounVerb('kˈɑntˌɛst', 'kəntˈɛst'),
  contract: nounVerb('kˈɑntɹˌækt', 'kəntɹˈækt'),
  convert: nounVerb('kˈɑnvˌɜɹt', 'kənvˈɜɹt', 'verb'),
  convict: nounVerb('kˈɑnvˌɪkt', 'kənvˈɪkt'),
  increase: nounVerb('ˈɪnkɹˌis', 'ɪnkɹˈis', 'verb'),
  decrease: nounVerb('dˈikɹˌis', 'dəkɹˈis', 'verb'),
  insult: nounVerb('ˈɪnsˌʌlt', 'ɪnsˈʌlt'),
  invalid: [{ symbols: 'ˈɪnvəlɪd', when: previous('an the old') }, { symbols: 'ɪnvˈæləd' }],
  perfect: [{ symbols: 'pəɹfˈɛkt', when: previous('to') }, { symbols: 'pˈɜɹfəkt' }],
  rebel: nounVerb('ɹˈɛbᵊl', 'ɹəbˈɛl'),
  refuse: [{ symbols: 'ɹˈɛfjˌus', when: previous('the of') }, { symbols: 'ɹəfjˈuz' }],
  reject: nounVerb('ɹˈiʤˌɛkt', 'ɹəʤˈɛkt', 'verb'),
  suspect: nounVerb('sˈʌspˌɛkt', 'səspˈɛkt'),
  torment: nounVerb('tˈɔɹmˌɛnt', 'tɔɹmˈɛnt'),
  transfer: nounVerb('tɹˈænsfˌɜɹ', 'tɹænsfˈɜɹ'),
  transport: nounVerb('tɹˈænspˌɔɹt', 'tɹænspˈɔɹt'),
  upset: nounVerb('ʌpsˈɛt', 'ʌpsˈɛt'),
  escort: nounVerb('ˈɛskˌɔɹt', 'ɛskˈɔɹt'),
  content: [{ symbols: 'kˈɑntˌɛnt', when: previous('the of this that') }, { symbols: 'kəntˈɛnt' }],
  console: nounVerb('kˈɑnsˌOl', 'kənsˈOl'),
  entrance: [{ symbols: 'ˈɛntɹəns' }],
  attribute: nounVerb('ˈætɹəbjˌut', 'ətɹˈɪbjut'),
  abuse: nounVerb('əbjˈus', 'əbjˈuz'),
  excuse: nounVerb('ɪkskjˈus', 'ɪkskjˈuz', 'verb'),
  house: [{ symbols: 'hˈWz', when: previous('to') }, { symbols: 'hˈWs' }],
  use: [{ symbols: 'jˈus', when: previous("the no of any good in some what's much") }, { symbols: 'jˈuz' }],
  used: [{ symbols: 'jˈust', when: following('to') }, { symbols: 'jˈuzd' }],
  separate: [{ symbols: 'sˈɛpəɹˌAt', when: previous(toOrModal, pronouns) }, { symbols: 'sˈɛpɹət' }],
  moderate: [{ symbols: 'mˈɑdəɹˌAt', when: previous('to') }, { symbols: 'mˈɑdəɹət' }],
  deliberate: [{ symbols: 'dəlˈɪbəɹˌAt', when: previous(toOrModal) }, { symbols: 'dəlˈɪbəɹət' }],
  estimate: [{ symbols: 'ˈɛstəmət', when: previous(determiners) }, { symbols: 'ˈɛstəmˌAt' }],
  graduate: [{ symbols: 'ɡɹˈæʤuət', when: previous(determiners) }, { symbols: 'ɡɹˈæʤuˌAt' }],
  alternate: [{ symbols: 'ˈɔltəɹnət', when: previous(determiners) }, { symbols: 'ˈɔltəɹnˌAt' }],
  duplicate: [{ symbols: 'dˈupləkət', when: previous(determiners) }, { symbols: 'dˈupləkˌAt' }],
  advocate: [{ symbols: 'ˈædvəkət', when: previous(determiners) }, { symbols: 'ˈædvəkˌAt' }],
  polish: [{ symbols: 'pˈɑlɪʃ' }],
  does: [{ symbols: 'dˈʌz' }],
  resume: [{ symbols: 'ɹˈɛzəmˌA', when: previous('a my your his her the') }, { symbols: 'ɹəzˈum' }],
  number: [{ symbols: 'nˈʌmbəɹ' }],
  primer: [{ symbols: 'pɹˈIməɹ' }],
  putting: [{ symbols: 'pˈʊɾɪŋ' }],
  buffet: [{ symbols: 'bəfˈA' }],
  moped: [{ symbols: 'mˈOpˌɛd', when: previous(determiners) }, { symbols: 'mˈOpt' }],
  learned: [{ symbols: 'lˈɜɹnᵻd', when: following('man men scholar colleague friend') }, { symbols: 'lˈɜɹnd' }],
  blessed: [{ symbols: 'blˈɛsᵻd', when: previous('the this that every a') }, { symbols: 'blˈɛst' }],
  aged: [{ symbols: 'ˈAʤᵻd', when: previous('the an') }, { symbols: 'ˈAʤd' }],
};

const readings: ReadonlyMap<string, readonly Reading[]> = new Map(Object.entries(list));

/** How a lower-case word is said between its neighbours (lower case, nearest last before and first after). */
export const heteronym = (word: string, near: Neighbours): string | undefined =>
  readings.get(word)?.find(({ when }) => when === undefined || when(near))?.symbols;
