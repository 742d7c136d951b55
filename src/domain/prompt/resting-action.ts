/** What is to be seen where the script describes nothing: people talk, listen or are there; a thing or a place rests. */
import type { Shot } from '../shot/shot.types.ts';
import { asSentence, listed } from './plain-words.ts';
import type { BriefLine, BriefPerson } from './shot-brief.types.ts';

const stands: Readonly<Record<BriefPerson['pose'], string>> = {
  stand: 'waits',
  walk: 'walks',
  run: 'runs',
  sit: 'sits',
  reach: 'reaches out',
  lean: 'leans',
  kneel: 'kneels',
  point: 'points',
  lie: 'lies',
  pockets: 'waits, hands in pockets,',
};

const speaks = ({ delivery }: BriefLine): string =>
  delivery === 'shout' ? 'shouts' : delivery === 'whisper' ? 'whispers' : 'speaks';

/** One sentence, never empty. */
export const restingAction = (
  shot: Shot,
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
