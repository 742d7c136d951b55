/** A planned shot in words: reads out of the script, the cast and the plan all that is concrete about one shot. Pure and deterministic. */
import type { Cast } from '../performance/performance.types.ts';
import type { Beat, Breakdown, Character, Scene, SpeechPart } from '../screenplay/breakdown.types.ts';
import type { Shot, ShotCover, StagedFigure } from '../shot/shot.types.ts';
import { actionWords, readableName, withNames } from './action-text.ts';
import { endFrameOf } from './end-frame.ts';
import { identityText, unknownIdentity, wornBy } from './identity.ts';
import { placePhrase, placeSounds } from './place-words.ts';
import { asSentence, cutAtWord, listed, plainWords, sentenceStart, tidy, visibleText } from './plain-words.ts';
import type { BriefLine, BriefLora, BriefPerson, BriefReference, ShotBrief } from './shot-brief.types.ts';

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

type Context = {
  readonly shot: Shot;
  readonly scene: Scene | undefined;
  readonly beats: ReadonlyMap<string, Beat>;
  readonly breakdown: Breakdown;
  readonly cast: Cast;
  readonly characters: ReadonlyMap<string, Character>;
};

const contextOf = (shot: Shot, breakdown: Breakdown, cast: Cast): Context => {
  const scene = breakdown.scenes.find(({ id }) => id === shot.sceneId);
  return {
    shot,
    scene,
    beats: new Map(scene?.beats.map((beat) => [beat.id, beat])),
    breakdown,
    cast,
    characters: new Map(breakdown.characters.map((character) => [character.id, character])),
  };
};

const nameOf = ({ characters }: Context, id: string): string => {
  const name = readableName(characters.get(id)?.name ?? id);
  return name === '' ? 'Somebody' : name;
};

const identityOf = (context: Context, id: string): BriefPerson['identity'] => {
  const character = context.characters.get(id);
  const look = context.cast.members.find(({ characterId }) => characterId === id)?.look;
  if (look === undefined) return unknownIdentity(character?.gender ?? 'unknown', character?.age);
  return identityText(look, character ?? { description: [] }, wornBy(context.breakdown, id));
};

const genderOf = (context: Context, id: string): BriefPerson['gender'] =>
  context.cast.members.find(({ characterId }) => characterId === id)?.look?.gender ??
  context.characters.get(id)?.gender ??
  'unknown';

const personOf = (context: Context, figure: StagedFigure, lora: BriefLora | undefined): BriefPerson => {
  const holds = figure.holds === undefined ? '' : plainWords(figure.holds);
  return {
    characterId: figure.characterId,
    name: nameOf(context, figure.characterId),
    gender: genderOf(context, figure.characterId),
    identity: identityOf(context, figure.characterId),
    seen: figure.facing === 'away' ? 'behind' : 'face',
    screenX: figure.screenX,
    depth: figure.depth,
    facing: figure.facing,
    pose: figure.pose,
    emotion: figure.emotion,
    emotionStrength: figure.emotionStrength,
    ...(holds === '' ? {} : { holds }),
    hasShutEyes: figure.eyes === 'shut',
    ...(lora === undefined ? {} : { lora }),
  };
};

const handWords = /\b(hands?|thumbs?|fingers?|fingertips?|palms?|knuckles?|wrists?)\b/iu;

/** Whose hands an insert shows, when the action says that there are hands. */
const handsIn = (context: Context, actionBeats: readonly Beat[], sentences: readonly string[]): BriefPerson[] => {
  const { shot } = context;
  if (shot.framing !== 'insert' || shot.figures.length > 0 || !sentences.some((text) => handWords.test(text)))
    return [];
  const owner = actionBeats.flatMap((beat) => (beat.kind === 'action' ? beat.characters : []))[0];
  if (owner === undefined) return [];
  const figure = {
    characterId: owner,
    screenX: 0,
    depth: 0,
    facing: 'camera',
    pose: 'stand',
    gaze: { x: 0, y: 0 },
  } as const;
  return [{ ...personOf(context, { ...figure, emotion: 'neutral', emotionStrength: 0 }, undefined), seen: 'hands' }];
};

const partOf = (context: Context, cover: Extract<ShotCover, { kind: 'speech' }>) => {
  const beat = context.beats.get(cover.beatId);
  const part = beat?.kind === 'speech' ? beat.parts.find(({ id }) => id === cover.partId) : undefined;
  return beat?.kind === 'speech' && part !== undefined ? { beat, part } : undefined;
};

/** The sentences of a part that are heard in this shot. */
const heardText = (part: SpeechPart, from: number, to: number): string => {
  const first = part.sentences[from];
  const last = part.sentences[Math.min(to, part.sentences.length) - 1];
  return first === undefined || last === undefined ? part.text : part.text.slice(first.start, last.end);
};

