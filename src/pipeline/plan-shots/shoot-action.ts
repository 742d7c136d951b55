/** Shots for described action: people whole when they move, faces when they feel, things when hands are on them. */
import type { ActionBeat } from '../../domain/screenplay/breakdown.types.ts';
import type { ShotCover } from '../../domain/shot/shot.types.ts';
import { isSmall, thingsIn } from './action-things.ts';
import { type ActionView, viewsOf } from './action-views.ts';
import { followingMove, placeMove, restingMove, still } from './camera.ts';
import { closesEyes, feelingInAction, feelingOnTheWay, feelingSaid } from './feelings.ts';
import { viewSide } from './figures.ts';
import { areGoing } from './going.ts';
import { actionMs, wordsOf } from './sentences.ts';
import {
  bodySetup,
  faceSetup,
  groupSetup,
  insertSetup,
  pairSetup,
  placeSetup,
  type Setup,
  viewpointSetup,
} from './setups.ts';
import { leftAfter, onSetNow } from './stage.ts';
import {
  addShot,
  called,
  current,
  type Draft,
  faces,
  others,
  partnerOf,
  remember,
  showsFace,
  type Walk,
} from './walk.ts';

/** However much happens in it, a thing holds the eye only so long. */
const longestInsertMs = 3400;

const insertMs = (text: string): number => Math.min(2500, Math.max(1500, actionMs(text)));

const coverOf = (beat: ActionBeat, view: ActionView): ShotCover => ({
  kind: 'action',
  beatId: beat.id,
  readingMs: view.see === 'thing' ? insertMs(view.text) : actionMs(view.text),
  text: view.text,
});

/** The room as it is now: everyone in it when somebody is, else the empty place from another side than before. */
const roomSetup = (walk: Walk): Setup => {
  const here = onSetNow(walk.stage);
  const known = faces(walk);
  const before = current(walk);
  const [a, b] = here;
  if (walk.turns > 0 && a !== undefined) {
    const framing = here.length > 2 ? 'group' : here.length === 2 ? 'two_shot' : 'single';
    // An upright frame would make two people in a whole room tiny.
    return walk.aspect === '9:16' && here.length === 2 && b !== undefined
      ? pairSetup(walk.stage, walk.aspect, a, b, known, { size: 'MWS' })
      : placeSetup(walk.stage, walk.aspect, known, { size: 'WS', framing });
  }
  const size = before?.size === 'WS' && before.framing === 'establishing' ? 'EWS' : 'WS';
  return placeSetup(walk.stage, walk.aspect, known, { size, people: [], yawDeg: size === 'EWS' ? 0 : 28 });
};

/** Bodies are seen, so that what they do to each other is. */
const peopleSetup = (walk: Walk, view: Extract<ActionView, { see: 'people' }>): Setup => {
  const feeling = feelingSaid(view.text) ?? others(walk);
  const known = faces(walk, ...view.who.map((id) => [id, feeling] as const));
  const [a, b] = view.who;
  const { poses } = view;
  if (view.who.length === 2 && a !== undefined && b !== undefined) {
    return pairSetup(walk.stage, walk.aspect, a, b, known, { poses, size: 'MWS' });
  }
  const size = walk.aspect === '9:16' ? 'MWS' : view.who.length > 3 ? 'WS' : 'MWS';
  return groupSetup(walk.stage, walk.aspect, view.who, view.who[0], known, { poses, size });
};

const addBody = (
  walk: Walk,
  anchor: string,
  view: Extract<ActionView, { see: 'body' }>,
  covers: ShotCover[],
): Draft => {
  const { who, pose } = view;
  const partner = partnerOf(walk, who);
  const known = faces(walk, [who, feelingInAction(view.text, walk.scene.mood)]);
  const isMoving = pose === 'walk' || pose === 'run';
  const isLow = pose === 'kneel' || pose === 'lie';
  const before = current(walk);
  const isAgain = before?.figures.length === 1 && before.figures[0]?.characterId === who && before.size === 'MWS';
  const follows = before?.size === 'MWS' && before.framing === 'single';
  const size = isMoving || isLow || isAgain ? 'FS' : follows && walk.aspect !== '9:16' ? 'MS' : 'MWS';
  const facing = viewSide(walk.stage, who, partner) < 0 ? 'right' : 'left';
  const move = isMoving ? followingMove(facing, pose === 'run') : restingMove(anchor, walk.scene.mood);
  return addShot(
    walk,
    anchor,
    bodySetup(walk.stage, walk.aspect, who, partner, size, known, pose),
    move,
    `${called(walk, who)}: ${brief(view.text)}`,
    covers,
  );
};

