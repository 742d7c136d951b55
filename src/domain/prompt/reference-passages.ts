/** Which files go along, and what each is for: said in words, because a file without a role is used for everything. */
import type { Reference, ReferenceRole } from '../generation/ask.types.ts';
import type { DialectWriting, NamedReference, Passage, Purpose } from './passage.types.ts';
import { cutAtWord, plainWords } from './plain-words.ts';
import { ranks } from './ranks.ts';
import type { ShotBrief } from './shot-brief.types.ts';

/** Most important first: what a model has too little room for goes from the end. */
const importance: readonly ReferenceRole[] = [
  'first-frame',
  'last-frame',
  'source',
  'character',
  'voice',
  'style',
  'reference',
  'training',
];

const isFrame = ({ role }: { readonly role: ReferenceRole }): boolean =>
  role === 'first-frame' || role === 'last-frame';

/** Whom or what a file shows, in the brief's words. */
export const shownBy = (brief: ShotBrief, of: string): string =>
  brief.people.find(({ characterId }) => characterId === of)?.name ??
  brief.lines.find(({ characterId }) => characterId === of)?.speaker ??
  cutAtWord(plainWords(of), 60);

export type OrderedReferences = { readonly files: readonly Reference[]; readonly notes: readonly string[] };

const staysBehind = (count: number, why: string): string[] =>
  count === 0 ? [] : [`${why}: ${count} file${count === 1 ? '' : 's'} left out`];

/**
 * Files that the purpose needs, the most important first: a model that takes fewer leaves out the last. Vendors take either frames to begin and
 * end with or files to refer to, not both: a still that comes to life shows its people already, and a clip from words is told by files, not by
 * a frame. Examples to learn from are for training alone.
 */
export const orderReferences = (brief: ShotBrief, purpose: Purpose): OrderedReferences => {
  const ordered = brief.references
    .map((reference, index) => ({ reference, index }))
    .filter(({ reference: { role } }) => role !== 'training')
    .sort((a, b) => importance.indexOf(a.reference.role) - importance.indexOf(b.reference.role) || a.index - b.index)
    .map(({ reference: { of, ...reference } }): Reference => ({ ...reference, name: shownBy(brief, of) }));
  const frames = ordered.filter(isFrame);
  const others = ordered.filter((file) => !isFrame(file));
  if (purpose === 'animate' && frames.length > 0)
    return { files: frames, notes: staysBehind(others.length, 'the clip begins from its still') };
  if (purpose === 'clip' && others.length === 0) return { files: frames, notes: [] };
  return {
    files: others,
    notes: purpose === 'still' ? [] : staysBehind(frames.length, 'the clip is told by its references'),
  };
};

/**
 * What the prompt calls the files of the request: counted by kind, in the request's order, as vendors count the files they are given to refer to.
 * Frames are none of these.
 */
export const nameReferences = (references: readonly Reference[]): NamedReference[] => {
  const counts = { image: 0, video: 0, audio: 0 };
  return references
    .filter((reference) => !isFrame(reference))
    .map(({ role, kind, name }) => {
      counts[kind] += 1;
      return { role, kind, number: counts[kind], of: name ?? 'what it shows' };
    });
};

const roleSentence = (reference: NamedReference, mark: string): string => {
  switch (reference.role) {
    case 'character':
      return `${mark} shows ${reference.of}: keep the face, hair and clothes exactly.`;
    case 'style':
      return `${mark} sets the look: colours, grain and light, not what it shows.`;
    case 'voice':
      return `${reference.of} speaks with the voice of ${mark}.`;
    case 'source':
      return `${mark} is the material to change.`;
    default:
      return reference.kind === 'image'
        ? `${mark} shows ${reference.of}: use it for that alone.`
        : `${mark} gives ${reference.of}: use it for that alone.`;
  }
};

/** Roles of all files in one passage. */
export const referencesPassage = (references: readonly NamedReference[], writing: DialectWriting): Passage => {
  return {
    id: 'references',
    kind: 'references',
    forms: [
      { text: references.map((reference) => roleSentence(reference, writing.mark(reference))).join(' '), rank: 0 },
      { text: '', rank: ranks.references },
    ],
  };
};
