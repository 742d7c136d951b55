/** What a prompt had no room for, said to people. */
import type { Fitted } from './fit-passages.ts';
import type { PassageKind } from './passage.types.ts';
import type { ShotBrief } from './shot-brief.types.ts';

const kindWords: Readonly<Record<Exclude<PassageKind, 'identity' | 'staging'>, string>> = {
  references: 'what the files are for',
  opener: 'framing',
  action: 'action',
  place: 'background',
  weather: 'weather',
  camera: 'camera move',
  lens: 'lens',
  light: 'light',
  mood: 'palette',
  style: 'style',
  extra: 'your own words',
  dialogue: 'that nobody speaks',
  effects: 'sound effects',
  ambience: 'background sound',
  music: 'that there is no music',
  continuity: 'match with the neighbouring shots',
  card: 'room for the title',
  end: 'last picture',
  guards: 'no lettering',
};

const wordsFor = (id: string, brief: ShotBrief): string => {
  const [kind = '', of] = id.split(/\/(.*)/su);
  const name = brief.people.find(({ characterId }) => characterId === of)?.name ?? 'somebody';
  if (kind === 'identity') return `looks of ${name}`;
  if (kind === 'staging') return `place and face of ${name}`;
  return kindWords[kind as keyof typeof kindWords] ?? kind;
};

const isLine = (id: string): boolean => /^dialogue\/\d/u.test(id);

/** At most two sentences: what became shorter or is left out, and how many spoken lines are missing. */
export const shorteningNotes = ({ shortened, dropped }: Fitted, brief: ShotBrief, limit: number): string[] => {
  const lines = dropped.filter(isLine).length;
  const shorter = shortened.map((id) => wordsFor(id, brief));
  const gone = dropped.filter((id) => !isLine(id)).map((id) => wordsFor(id, brief));
  const changes = [
    ...(shorter.length === 0 ? [] : [`shorter: ${shorter.join(', ')}`]),
    ...(gone.length === 0 ? [] : [`left out: ${gone.join(', ')}`]),
  ];
  return [
    ...(changes.length === 0 ? [] : [`written within ${limit} characters; ${changes.join('; ')}`]),
    ...(lines === 0 ? [] : [`${lines} spoken line${lines === 1 ? '' : 's'} left out: no room in ${limit} characters`]),
  ];
};