/** The first few words, for the shot list. */
const brief = (text: string): string => {
  const words = text.replace(/\s+/gu, ' ').split(' ');
  return words.length <= 8 ? words.join(' ') : `${words.slice(0, 8).join(' ')} …`;
};

const addView = (walk: Walk, beat: ActionBeat, view: ActionView, anchor: string): Draft => {
  const covers = [coverOf(beat, view)];
  const isExterior = walk.scene.intExt !== 'int';
  const { going } = walk.stage;
  switch (view.see) {
    case 'thing':
      return addShot(
        walk,
        anchor,
        insertSetup(view.props),
        { kind: 'push-in', amount: 0.25 },
        `insert: ${brief(view.text)}`,
        covers,
      );
    case 'face': {
      const known = faces(walk, [view.who, feelingInAction(view.text, walk.scene.mood)]);
      const setup = faceSetup(
        walk.stage,
        walk.aspect,
        view.who,
        partnerOf(walk, view.who),
        walk.scene.mood === 'comic' ? 'MCU' : 'CU',
        known,
        { framing: 'reaction' },
      );
      return addShot(
        walk,
        anchor,
        setup,
        walk.scene.mood === 'comic' ? still : { kind: 'push-in', amount: 0.3 },
        `${called(walk, view.who)}: ${brief(view.text)}`,
        covers,
      );
    }
    case 'body':
      return addBody(walk, anchor, view, covers);
    case 'people':
      return addShot(
        walk,
        anchor,
        peopleSetup(walk, view),
        going !== undefined && areGoing(going, ...view.who)
          ? followingMove(going.heading, going.pose === 'run')
          : restingMove(anchor, walk.scene.mood),
        brief(view.text),
        covers,
      );
    case 'viewpoint': {
      const here = onSetNow(walk.stage).filter(
        (id) => view.text.length > 0 && wordsOf(view.text).some((word) => walk.people.names.get(id)?.has(word)),
      );
      const setup = viewpointSetup(walk.stage, walk.aspect, view.owner, view.props, faces(walk), here);
      return addShot(
        walk,
        anchor,
        setup,
        { kind: 'push-in', amount: 0.35 },
        `${called(walk, view.owner)} sees: ${brief(view.text)}`,
        covers,
      );
    }
    case 'place':
      return addShot(walk, anchor, roomSetup(walk), placeMove(anchor, isExterior), brief(view.text), covers);
  }
};

/** A small act of the face that is already on screen happens in that shot. */
const happensInShot = (walk: Walk, view: ActionView): boolean => {
  const shot = current(walk);
  if (shot === undefined || (view.see !== 'face' && view.see !== 'body') || wordsOf(view.text).length > 6) return false;
  if (view.see === 'body' && view.pose !== undefined && view.pose !== 'stand') return false;
  const spoke =
    walk.previous?.kind === 'speech' && walk.previous.channel === 'direct' && walk.previous.characterId === view.who;
  const feeling = feelingSaid(view.text);
  const seen = shot.figures.find(({ characterId }) => characterId === view.who);
  // A face that changes, or shuts its eyes, is a picture of its own.
  if (closesEyes(view.text) || (feeling !== undefined && feeling.emotion !== seen?.emotion)) return false;
  return spoke && showsFace(shot, view.who) && (view.see !== 'face' || shot.size === 'CU' || shot.size === 'MCU');
};

/** After `INSERT` or `POV` the next action is what is seen there. */
const continuesDirected = (walk: Walk, view: ActionView): boolean => {
  const framing = current(walk)?.framing;
  const isIt = /^(?:they|it|its)\b/iu.test(view.text);
  const isImage = isIt || view.see === 'thing' || view.see === 'place' || view.see === 'viewpoint';
  return (
    isImage && walk.previous?.kind === 'camera' && (framing === 'insert' || (framing === 'pov' && view.see !== 'thing'))
  );
};

