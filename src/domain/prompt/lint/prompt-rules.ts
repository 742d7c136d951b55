/** Rules that read a prompt's words alone: moves, details, endings, empty words, contradictions. */
import type { LintIssue } from './lint.types.ts';

const at = (match: RegExpMatchArray): { start: number; end: number } => ({
  start: match.index as number,
  end: (match.index as number) + match[0].length,
});

/** Each kind of move once; a person who tilts her head moves no camera. */
const moves: readonly (readonly [string, RegExp])[] = [
  [
    'push-in',
    /\bcamera (?:pushes|dollies) in\b|\bcamera moves in (?:on|to|closer)\b|\bpush[- ]in\b|\bdolly[- ]in\b|\[push in\]/giu,
  ],
  ['pull-out', /\bcamera (?:pulls|dollies) (?:back|out)\b|\bpull[- ](?:out|back)\b|\bdolly[- ]out\b|\[pull out\]/giu],
  ['pan', /\bcamera (?:pans|whip-pans)\b|\bwhip[- ]pan\b|\b(?:slow|fast) pan\b|\[pan (?:left|right)\]/giu],
  ['tilt', /\bcamera tilts\b|\btilt (?:up|down)\b|\[tilt (?:up|down)\]/giu],
  ['truck', /\bcamera trucks\b|\btruck (?:left|right)\b|\[truck (?:left|right)\]/giu],
  ['track', /\bcamera (?:tracks|follows)\b|\btracking shot\b/giu],
  ['crane', /\bcamera (?:cranes|pedestals)\b|\bcrane (?:up|down|shot)\b|\[pedestal (?:up|down)\]/giu],
  ['orbit', /\bcamera (?:orbits|circles|moves in an arc)\b|\borbit(?:ing)? shot\b|\barc shot\b/giu],
  ['zoom', /\b(?:camera|lens) zooms\b|\b(?:snap|crash|slow)[- ]zoom\b|\[zoom (?:in|out)\]/giu],
  ['rack-focus', /\bfocus racks\b|\brack(?:s|ing)? focus\b/giu],
];

export const cameraMoves = (text: string): LintIssue[] => {
  const found = moves.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].slice(0, 1).map((match) => ({ kind, match })),
  );
  const [, second] = found.sort((a, b) => (a.match.index as number) - (b.match.index as number));
  if (second === undefined) return [];
  return [
    {
      rule: 'camera-moves',
      severity: 'warning',
      at: at(second.match),
      message: `The camera does ${found.length} things at once: ${found.map(({ kind }) => kind).join(', ')}.`,
      fix: 'Keep the one move that tells the story and take out the others, or make them shots of their own.',
    },
  ];
};

/** Words that a lens, a microphone or a hand could confirm. */
const concrete: readonly RegExp[] = [
  /\b(?:red|yellow|blue|green|navy|black|white|grey|gray|brown|amber|gold(?:en)?|silver|orange|pink|purple|crimson|teal|olive|cream|burgundy|auburn|blond|rust|plum|charcoal)\b/giu,
  /\b(?:wool|leather|denim|silk|brass|steel|iron|glass|wood(?:en)?|stone|brick|concrete|linen|paper|velvet|rope|rubber|copper|marble)\b/giu,
  /\b(?:rain|snow|fog|mist|wind|storm|dust|smoke|steam|puddle|wet|ice|flour|mud|sand|sweat|tears?)\b/giu,
  /\b(?:lamp|lamplight|moonlight|daylight|sunlight|sun|neon|candle(?:light)?|firelight|practical|backlight|shadows?|silhouette|beam|glow|flicker)\b/giu,
  /\b\d{1,3}mm\b|\b\d{1,3}-year-old\b/giu,
  /\b(?:jaw|knuckles|eyes?|lips|brow|chin|shoulders?|fingers?|hands?|breath|gaze|smile|cheek)\b/giu,
  /\b(?:raincoat|coat|jacket|suit|sweater|shirt|dress|hoodie|apron|uniform|cap|hat|scarf|glasses|beard|moustache|hair)\b/giu,
  /\b(?:table|window|door|console|radio|chair|wall|rail|ramp|stairs|counter|mirror|curtain|bed|desk|car|boat|ferry|tree|water)\b/giu,
  /\b(?:holds?|holding|lifts?|turns?|wipes?|pours?|runs?|walks?|leans?|leaning|reaches|opens?|closes?|presses|kneels|sits?|stands?)\b/giu,
];
export const leastDetails = 3;

/** How many different ones, counted to `leastDetails` and no further. */
const countDetails = (text: string): number => {
  const found = new Set<string>();
  for (const family of concrete) {
    for (const [word] of text.matchAll(family)) {
      found.add(word.toLowerCase());
      if (found.size >= leastDetails) return leastDetails;
    }
  }
  return found.size;
};

