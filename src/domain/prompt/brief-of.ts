/** A planned shot in words: reads out of the script, the cast and the plan all that is concrete about one shot. Pure and deterministic. */
import type { Cast } from '../performance/performance.types.ts';
import type { Beat, Breakdown } from '../screenplay/breakdown.types.ts';
import type { Shot } from '../shot/shot.types.ts';
import { actionWords, readableName, withNames } from './action-text.ts';
import { type Context, contextOf, nameOf } from './brief-context.ts';
import { estimatedSeconds, linesOf } from './brief-lines.ts';
import { handsIn, personOf } from './brief-people.ts';
import { endFrameOf } from './end-frame.ts';
import { placePhrase, placeSounds } from './place-words.ts';
import { asSentence, cutAtWord, listed, plainWords, sentenceStart, tidy } from './plain-words.ts';
import { restingAction } from './resting-action.ts';
import type { BriefLora, BriefReference, ShotBrief } from './shot-brief.types.ts';

export type BriefOptions = {
  /** Of the film: `16:9`. */
  readonly aspect: string;
  /** Time the shot has in the film; left out: estimated from what it covers. */
  readonly durationSeconds?: number;
  /** How the film looks. Left out: defaultStyle. */
  readonly style?: string;
  readonly styleLora?: BriefLora;
  readonly references?: readonly BriefReference[];
  /** Trained faces by character id. */
  readonly loras?: Readonly<Record<string, BriefLora>>;
  /** Neighbours in the plan; those of other scenes are left out. */
  readonly before?: Shot;
  readonly after?: Shot;
};

/** A look that suits any script: nothing in it needs explaining to a model. */
export const defaultStyle = 'Live-action film, naturalistic, real skin and fabric texture, fine 35mm film grain';

const longestStyle = 240;
const longestCard = 200;
const mostProps = 4;
const mostDressing = 5;
const mostSounds = 4;

const actionBeatsOf = ({ shot, beats }: Context): { readonly beat: Beat; readonly text: string }[] =>
  shot.covers.flatMap((cover) => {
    const beat = cover.kind === 'speech' || cover.beatId === undefined ? undefined : beats.get(cover.beatId);
    if (cover.kind !== 'action' || beat?.kind !== 'action') return [];
    return [{ beat, text: cover.text ?? beat.text }];
  });

/** An insert's own words (`THE RADIO DIAL`) tell more than the noun that the painter knows. */
const propsOf = ({ shot, beats }: Context): string[] => {
  const asked = shot.covers
    .map((cover) => (cover.kind === 'action' ? beats.get(cover.beatId) : undefined))
    .find((beat) => beat?.kind === 'camera' && beat.direction === 'insert' && shot.framing === 'insert');
  const words =
    asked?.kind === 'camera'
      ? tidy(
          plainWords(asked.text)
            .toLowerCase()
            .replace(/^(?:on )?(?:the|an?) /u, ''),
        )
      : '';
  const props = shot.props.map((prop) => plainWords(prop).toLowerCase()).filter((prop) => prop !== '');
  const named = words === '' || words.length > 50 ? props : [words, ...props.filter((prop) => !words.includes(prop))];
  return [...new Set(named)].slice(0, mostProps);
};

const neighbourWords = (context: Context, shot: Shot | undefined): string | undefined => {
  if (shot === undefined || shot.sceneId !== context.shot.sceneId) return undefined;
  const beats = actionBeatsOf({ ...context, shot });
  const first = beats.flatMap(({ text }) => actionWords(text, context.breakdown).sentences)[0];
  if (first !== undefined) return cutAtWord(first, 160);
  const who = shot.figures.map(({ characterId }) => nameOf(context, characterId));
  return who.length === 0 ? undefined : asSentence(`${listed(who.slice(0, 3))} in the same place`);
};

const seenByOf = (context: Context): string | undefined =>
  context.shot.framing === 'pov'
    ? context.breakdown.characters
        .map(({ id }) => nameOf(context, id))
        .find((name) =>
          new RegExp(`\\b${name.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}\\b`, 'iu').test(context.shot.role),
        )
    : undefined;

/**
 * The shot in words. People without a look in the cast are described by what the script says of them. The same arguments give the same brief.
 */
export const briefOf = (shot: Shot, breakdown: Breakdown, cast: Cast, options: BriefOptions): ShotBrief => {
  const context = contextOf(shot, breakdown, cast);
  const staged = shot.figures.map((figure) => personOf(context, figure, options.loras?.[figure.characterId]));
  const lines = linesOf(context);
  const seen = actionBeatsOf(context);
  const read = seen.map(({ text }) => actionWords(text, breakdown));
  const said = read.flatMap(({ sentences }) => sentences);
  const people = [
    ...staged,
    ...handsIn(
      context,
      seen.map(({ beat }) => beat),
      said,
    ),
  ];
  const sounds = [...new Set(read.flatMap((words) => words.sounds))];
  const seenProps = propsOf(context).filter((prop) => !sounds.includes(prop));
  const action = withNames(said, people);
  const names = breakdown.characters.map(({ name }) => readableName(name));
  const place = {
    name: placePhrase(shot.place.name, names),
    interior: shot.place.interior,
    dressing: [...new Set(shot.place.dressing.map((thing) => plainWords(thing).toLowerCase()))]
      .filter((thing) => thing !== '' && !shot.place.name.toLowerCase().includes(thing))
      .slice(0, mostDressing),
  };
  // An insert shows some thing: when the script's is a mere sound, the nearest thing of the place.
  const props = seenProps.length === 0 && shot.framing === 'insert' ? place.dressing.slice(0, 1) : seenProps;
  const seenBy = seenByOf(context);
  const camera = {
    size: shot.size,
    framing: shot.framing,
    angle: shot.angle,
    lensMm: shot.lensMm,
    move: shot.movement,
    ...(seenBy === undefined ? {} : { seenBy }),
  };
  const style = cutAtWord(plainWords(options.style ?? defaultStyle, false), longestStyle);
  const before = neighbourWords(context, options.before);
  const after = neighbourWords(context, options.after);
  const isNight = shot.place.timeOfDay === 'night' || shot.place.timeOfDay === 'evening';
  return {
    shotId: shot.id,
    number: shot.number,
    people,
    action: action.length > 0 ? action : [restingAction(shot, people, lines, props, place.name)],
    place,
    timeOfDay: shot.place.timeOfDay,
    weather: shot.place.weather,
    mood: shot.place.mood,
    camera,
    props,
    lines,
    effects: sounds.slice(0, mostSounds),
    ambience: placeSounds(place.name, place.interior, shot.place.weather, isNight),
    durationSeconds: options.durationSeconds ?? estimatedSeconds(shot, lines),
    aspect: options.aspect,
    style: style === '' ? defaultStyle : sentenceStart(style),
    ...(options.styleLora === undefined ? {} : { styleLora: options.styleLora }),
    references: options.references ?? [],
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    endFrame: endFrameOf({ people, props, camera, place, lines }),
    ...(shot.card === undefined ? {} : { card: cutAtWord(plainWords(shot.card, false), longestCard) }),
  };
};
