/** No two neighbouring shots show the same people at the same size: the later one goes to another size on the same axis. */
import type { Aspect, ShotSize } from '../../domain/shot/shot.types.ts';
import { otherSize } from './camera.ts';
import { lensFor, singleYawDeg } from './setups.ts';
import type { Draft } from './walk.ts';

/** What a shot is of: the faces it shows, or the things, or the place. */
export const subjectOf = (shot: Pick<Draft, 'framing' | 'figures' | 'props'>): string => {
  if (shot.framing === 'insert') return `thing ${shot.props[0] ?? ''}`;
  const seen = shot.figures.filter((figure) => figure.facing !== 'away').map((figure) => figure.characterId);
  if (seen.length > 0) return `people ${[...seen].sort().join()}`;
  return shot.framing === 'pov' ? `view ${shot.props.join()}` : 'place';
};

const framingHoldsAll: ReadonlySet<Draft['framing']> = new Set<Draft['framing']>(['two_shot', 'group']);

const differing = (size: ShotSize, { figures, covers, framing }: Draft): ShotSize => {
  const speaks = covers.some((cover) => cover.kind === 'speech' && cover.onScreen);
  if (size === 'WS') return figures.length === 0 ? 'EWS' : speaks ? 'MS' : 'MWS';
  if (size === 'EWS') return 'WS';
  // People together are seen from the knees up or from the waist: a close shot would lose one of them.
  if (figures.length > 1 && !speaks && framingHoldsAll.has(framing)) return size === 'MWS' ? 'MS' : 'MWS';
  return otherSize(size);
};

const resized = (draft: Draft, aspect: Aspect): Draft => {
  const other = differing(draft.size, draft);
  const size = other === 'MS' && aspect === '9:16' ? 'MCU' : other;
  return { ...draft, size, lensMm: lensFor[size] };
};

/** The same line without the shoulder. */
const cleanSingle = (draft: Draft, aspect: Aspect): Draft => {
  const face = draft.figures.find((figure) => figure.facing !== 'away');
  if (face === undefined) return resized(draft, aspect);
  const side = Math.sign(face.screenX);
  return {
    ...draft,
    size: 'MCU',
    framing: 'single',
    role: draft.role.replace(', over the shoulder', ''),
    lensMm: lensFor.MCU,
    cameraYawDeg: side * singleYawDeg,
    figures: [{ ...face, screenX: side * 0.2, depth: 0 }],
  };
};

const isSame = (a: Draft, b: Draft): boolean => a.size === b.size && subjectOf(a) === subjectOf(b);

/** Two inserts of one thing, or two looks from the same eyes, are one shot: cut apart they would only jump. */
const isOneLook = (a: Draft, b: Draft): boolean => {
  if (a.framing !== b.framing) return false;
  if (a.framing === 'insert') return isSame(a, b);
  return a.framing === 'pov' && a.cameraYawDeg === b.cameraYawDeg && a.figures.length + b.figures.length === 0;
};

/** What is alike in a row becomes one shot or changes its size. */
export const varied = (drafts: readonly Draft[], aspect: Aspect): readonly Draft[] => {
  const shots: Draft[] = [];
  for (const draft of drafts) {
    const before = shots.at(-1);
    if (before !== undefined && isOneLook(before, draft)) {
      shots[shots.length - 1] = {
        ...before,
        covers: [...before.covers, ...draft.covers],
        props: [...new Set([...before.props, ...draft.props])].slice(0, 3),
      };
    } else if (before === undefined || !isSame(before, draft)) {
      shots.push(draft);
    } else {
      shots.push(draft.framing === 'ots' ? cleanSingle(draft, aspect) : resized(draft, aspect));
    }
  }
  return shots;
};