/** What happens in a shot the script asked for is the reason to look at it: it takes the place of most of the hold. */
const addToDirected = (shot: Draft, beat: ActionBeat, view: ActionView): void => {
  const [asked] = shot.covers;
  if (asked?.kind === 'action' && shot.covers.length === 1) shot.covers[0] = { ...asked, readingMs: 700 };
  const soFar = shot.covers.reduce((sum, cover) => sum + (cover.kind === 'action' ? cover.readingMs : 0), 0);
  shot.covers.push({
    kind: 'action',
    beatId: beat.id,
    readingMs: Math.min(insertMs(view.text), Math.max(500, longestInsertMs - soFar)),
    text: view.text,
  });
};

/** Whether the establishing shot can carry this: the place itself, or people moving through it. */
const suitsEstablishing = (walk: Walk, view: ActionView): boolean =>
  view.see === 'place' ||
  (view.see === 'body' && (view.pose === 'walk' || view.pose === 'run') && walk.scene.intExt !== 'int');

/** The film's first picture stands under its title already; it need not stand much longer. */
const longestFirstMs = 2800;

/** The opening lasts as long as what happens in it, but not shorter than the place needs to be taken in. */
const replaceHold = (walk: Walk, shot: Draft, cover: ShotCover): void => {
  const held = shot.covers[0];
  const least = held?.kind === 'hold' ? Math.min(held.holdMs, 2600) : 0;
  const most = walk.isFirst ? longestFirstMs : Number.POSITIVE_INFINITY;
  const timed =
    cover.kind === 'action' ? { ...cover, readingMs: Math.min(most, Math.max(cover.readingMs, least)) } : cover;
  shot.covers.splice(0, shot.covers.length, timed);
};

/** Eyes that the words shut are shut while this is seen. */
const shutEyes = (shot: Draft, view: ActionView): void => {
  if ((view.see !== 'face' && view.see !== 'body') || !closesEyes(view.text)) return;
  shot.figures = shot.figures.map((figure) =>
    figure.characterId === view.who ? { ...figure, eyes: 'shut' as const } : figure,
  );
};

/** What people who set out together feel: from the last words said, else from the scene. */
const setOut = (walk: Walk): void => {
  const { going } = walk.stage;
  const heard = walk.previous?.kind === 'speech' ? walk.previous.parts.at(-1) : undefined;
  walk.onTheWay = going === undefined ? undefined : feelingOnTheWay(going.pose, walk.scene.mood, heard);
};

export const shootAction = (walk: Walk, beat: ActionBeat, establishing?: Draft): void => {
  const views = viewsOf({
    beat,
    stage: walk.stage,
    people: walk.people,
    seenBefore: walk.recent,
    things: walk.things,
    dressing: walk.dressing,
  });
  let seen: Draft | undefined = establishing;
  if (beat.characters.length > 0) setOut(walk);
  views.forEach((view, index) => {
    const isOpening = index === 0 && establishing !== undefined;
    const shot = current(walk);
    if (shot !== undefined && isOpening && suitsEstablishing(walk, view)) {
      replaceHold(walk, shot, coverOf(beat, view));
    } else if (shot !== undefined && (index === 0 || seen === undefined) && continuesDirected(walk, view)) {
      addToDirected(shot, beat, view);
    } else if (shot !== undefined && index === 0 && happensInShot(walk, view)) {
      shot.covers.push(coverOf(beat, view));
    } else {
      seen = addView(walk, beat, view, index === 0 ? beat.id : `${beat.id}/${index}`);
      shutEyes(seen, view);
    }
    walk.stage = leftAfter(walk.stage, beat, view.text, walk.people);
  });
  const last = views.at(-1);
  walk.resting =
    last?.see === 'face' && seen !== undefined
      ? {
          who: last.who,
          hasSpoken: walk.previous?.kind === 'speech' && walk.previous.characterId === last.who,
          beats: 1,
        }
      : undefined;
  remember(walk.recent, ...beat.characters.filter((id) => !walk.people.faceless.has(id)));
  remember(walk.things, ...thingsIn(beat.text, beat.props).filter(isSmall));
};
