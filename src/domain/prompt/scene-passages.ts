/** Passages about everything but people: what is framed, what happens, where, in which light, how the camera moves, how it ends. */
import {
  angleWords,
  type Calling,
  framedWords,
  framesPlace,
  inViewWords,
  lensWords,
  moveSentence,
  moveShort,
} from './camera-words.ts';
import { lightSentence, lightShort, moodSentence, showsHour, timeWords, weatherSentence } from './light-words.ts';
import type { DialectWriting, Passage, PassageForm, PassageKind, Purpose } from './passage.types.ts';
import { asSentence, cutAtWord, listed, plainWords, sentenceStart, withArticle } from './plain-words.ts';
import { ranks } from './ranks.ts';
import type { ShotBrief } from './shot-brief.types.ts';

const passage = (kind: PassageKind, ...forms: readonly (PassageForm | undefined)[]): Passage => ({
  id: kind,
  kind,
  forms: forms.filter((form) => form !== undefined),
});
const first = (text: string): PassageForm => ({ text, rank: 0 });
const then = (text: string, rank: number): PassageForm => ({ text, rank });
const gone = (rank: number): PassageForm => ({ text: '', rank });

const onPlaces =
  /\b(deck|corner|street|road|highway|beach|shore|rooftop|roof|pier|dock|bridge|balcony|porch|platform|island|mountain|hill|cliff|stage|terrace|steps|stairs|path|trail|bench|ship|boat|ferry)$/iu;
const atPlaces = /\b(harbou?r|station|airport|lake|river|riverbank|sea|gate|crossing|bus stop|window|door|counter)$/iu;

/** `in a ferry wheelhouse`, `on a street corner`, `at a harbour`. */
export const inPlace = (name: string, interior: boolean): string => {
  const head = name.split(',')[0] ?? name;
  if (!interior && onPlaces.test(head)) return `on ${name}`;
  return atPlaces.test(head) ? `at ${name}` : `in ${name}`;
};

export const openerPassage = (brief: ShotBrief, call: Calling): Passage => {
  const framed = framedWords(brief, call);
  const inView = inViewWords(brief, call);
  const angle = brief.camera.angle === 'eye' ? '' : `, ${angleWords[brief.camera.angle]}`;
  const where = framesPlace(brief) ? '' : ` ${inPlace(brief.place.name, brief.place.interior)}`;
  const when = showsHour(brief) ? ` ${timeWords[brief.timeOfDay]}` : '';
  return passage(
    'opener',
    first(`${framed}${where}${when}${inView}${angle}.`),
    then(`${framed}${where}${inView}.`, ranks.openerShorter),
    gone(ranks.opener),
  );
};

/** Share of a prompt, and characters, that the action may take before anything else gives way; a few seconds hold no more. */
const mostOfPrompt = 0.45;
const mostAction = 700;
const clauseLengths = [1200, 900, 700, 500, 400, 300, 200, 140, 100, 70];

/**
 * All sentences, then fewer and fewer from the end, then the first one cut where a clause or a word ends. What is more than a shot can hold goes
 * before anything else does; the rest goes last.
 */
export const actionPassage = (sentences: readonly string[], limit: number): Passage => {
  const texts = [sentences.join(' ')];
  for (let count = sentences.length - 1; count >= 1; count--) texts.push(sentences.slice(0, count).join(' '));
  const only = sentences[0] ?? '';
  for (const most of clauseLengths) if (only.length > most) texts.push(cutSentence(only, most));
  const room = Math.min(mostAction, limit * mostOfPrompt);
  const forms = texts.map((text, index): PassageForm => {
    const before = texts[index - 1];
    if (before === undefined) return first(text);
    if (before.length > room) return then(text, ranks.actionExcess);
    return then(text, text.length < only.length ? ranks.actionClause : ranks.actionSentence);
  });
  return passage('action', ...forms);
};

/** At a comma when one is near enough, else after a word; never behind one that needs another. */
const cutSentence = (sentence: string, most: number): string => {
  const cut = cutAtWord(sentence, most - 1);
  const comma = Math.max(cut.lastIndexOf(', '), cut.lastIndexOf('; '), cut.lastIndexOf(' — '));
  const whole = comma > most * 0.6 ? cut.slice(0, comma) : cut;
  return asSentence(
    whole.replace(
      /(?:\s+(?:and|or|but|with|the|an?|of|to|in|on|at|for|from|his|her|their|as|that|which|who|into))+$/iu,
      '',
    ),
  );
};

/** There is but one of it in a picture. */
const waters = /^(?:sea|ocean|river|water|lake|harbou?r|shore|ground|floor|ceiling)$/u;