export const fewDetails = (text: string): LintIssue[] => {
  const count = countDetails(text);
  // Words of other scripts are not known here, so nothing is held against them.
  if (count >= leastDetails || !/^[\p{ASCII}\p{Script=Latin}\p{P}\p{S}\s]*$/u.test(text)) return [];
  return [
    {
      rule: 'few-details',
      severity: 'warning',
      message: `${count === 0 ? 'Nothing' : count === 1 ? 'One thing' : 'Only two things'} in this prompt can be seen or touched; three concrete details are the least a shot needs.`,
      fix: 'Name a surface or weather, something a body does, and a thing or colour that is in the frame.',
    },
  ];
};

const ending =
  /\b(?:ends? (?:on|with)|final (?:frame|image)|last (?:frame|image)|closes on|comes to rest on|settles on|holds? on)\b/iu;

export const endFrame = (text: string): LintIssue[] =>
  ending.test(text)
    ? []
    : [
        {
          rule: 'no-end-frame',
          severity: 'hint',
          message: 'The prompt does not say what is seen last; the clip will wander to its end.',
          fix: 'Add one sentence: "Ends on …".',
        },
      ];

const lazy =
  /\b(?:masterpiece|stunning|epic|amazing|breathtaking|award[- ]winning|best quality|high quality|ultra[- ]?(?:realistic|detailed|hd)|hyper[- ]?realistic|8k|beautiful lighting|professional(?:ly)?|trending on \w+|dynamic camera|intense moment|powerful scene|cinematic(?! (?:lens|aspect)))\b/giu;

export const emptyWords = (text: string): LintIssue[] =>
  [...text.matchAll(lazy)].map((match) => ({
    rule: 'empty-words',
    severity: 'hint',
    at: at(match),
    message: `"${match[0]}" shows nothing: no lamp, lens or surface follows from it.`,
    fix: 'Say what makes it so: the source of light, the lens, the texture.',
  }));

const told =
  /\b(?:is|are|looks?|feels?|seems?) (?:very |so |deeply |really )?(?:sad|angry|happy|afraid|scared|nervous|worried|lonely|furious|excited|jealous|proud|ashamed|depressed|anxious)\b/giu;

export const toldFeelings = (text: string): LintIssue[] =>
  [...text.matchAll(told)].map((match) => ({
    rule: 'told-feeling',
    severity: 'hint',
    at: at(match),
    message: `"${match[0]}" is a feeling; a model renders bodies.`,
    fix: 'Say what the face, the hands or the breath do.',
  }));

const opposites: readonly (readonly [RegExp, RegExp, string])[] = [
  [/\bextreme close-up\b/iu, /\bextreme wide shot\b/iu, 'an extreme close-up and an extreme wide shot'],
  [
    /\b(?:locked[- ]off|static camera|camera (?:is )?(?:fixed|static)|\[static shot\])/iu,
    /\bhandheld\b|\bcamera (?:pushes|pulls|pans|tilts|trucks|cranes|orbits)\b/iu,
    'a camera that stands still and moves',
  ],
  [
    /\bmidday sun\b|\bbright daylight\b|\bdaylight from high above\b/iu,
    /\bat night\b|\bmoonlight\b/iu,
    'day and night',
  ],
  [/\bshallow depth of field\b/iu, /\bdeep focus\b/iu, 'shallow and deep focus'],
  [/\bfrom a low angle\b/iu, /\bfrom a high angle\b|\bfrom directly overhead\b/iu, 'a low and a high angle'],
];

export const contradictions = (text: string): LintIssue[] =>
  opposites.flatMap(([one, other, words]) => {
    const [a, b] = [one.exec(text), other.exec(text)];
    if (a === null || b === null) return [];
    return [
      {
        rule: 'contradiction' as const,
        severity: 'warning' as const,
        at: at(a.index > b.index ? a : b),
        message: `The prompt asks for ${words}.`,
        fix: 'Decide for one of them.',
      },
    ];
  });

const windows = /[[(]?\b(\d{1,3}(?:\.\d+)?)\s*(?:s|sec)?\s*[-–]\s*(\d{1,3}(?:\.\d+)?)\s*(?:s|sec|seconds)\b[\])]?/giu;
export const shortestWindowSeconds = 3;

export const shortWindows = (text: string): LintIssue[] =>
  [...text.matchAll(windows)]
    .filter(([, from, to]) => Number(to) - Number(from) < shortestWindowSeconds)
    .map((match) => ({
      rule: 'short-window',
      severity: 'warning',
      at: at(match),
      message: `${match[0]} leaves less than ${shortestWindowSeconds} seconds; nothing that small comes out distinct.`,
      fix: `Give every beat at least ${shortestWindowSeconds} seconds, or say only the order.`,
    }));
