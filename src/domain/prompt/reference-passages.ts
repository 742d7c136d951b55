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

/**
 * Files that the purpose needs, the most important first: a model that takes fewer leaves out the last. A still has no frames to begin or end
 * with, and examples to learn from are for training alone.
 */
export const orderReferences = (brief: ShotBrief, purpose: Purpose): Reference[] =>
  brief.references
    .map((reference, index) => ({ reference, index }))
    .filter(({ reference }) => reference.role !== 'training' && (purpose !== 'still' || !isFrame(reference)))
    .sort((a, b) => importance.indexOf(a.reference.role) - importance.indexOf(b.reference.role) || a.index - b.index)
    .map(({ reference: { of, ...reference } }) => ({ ...reference, name: shownBy(brief, of) }));

/** What the prompt calls the files of the request: counted by kind, in the request's order. */
export const nameReferences = (references: readonly Reference[]): NamedReference[] => {
  const counts = { image: 0, video: 0, audio: 0 };
  return references.map(({ role, kind, name }) => {
    counts[kind] += 1;
    return { role, kind, number: counts[kind], of: name ?? 'what it shows' };
  });
};

const roleSentence = (reference: NamedReference, mark: string): string => {
  switch (reference.role) {
    case 'first-frame':
      return `${mark} is the first frame.`;
    case 'last-frame':
      return `${mark} is the last frame.`;
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

/** Roles of all files in one passage. Frames are named only where the dialect does so. */
export const referencesPassage = (references: readonly NamedReference[], writing: DialectWriting): Passage => {
  const told = references.filter((reference) => writing.namesFrames === true || !isFrame(reference));
  return {
    id: 'references',
    kind: 'references',
    forms: [
      { text: told.map((reference) => roleSentence(reference, writing.mark(reference))).join(' '), rank: 0 },
      { text: '', rank: ranks.references },
    ],
  };
};