export const placePassage = (brief: ShotBrief): Passage => {
  const { camera, place, props } = brief;
  const isClose = camera.size === 'CU' || camera.size === 'ECU' || camera.size === 'INSERT';
  const said = brief.action.join(' ').toLowerCase();
  const held = brief.people.map(({ holds }) => holds);
  const skies = /^(?:sun|moon|star|stars|sky|rain|snow|cloud|clouds|horizon)$/u;
  const things = [
    ...(camera.framing === 'insert' || camera.framing === 'pov' ? [] : props.filter((prop) => !held.includes(prop))),
    ...(isClose ? [] : place.dressing),
  ].filter((thing, index, all) => !said.includes(thing) && !skies.test(thing) && all.indexOf(thing) === index);
  const words =
    things.length === 0
      ? ''
      : `In the background: ${listed(things.map((thing) => (waters.test(thing) ? `the ${thing}` : withArticle(thing))))}.`;
  return passage('place', first(words), gone(ranks.dressing));
};

export const weatherPassage = (brief: ShotBrief, purpose: Purpose): Passage => {
  const { size } = brief.camera;
  const isUnseen = brief.place.interior && (size === 'CU' || size === 'ECU' || size === 'INSERT');
  const words = isUnseen ? '' : (weatherSentence(brief) ?? '');
  const short = words === '' ? '' : asSentence(words.split(',')[0] ?? '');
  // A still that is handed over shows the wet ground already; what moves is the rain. Behind a window weather is a detail, outside it is the picture.
  const full = purpose === 'animate' ? short : words;
  return brief.place.interior
    ? passage('weather', first(full), gone(ranks.weatherInside))
    : passage('weather', first(full), then(short, ranks.weatherShorter), gone(ranks.weather));
};

export const cameraPassage = (brief: ShotBrief, writing: DialectWriting, call: Calling): Passage => {
  const { move } = brief.camera;
  const faces = brief.people.filter(({ seen }) => seen === 'face');
  const only = faces.length === 1 ? faces[0] : undefined;
  const towards =
    only !== undefined
      ? call(only)
      : brief.camera.framing === 'insert' && brief.props[0] !== undefined
        ? `the ${brief.props[0]}`
        : undefined;
  const own = writing.camera?.(move);
  if (own !== undefined) return passage('camera', first(own), then(own, ranks.cameraShorter), gone(ranks.camera));
  return passage(
    'camera',
    first(moveSentence(move, towards)),
    then(moveShort(move), ranks.cameraShorter),
    gone(ranks.camera),
  );
};

export const lensPassage = (brief: ShotBrief): Passage =>
  passage('lens', first(asSentence(lensWords(brief))), gone(ranks.lens));

/** `Red light.` `Blue light in the window.` `Blazing sun.`: the script lights the scene itself. */
const tellsLight =
  /^(?!(?:the|an?|his|her|their|one)\s)(?:\p{L}+[ -]){0,2}(?:light|lights|lamplight|candlelight|firelight|moonlight|sunlight|daylight|darkness|sun|glow)\b/iu;

export const lightPassage = (brief: ShotBrief): Passage =>
  brief.action.some((sentence) => tellsLight.test(sentence))
    ? passage('light', first(''))
    : passage('light', first(lightSentence(brief)), then(lightShort(brief), ranks.lightShorter), gone(ranks.light));

export const moodPassage = (brief: ShotBrief): Passage =>
  passage('mood', first(moodSentence(brief) ?? ''), gone(ranks.mood));

export const stylePassage = (brief: ShotBrief, isTriggered: boolean): Passage => {
  const trigger = isTriggered && brief.styleLora !== undefined ? `${brief.styleLora.triggerWord} style. ` : '';
  const short = brief.style.split(/[,;.]/u)[0] ?? brief.style;
  return passage(
    'style',
    first(`${trigger}${asSentence(brief.style)}`),
    short === brief.style ? undefined : then(`${trigger}${asSentence(short)}`, ranks.styleShorter),
    trigger === '' ? gone(ranks.style) : then(trigger.trim(), ranks.style),
  );
};

/** What a person adds in their own words. */
export const extraPassage = (words: string | undefined): Passage =>
  passage('extra', first(words === undefined ? '' : asSentence(cutAtWord(plainWords(words), 400))), gone(ranks.extra));

export const continuityPassage = (brief: ShotBrief): Passage =>
  passage(
    'continuity',
    first(
      brief.before === undefined && brief.after === undefined
        ? ''
        : 'Light, clothes and weather match the shots before and after it in the same scene.',
    ),
    gone(ranks.continuity),
  );

export const endPassage = (brief: ShotBrief): Passage =>
  passage('end', first(asSentence(`Ends on ${brief.endFrame}`)), gone(ranks.end));

export const guardsPassage = (writing: DialectWriting, hasNegative: boolean): Passage =>
  passage('guards', first(hasNegative ? '' : (writing.guards ?? '')), gone(ranks.guards));

/** Room for the words that the timeline lays over the picture, or the words themselves where they are wished in it. */
export const cardPassage = (brief: ShotBrief, writing: DialectWriting, isShown: boolean): Passage => {
  if (brief.card === undefined) return passage('card', first(''));
  const words = isShown
    ? (writing.card?.(brief.card) ??
      `The words "${brief.card}" stand in the middle of the frame in clean white letters.`)
    : 'The middle of the frame stays calm and empty, so that a title can be laid over it.';
  return passage('card', first(sentenceStart(words)), gone(isShown ? ranks.dialogue : ranks.card));
};
