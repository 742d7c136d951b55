/** Which files go along, and what each is for: said in words, because a file without a role is used for everything. */
import type { Reference, ReferenceRole } from '../generation/ask.types.ts';
import type { DialectWriting, NamedReference, Passage, Purpose } from './passage.types.ts';
import { cutAtWord, plainWords } from './plain-words.ts';
import { ranks } from './ranks.ts';
import type { BriefReference, ShotBrief } from './shot-brief.types.ts';

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

export type ReferenceLimits = {
  readonly images: number | null;
  readonly videos: number | null;
  readonly audios: number | null;
  readonly takesFirstFrame: boolean | null;
  readonly takesLastFrame: boolean | null;
};

export type ChosenReferences = {
  readonly sent: readonly Reference[];
  readonly named: readonly NamedReference[];
  readonly notes: readonly string[];
};

const counted = { image: 'images', video: 'videos', audio: 'audios' } as const;
const words = { image: 'reference pictures', video: 'reference videos', audio: 'reference sounds' } as const;

/** Whom or what a file shows, in the brief's words. */
export const shownBy = (brief: ShotBrief, of: string): string =>
  brief.people.find(({ characterId }) => characterId === of)?.name ??
  brief.lines.find(({ characterId }) => characterId === of)?.speaker ??
  cutAtWord(plainWords(of), 60);

/** Files that the purpose needs and the model takes, the most important first; what stays behind is said. */
export const chooseReferences = (brief: ShotBrief, purpose: Purpose, limits: ReferenceLimits): ChosenReferences => {
  const notes: string[] = [];
  const wanted = brief.references
    .map((reference, index) => ({ reference, index }))
    .filter(({ reference }) => reference.role !== 'training' && (purpose !== 'still' || !isFrame(reference)))
    .sort((a, b) => importance.indexOf(a.reference.role) - importance.indexOf(b.reference.role) || a.index - b.index)
    .map(({ reference }) => reference);
  const sent: BriefReference[] = [];
  for (const reference of wanted) {
    if (isFrame(reference)) {
      const takes = reference.role === 'first-frame' ? limits.takesFirstFrame : limits.takesLastFrame;
      if (takes === false) notes.push(`the model begins from no picture: the ${reference.role} stays behind`);
      else sent.push(reference);
      continue;
    }
    const most = limits[counted[reference.kind]];
    const already = sent.filter((one) => one.kind === reference.kind && !isFrame(one)).length;
    if (most !== null && already >= most) {
      const asked = wanted.filter((one) => one.kind === reference.kind && !isFrame(one)).length;
      const note = `asked ${asked} ${words[reference.kind]}, the model takes ${most}`;
      if (!notes.includes(note)) notes.push(note);
    } else sent.push(reference);
  }
  const counts = { image: 0, video: 0, audio: 0 };
  const named = sent.map(({ role, kind, of }): NamedReference => {
    counts[kind] += 1;
    return { role, kind, number: counts[kind], of: shownBy(brief, of) };
  });
  const asReference = ({ of, ...reference }: BriefReference): Reference => ({ ...reference, name: shownBy(brief, of) });
  return { sent: sent.map(asReference), named, notes };
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