const linesOf = (context: Context): BriefLine[] =>
  context.shot.covers.flatMap((cover): BriefLine[] => {
    if (cover.kind !== 'speech') return [];
    const found = partOf(context, cover);
    if (found === undefined) return [];
    const { beat, part } = found;
    const text = visibleText(heardText(part, cover.fromSentence, cover.toSentence));
    if (!/[\p{L}\p{N}]/u.test(text)) return [];
    const direction = part.parenthetical === undefined ? '' : cutAtWord(plainWords(part.parenthetical), 60);
    return [
      {
        characterId: beat.characterId,
        speaker: nameOf(context, beat.characterId),
        gender: genderOf(context, beat.characterId),
        text,
        emotion: part.emotion,
        emotionStrength: part.emotionStrength,
        delivery: part.delivery,
        channel: beat.channel,
        onScreen: cover.onScreen,
        ...(direction === '' || cover.fromSentence > 0 ? {} : { direction }),
      },
    ];
  });

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

const stands: Readonly<Record<BriefPerson['pose'], string>> = {
  stand: 'stands',
  walk: 'walks',
  run: 'runs',
  sit: 'sits',
  reach: 'reaches out',
  lean: 'leans',
  kneel: 'kneels',
  point: 'points',
  lie: 'lies',
  pockets: 'stands, hands in pockets,',
};

const speaks = ({ delivery }: BriefLine): string =>
  delivery === 'shout' ? 'shouts' : delivery === 'whisper' ? 'whispers' : 'speaks';

/** What is to be seen where the script describes nothing: people talk, listen or are there; a thing or a place rests. */
const restingAction = (
  { shot }: Context,
  people: readonly BriefPerson[],
  lines: readonly BriefLine[],
  props: readonly string[],
  place: string,
): string => {
  const first = lines.find(
    ({ onScreen, characterId }) => onScreen && people.some((person) => person.characterId === characterId),
  );
  const faces = people.filter(({ seen }) => seen === 'face');
  if (first !== undefined) {
    const listener = people.find(({ characterId, seen }) => characterId !== first.characterId && seen !== 'hands');
    const doing =
      first.direction !== undefined && first.delivery === 'normal' && /^\p{Ll}+ing\b/u.test(first.direction);
    const verb = speaks(first);
    const also = doing ? `, ${first.direction}` : '';
    if (listener !== undefined) return `${first.speaker} ${verb} to ${listener.name}${also}.`;
    const facing = faces.find(({ characterId }) => characterId === first.characterId)?.facing;
    const looks = facing === 'left' || facing === 'right' ? `looks off to frame ${facing}` : 'looks straight ahead';
    return `${first.speaker} ${doing ? verb : `${looks} and ${verb}`}${also}.`;
  }
  const names = listed(faces.slice(0, 3).map(({ name }) => name));
  if (faces[0] !== undefined) {
    const isOne = faces.length === 1;
    if (shot.size === 'EWS' || shot.size === 'WS')
      return isOne
        ? `${names} ${stands[faces[0].pose]} in the middle distance.`
        : `${names} are there, in the middle distance.`;
    if (lines.length > 0 || shot.framing === 'reaction') return `${names} listen${isOne ? 's' : ''} without a word.`;
    return isOne
      ? `${names} ${stands[faces[0].pose]} quietly, breathing.`
      : `${names} stay close together, hardly moving.`;
  }
  const device = lines.some(({ channel }) => channel === 'radio' || channel === 'phone');
  if (props[0] !== undefined)
    return device ? `A voice comes through the ${props[0]}.` : `The ${props[0]} lies still in the light.`;
  return asSentence(`${place.replace(/^an? /u, 'the ')} lies quiet`);
};

const estimatedSeconds = (shot: Shot, lines: readonly BriefLine[]): number => {
  const silentMs = shot.covers.reduce(
    (sum, cover) => sum + (cover.kind === 'action' ? cover.readingMs : cover.kind === 'hold' ? cover.holdMs : 0),
    0,
  );
  // About 160 words a minute, as the plan reckons before any voice has spoken.
  const words = lines.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0);
  return Math.max(1, Math.round((silentMs + words * 370 + lines.length * 200) / 100) / 10);
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
  const props = propsOf(context);
  const action = withNames(said, people);
  const names = breakdown.characters.map(({ name }) => readableName(name));
  const place = {
    name: placePhrase(shot.place.name, names),
    interior: shot.place.interior,
    dressing: [...new Set(shot.place.dressing.map((thing) => plainWords(thing).toLowerCase()))]
      .filter((thing) => thing !== '' && !shot.place.name.toLowerCase().includes(thing))
      .slice(0, mostDressing),
  };
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
    action: action.length > 0 ? action : [restingAction(context, people, lines, props, place.name)],
    place,
    timeOfDay: shot.place.timeOfDay,
    weather: shot.place.weather,
    mood: shot.place.mood,
    camera,
    props,
    lines,
    effects: [...new Set(read.flatMap(({ sounds }) => sounds))].slice(0, 4),
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
