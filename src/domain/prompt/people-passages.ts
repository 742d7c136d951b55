/** Passages about people: who is seen, where they stand, what their faces do. */
import { faceWords, movingFaceWords, stagingWords } from './body-words.ts';
import type { Calling } from './camera-words.ts';
import type { Passage, PassageForm, Purpose } from './passage.types.ts';
import { asSentence, sentenceStart } from './plain-words.ts';
import { ranks } from './ranks.ts';
import type { BriefPerson, ShotBrief } from './shot-brief.types.ts';

/** Who matters most to the shot: speakers, then faces from the front of the picture to the back, then backs and hands. */
export const byImportance = (brief: ShotBrief): BriefPerson[] => {
  const speaks = (person: BriefPerson): boolean =>
    brief.lines.some(({ onScreen, characterId }) => onScreen && characterId === person.characterId);
  const rank = (person: BriefPerson): number =>
    (speaks(person) ? 0 : 10) + (person.seen === 'face' ? 0 : 20) + person.depth / 100;
  return brief.people
    .map((person, index) => ({ person, index }))
    .sort((a, b) => rank(a.person) - rank(b.person) || a.index - b.index)
    .map(({ person }) => person);
};

/** Above this many people nobody can be described at length. */
const fewPeople = 3;

const introduced = (person: BriefPerson, words: string, isTriggered: boolean): string => {
  const trigger = isTriggered && person.lora !== undefined ? `, ${person.lora.triggerWord},` : '';
  if (person.seen === 'hands')
    return `The hands are those of ${person.name}${trigger === '' ? ',' : trigger} ${words}.`;
  const back = person.seen === 'behind' ? ', in the foreground with back to the camera,' : trigger;
  return `${person.name}${back} is ${words}.`;
};

/** `red-haired woman` with its article. */
const shortest = (person: BriefPerson): string =>
  /^(?:an?|the)\s/u.test(person.identity.short) ? person.identity.short : `a ${person.identity.short}`;

/**
 * One passage a person, in up to four lengths; only of a crowd the least important go. `isTight`: the model's prompts are so short that looks are
 * never told in full, so that they are told the same way in every shot. With trained weights the trigger word stays in all
 * lengths.
 */
export const identityPassages = (brief: ShotBrief, isTriggered: boolean, isTight: boolean): Passage[] => {
  const people = byImportance(brief);
  return people.map((person, index) => {
    const { full } = person.identity;
    // Hair told of a hand would bring a head into the picture.
    const medium =
      person.seen === 'hands' ? person.identity.medium.replace(/ with .*, in /u, ' in ') : person.identity.medium;
    const isMinor = isTight || index >= fewPeople || person.seen !== 'face';
    const isCrowd = index >= fewPeople;
    const head = shortest(person).replace(/ in (?:an? )?.*$/u, '');
    const forms: PassageForm[] = [
      ...(isMinor ? [] : [{ text: introduced(person, full, isTriggered), rank: 0 }]),
      { text: introduced(person, medium, isTriggered), rank: ranks.identityShorter - (index === 0 ? 0 : 1) },
      {
        text: introduced(person, shortest(person), isTriggered),
        rank: isCrowd || person.seen !== 'face' ? ranks.crowdShorter : ranks.identityShortest - (index === 0 ? 0 : 1),
      },
      { text: introduced(person, head, isTriggered), rank: isCrowd ? ranks.crowdShorter : ranks.identityHead },
      ...(isCrowd ? [{ text: '', rank: ranks.crowd }] : []),
    ];
    return { id: `identity/${person.characterId}`, kind: 'identity', forms };
  });
};

const farSizes: ReadonlySet<string> = new Set(['EWS', 'WS']);
const nearSizes: ReadonlySet<string> = new Set(['MCU', 'CU', 'ECU', 'INSERT']);

const pronoun = ({ gender }: BriefPerson): string =>
  gender === 'female' ? 'She is' : gender === 'male' ? 'He is' : 'They are';

/** `She is`, where one person alone can be meant, else by name. */
const asSubject = (person: BriefPerson, brief: ShotBrief): string =>
  brief.people.length === 1 ? pronoun(person) : `${person.name} is`;

const whereWords = (person: BriefPerson, brief: ShotBrief): string => {
  const face = farSizes.has(brief.camera.size) ? undefined : faceWords(person);
  const isDoing = brief.action.some((sentence) => sentence.includes(person.name)) || brief.people.length === 1;
  const { holds } = person;
  const isHoldingSaid = holds !== undefined && brief.action.some((sentence) => sentence.toLowerCase().includes(holds));
  const where = stagingWords(person, nearSizes.has(brief.camera.size), isDoing, isHoldingSaid);
  const words = [where, face].filter((part) => part !== undefined && part !== '').join(', ');
  return words === '' ? '' : asSentence(`${asSubject(person, brief)} ${words}`);
};

const changeWords = (person: BriefPerson, brief: ShotBrief, call: Calling): string => {
  if (farSizes.has(brief.camera.size)) return '';
  const face = movingFaceWords(person);
  // `Mara shuts her eyes` needs no second sentence about them.
  if (face === undefined || (person.hasShutEyes && /\beyes\b/u.test(brief.action.join(' ')))) return '';
  const isClear = brief.people.length === 1 && person.gender !== 'unknown';
  return asSentence(`${isClear ? (person.gender === 'female' ? 'she' : 'he') : call(person)} ${face}`);
};

/** Where everybody is and what their faces show; in a picture that moves, what the faces come to show. */
export const stagingPassages = (brief: ShotBrief, purpose: Purpose, call: Calling): Passage[] =>
  byImportance(brief)
    .filter(({ seen }) => seen === 'face')
    .map((person, index): Passage => {
      const words = purpose === 'animate' ? changeWords(person, brief, call) : whereWords(person, brief);
      return {
        id: `staging/${person.characterId}`,
        kind: 'staging',
        forms: [
          { text: sentenceStart(words), rank: 0 },
          { text: '', rank: index === 0 ? ranks.staging : ranks.stagingOfOthers },
        ],
      };
    });
