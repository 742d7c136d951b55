/** What is said, on the picture: cues in order, their words with times of their own, how the spoken word stands out. */
import { limits } from '../../limits.ts';
import { defaulted, type Fields, given, listShape, objectShape, optional, required } from '../schema/objects.ts';
import { type Place, placeIn } from '../schema/place.ts';
import type { Reading } from '../schema/reading.ts';
import { flagShape, numberShape, textShape, wordShape } from '../schema/scalars.ts';
import { refined, type Shape, type Wrong, wrong } from '../schema/shape.ts';
import { said } from '../schema/words.ts';
import type { WordHighlight } from '../text.types.ts';
import type { CaptionCue, CaptionsClip } from '../timeline.types.ts';
import { colourShape } from '../values/colour.ts';
import { nameShape } from '../values/name.ts';
import { backgroundShape, captionStyle, textStyleShape } from '../values/text-style.ts';
import { timeShape } from '../values/time-value.ts';
import { clipShape } from './clip-fields.ts';

type Stretch = { readonly from: number; readonly to: number };

const fromField = required(timeShape({ below: 'before the clip' }), {
  aliases: ['start'],
  about: 'Counted from the start of the clip.',
});
const toField = required(timeShape({ below: 'before the clip' }), { aliases: ['end'], about: 'Exclusive.' });

/** Tells stretches that are inverted, out of order or over each other. `what` is one of them, `least` how long it must be. */
const inOrder =
  (what: string, least: 0 | 1) =>
  (stretches: readonly (Stretch | Wrong)[], place: Place, reading: Reading): true | Wrong => {
    let isRight = true;
    let before: Stretch | undefined;
    for (const [index, stretch] of stretches.entries()) {
      if (stretch === wrong) continue;
      const problem = misplaced(stretch, before, what, least);
      if (problem) {
        reading.tell(placeIn(place, index), problem);
        isRight = false;
      }
      before = stretch;
    }
    return isRight || wrong;
  };

/** Why a stretch cannot stand after another. */
const misplaced = (
  { from, to }: Stretch,
  before: Stretch | undefined,
  what: string,
  least: 0 | 1,
): string | undefined => {
  if (to < from) return `it ends at frame ${said(to)}, before its start at ${said(from)}; put the end after the start`;
  if (to - from < least) return `it ends where it starts, at frame ${said(to)}; a ${what} lasts at least one frame`;
  if (!before || from >= before.to) return undefined;
  return from < before.from
    ? `it starts at frame ${said(from)}, before the ${what} above it (${said(before.from)}); put them in order`
    : `it starts at frame ${said(from)}, before the ${what} above it ends (${said(before.to)}); end that one sooner`;
};

const wordShapeOfCue = objectShape(
  {
    from: fromField,
    to: toField,
    text: required(textShape({ longest: limits.nameLength, takes: 'a word' }), { aliases: ['word'] }),
  },
  { takes: 'a word {from, to, text}' },
);

const wordsShape = listShape(wordShapeOfCue, {
  takes: 'words {from, to, text}',
  longest: limits.textLength,
  check: inOrder('word', 0),
});

const cueShape: Shape<CaptionCue> = refined(
  objectShape(
    {
      from: fromField,
      to: toField,
      text: required(textShape({ longest: limits.textLength, lines: true, takes: 'what is said' })),
      speaker: optional(nameShape),
      words: optional(wordsShape, { about: 'When each word is spoken, in the order of the text.' }),
    },
    { takes: 'a cue {from, to, text}' },
  ),
  (cue, place, reading) => {
    if (reading.count('items', place) === wrong) return wrong;
    if (!cue.words) return cue;
    const at = placeIn(place, 'words');
    const outside = cue.words.findIndex(({ from, to }) => from < cue.from || to > cue.to);
    return outside < 0
      ? cue
      : reading.tell(
          placeIn(at, outside),
          `lies outside its cue, which is from frame ${cue.from} to ${cue.to}; move it inside`,
        );
  },
);

const cuesShape = listShape(cueShape, {
  takes: 'cues {from, to, text}',
  longest: limits.timelineItems,
  check: inOrder('cue', 1),
});

const highlightShape: Shape<WordHighlight> = objectShape(
  {
    colour: optional(colourShape, { aliases: ['color'] }),
    background: optional(backgroundShape),
    scale: optional(numberShape({ from: 0.1, to: 10 }), { about: '1 = no change.' }),
    mode: defaulted<WordHighlight['mode']>(wordShape(['word', 'fill', 'reveal']), () => 'word', {
      about: 'word: the one being spoken (default); fill: all up to it; reveal: later ones do not show yet.',
    }),
  },
  { takes: 'a highlight {colour, mode, …}' },
);

const fields = {
  cues: required(cuesShape),
  style: optional(textStyleShape(captionStyle), {
    about: 'Default: white with a dark edge, low in the frame; verticalAlign alone moves them to its top or middle.',
  }),
  highlight: optional(highlightShape),
  burn: defaulted(flagShape, () => true, {
    about: 'Whether it is drawn, or only written beside the film; default true.',
  }),
} as const satisfies Fields;

/** What other pictures have; captions are placed and coloured by their style. */
const look = Object.fromEntries(
  ['placement', 'opacity', 'blend', 'filters'].map((name) => [
    name,
    `is nothing that captions have; place and colour them by their style, or put them into a composition and give that the ${name}`,
  ]),
);

/** `kind: "captions"`. Without a length it lasts until its last cue ends. */
export const captionsClip = clipShape<CaptionsClip, typeof fields>(
  'captions',
  fields,
  (read, place, reading) => {
    const last = read.cues.at(-1);
    if (!last && read.duration === undefined && read.sourceRange === undefined)
      return reading.tell(
        placeIn(place, 'cues'),
        'there are none, so that the captions have no length; add cues or a duration',
      );
    return {
      own: {
        cues: read.cues,
        style: read.style ?? captionStyle(reading),
        burn: read.burn,
        ...given(read, ['highlight']),
      },
      name: 'Captions',
      ...(last && { length: last.to - (read.trim ?? 0) }),
    };
  },
  look,
);
