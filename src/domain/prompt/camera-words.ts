/** The camera in a cameraman's words: what is framed, from where, through which lens, and the one move of the shot. */
import type { Angle, ShotSize } from '../shot/shot.types.ts';
import { listed, sentenceStart } from './plain-words.ts';
import type { BriefMove, BriefPerson, ShotBrief } from './shot-brief.types.ts';

export const sizeWords: Readonly<Record<ShotSize, string>> = {
  EWS: 'extreme wide shot',
  WS: 'wide shot',
  FS: 'full shot',
  MWS: 'medium wide shot',
  MS: 'medium shot',
  MCU: 'medium close-up',
  CU: 'close-up',
  ECU: 'extreme close-up',
  INSERT: 'extreme close-up insert',
};

export const angleWords: Readonly<Record<Angle, string>> = {
  eye: 'at eye level',
  low: 'from a low angle',
  high: 'from a high angle',
  overhead: 'from directly overhead',
  dutch: 'on a tilted Dutch angle',
};

/** How people are called in a sentence: by name where the prompt introduces them, by looks where a picture already shows them. */
export type Calling = (person: BriefPerson) => string;

/** Above this many people names no longer help. */
const mostNames = 5;

const ofWhom = (people: readonly BriefPerson[], call: Calling): string =>
  people.length > mostNames
    ? `${people
        .slice(0, mostNames - 2)
        .map(call)
        .join(', ')} and ${people.length - mostNames + 2} others`
    : listed(people.map(call));

/** `Medium close-up of Mara`, `Over-the-shoulder medium close-up of Mara, past Tobias`: who and what is framed, without the place. */
export const framedWords = (brief: ShotBrief, call: Calling): string => {
  const { camera, people, props, place } = brief;
  const size = sizeWords[camera.size];
  const faces = people.filter(({ seen }) => seen === 'face');
  const behind = people.filter(({ seen }) => seen === 'behind');
  const hero = props[0];
  switch (camera.framing) {
    case 'insert':
      return hero === undefined ? 'Extreme close-up insert of a detail' : `Extreme close-up insert of the ${hero}`;
    case 'pov': {
      const whose = camera.seenBy === undefined ? 'somebody' : camera.seenBy;
      const what = faces.length > 0 ? ofWhom(faces, call) : hero === undefined ? 'what lies ahead' : `the ${hero}`;
      return `Point-of-view ${size} through the eyes of ${whose}, looking at ${what}`;
    }
    case 'ots':
      return behind.length > 0 && faces.length > 0
        ? `Over-the-shoulder ${size} of ${ofWhom(faces, call)}, past the shoulder of ${ofWhom(behind, call)},`
        : sentenceStart(`${size} of ${ofWhom(people, call)}`);
    case 'establishing':
      return sentenceStart(`${size.replace('shot', 'establishing shot')} of ${place.name}`);
    case 'card':
      return sentenceStart(`${size} of ${place.name}, calm, the middle of the frame left empty`);
    case 'two_shot':
      return `${sentenceStart(size.replace(/ shot$/u, ''))} two-shot of ${ofWhom(people, call)}`;
    case 'group':
      return `${sentenceStart(size.replace(/ shot$/u, ''))} group shot of ${ofWhom(people, call)}`;
    case 'reaction':
    case 'single': {
      if (people.length === 0) return sentenceStart(`${size} of ${hero === undefined ? place.name : `the ${hero}`}`);
      const back = faces.length === 0 ? ' from behind' : '';
      return sentenceStart(`${size} of ${ofWhom(faces.length > 0 ? faces : people, call)}${back}`);
    }
  }
};

/** `, with Mara and Tobias`: who is in a view of the place. */
export const inViewWords = ({ camera, people }: ShotBrief, call: Calling): string => {
  const faces = people.filter(({ seen }) => seen === 'face');
  return camera.framing === 'establishing' && faces.length > 0 ? `, with ${ofWhom(faces, call)}` : '';
};

/** Whether the opening words already name the place. */
export const framesPlace = ({ camera, people }: ShotBrief): boolean =>
  camera.framing === 'establishing' ||
  camera.framing === 'card' ||
  (people.length === 0 && camera.framing === 'single');

/** `50mm lens, shallow depth of field`. Long lenses and near sizes throw the background out. */
export const lensWords = ({ camera }: ShotBrief): string => {
  const macro = camera.size === 'INSERT' || camera.size === 'ECU';
  const lens = macro && camera.lensMm >= 85 ? `${camera.lensMm}mm macro lens` : `${camera.lensMm}mm lens`;
  if (camera.size === 'EWS' || camera.size === 'WS' || camera.lensMm <= 28) return `${lens}, deep focus`;
  return macro || camera.size === 'CU' || camera.size === 'MCU' || camera.lensMm >= 75
    ? `${lens}, shallow depth of field`
    : lens;
};

const paceOf = (amount: number): string => {
  if (amount <= 0.25) return 'very slowly';
  if (amount <= 0.5) return 'slowly';
  return amount <= 0.75 ? 'steadily' : 'quickly';
};

const way = (move: BriefMove, otherwise: string): string => move.direction ?? otherwise;

/** `The camera pushes in slowly.` One move and no other. `towards`: what a push or a pull is about. */
export const moveSentence = (move: BriefMove, towards?: string): string => {
  const pace = paceOf(move.amount);
  const on = towards === undefined ? '' : ` towards ${towards}`;
  const from = towards === undefined ? '' : ` from ${towards}`;
  const along = towards === undefined ? '' : ` with ${towards}`;
  switch (move.kind) {
    case 'static':
      return 'The camera is locked off and does not move.';
    case 'push-in':
      return `The camera pushes in ${pace}${on}.`;
    case 'pull-out':
      return `The camera pulls back ${pace}${from}.`;
    case 'pan':
      return `The camera pans ${way(move, 'right')} ${pace}.`;
    case 'tilt':
      return `The camera tilts ${way(move, 'up')} ${pace}.`;
    case 'truck':
      return `The camera trucks ${way(move, 'right')} ${pace}.`;
    case 'track':
      return `The camera tracks${along} ${pace}.`;
    case 'crane':
      return `The camera cranes ${way(move, 'up')} ${pace}.`;
    case 'handheld':
      return move.amount <= 0.35
        ? 'Handheld camera, breathing gently.'
        : 'Handheld camera, with a nervous micro-shake.';
    case 'whip-pan':
      return `The camera whip-pans ${way(move, 'right')} and stops dead.`;
    case 'orbit':
      return `The camera orbits ${pace} to the ${way(move, 'right')}${towards === undefined ? '' : ` around ${towards}`}.`;
    case 'zoom-in':
      return `The lens zooms in ${pace}${on}.`;
    case 'zoom-out':
      return `The lens zooms out ${pace}${from}.`;
    case 'rack-focus':
      return towards === undefined
        ? 'Focus racks from the foreground to the background.'
        : `Focus racks from the foreground to ${towards}.`;
  }
};

/** The same move in three words, for when there is no room: `Slow push-in.` */
export const moveShort = (move: BriefMove): string => {
  const slow = move.amount <= 0.5 ? 'Slow ' : '';
  const direction = move.direction === undefined ? '' : ` ${move.direction}`;
  switch (move.kind) {
    case 'static':
      return 'Static camera.';
    case 'handheld':
      return 'Handheld camera.';
    default:
      return sentenceStart(`${slow}${move.kind}${direction}.`);
  }
};
