/**
 * Words that carry feeling. Emotions belong to a line of speech, moods to a scene. A word before a bar counts once, after
 * it twice. Endings are folded (see feeling.ts), so the base form is enough.
 */
import type { Emotion, Mood } from '../breakdown.types.ts';

type Weighted<K extends string> = ReadonlyMap<string, readonly (readonly [K, number])[]>;

const weighted = <K extends string>(lists: Readonly<Partial<Record<K, string>>>): Weighted<K> => {
  const table = new Map<string, (readonly [K, number])[]>();
  for (const key of Object.keys(lists) as K[]) {
    const [once = '', twice = ''] = (lists[key] as string).split('|');
    for (const [words, weight] of [
      [once, 1],
      [twice, 2],
    ] as const) {
      for (const word of words.trim().split(/\s+/)) {
        if (word !== '') table.set(word, [...(table.get(word) ?? []), [key, weight]]);
      }
    }
  }
  return table;
};

/** In what is said. */
export const emotionWords: Weighted<Emotion> = weighted<Emotion>({
  joy: `glad happy good great fun funny laugh smile sun dance sing party win won perfect finally yes hurray nice enjoy lucky bravo
    best welcome celebrate congratulations cheers cake | wonderful fantastic delighted hooray yay brilliant excellent joy hilarious ecstatic`,
  sadness: `sad sorry miss lost gone lonely alone cry tear goodbye never empty grave funeral leave left died death regret forgive
    buried remember bye broken | grief mourn heartbroken weep miserable widow dead hopeless`,
  anger: `damn hell stupid idiot fool liar lie blame enough shut dare wrong fault objection nonsense ridiculous coward thief cheat
    bastard lawyer fire mad stop | hate furious angry rage bloody fuck fucking shit kill traitor bitch asshole disgusting despise`,
  fear: `afraid fear scared run hide hurry danger dangerous blood gun kill monster wolf ghost trapped alarm poison fire careful
    behind help | terrified terror panic horror nightmare please-no scream`,
  wonder: `look star light miracle magic impossible incredible believe dream sky beautiful strange universe moon imagine wow wonder
    | amazing astonishing extraordinary awe magnificent unbelievable`,
  tenderness: `dear love darling sweetheart honey child baby gentle sleep home heart kiss hold safe hush mother father family
    together grandmother mama papa | beloved adore cherish`,
  determination: `must will ready promise fight never try again now stand together go keep finish swear decide ours order count
    | vow refuse surrender forward attack victory`,
  unease: `strange odd weird wrong quiet wait hear heard who what-if wonder maybe dark cold noise nobody nothing closed secret careful
    shadow watching watched | suspicious uneasy creepy eerie sinister`,
});

/** In brackets under a name: nearly an order. */
export const emotionDirections: Weighted<Emotion> = weighted<Emotion>({
  joy: `smile smiling laugh laughing grin grinning beaming happy happily cheerful cheerfully delighted chuckling giggling brightly
    excited excitedly amused joyful proud proudly playful playfully teasing triumphant joking`,
  sadness: `sad sadly crying weeping sobbing tearful tears mournful quiet-grief broken hollow hollowly lost heavy heavily choked
    choking weary tired defeated grieving bitter-sweet regretful ashamed flat dully sighing sigh lonely`,
  anger: `angry angrily furious furiously snapping snaps sharp sharply bitter bitterly irritated annoyed cold
    coldly icy through-teeth teeth hissing growling barking sneering outraged disgusted contempt indignant jumping-up exploding roaring
    sarcastic dry-anger mad glaring`,
  fear: `afraid scared frightened terrified panicking panicked panic nervous nervously trembling shaking screaming screams gasping
    breathless horror horrified shaky stammering stuttering alarmed fearful desperate desperately urgent urgently`,
  wonder: `awed awe amazed astonished wonder wondering staring marvelling marveling stunned disbelief incredulous breathlessly
    dreamily mesmerised surprised`,
  tenderness: `gently gentle softly tender tenderly warm warmly kind kindly loving lovingly soothing comforting affectionate
    intimate fond fondly`,
  determination: `firm firmly determined resolute resolved steady steadily quick quickly commanding ordering calm calmly strong
    strongly stern sternly serious seriously decisive decisively defiant defiantly insisting pressing confident confidently`,
  unease: `uneasy uneasily wary warily hesitant hesitating hesitates unsure suspicious suspiciously careful carefully confused puzzled
    troubled worried worriedly uncertain frowning not-sure doubtful awkward awkwardly embarrassed evasive lying watching`,
});

/** In action and speech together. */
export const moodWords: Weighted<Mood> = weighted<Mood>({
  tender: `love kiss embrace hug gentle softly hold hand warm dear sleep cradle whisper smile tender mother father grandmother together
    promise share offer beside candle anniversary remember | beloved lullaby caress`,
  joyful: `laugh smile sing dance cheer sun party bright celebrate music grin play happy applause cake balloon hooray golden spring
    delighted | wedding joy jubilant rejoice`,
  wonder: `star galaxy magic vast ancient shimmer aurora dream impossible gaze universe moon crystal bloom
    | miracle awe dazzling enchanted wondrous`,
  unease: `shadow flicker creak strange silence still static nobody dark cold fog empty footstep whisper watch closed alone listen
    locked hum odd tremble frozen waits | eerie uneasy ominous sinister lurk`,
  dread: `scream blood dead death knife gun alarm fire crash kill terror horror monster red danger wound corpse explosion trapped ghost
    panic frost knock emergency bone choke drown gunshot pistol shotgun rifle holster scar bullet hostage | terrified murder massacre slaughter demon`,
  grief: `cry tear weep grave funeral mourn sob coffin goodbye gone lost died widow bury empty loss regret | grief sorrow tombstone
    heartbroken`,
  anger: `shout yell slam hurl throw punch fight hit rage furious angry fist argue glare hate liar damn storm smash curse | fury
    betray revenge`,
  resolve: `stand ready march load rise fight decide promise command order steady climb must forward key star badge sword wait count
    | determined resolute vow`,
  comic: `sugar sauce vinegar dinosaur giggle joke silly squeak stumble trip slip clown hiccup burp pigeon tart pizza drip purple
    tiny moustache sneeze tickle tiara cape poke duck embarrassed wobble oops ridiculous custard banana foam jumper lunch | hilarious slapstick absurd`,
});

/** Turns a feeling word around when it stands up to three words before it. */
export const negations = new Set(
  `not no never nothing nobody none without don't doesn't didn't isn't wasn't aren't won't can't couldn't wouldn't shouldn't hardly neither nor stop`.split(
    ' ',
  ),
);

/** How a line is given, from brackets. */
export const deliveryWords: ReadonlyMap<string, 'whisper' | 'shout' | 'soft'> = new Map([
  ...`whisper whispers whispering whispered hushed sotto breath inaudible inaudibly audible mouths mouthing murmur murmurs murmuring undertone`
    .split(' ')
    .map((word) => [word, 'whisper'] as const),
  ...`shout shouts shouting shouted yell yells yelling scream screams screaming call calls calling roar roars roaring bellow bellows
  bellowing loud loudly barks barking hollers hollering cries-out exploding thundering`
    .trim()
    .split(/\s+/)
    .map((word) => [word, 'shout'] as const),
  ...`quiet quietly soft softly gentle gently low tender tenderly calm calmly tired weak weakly faint faintly muttering mutters mumbling
  mumbles hoarse hoarsely breathless half-asleep sleepy sleepily sadly warmly kindly tiny small fragile himself herself themselves myself`
    .trim()
    .split(/\s+/)
    .map((word) => [word, 'soft'] as const),
]);
