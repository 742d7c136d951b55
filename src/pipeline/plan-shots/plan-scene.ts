/** One scene, beat by beat: it opens on the place, covers what is said and done, and closes on an image. */
import type { Beat, Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { Aspect, ShotCover } from '../../domain/shot/shot.types.ts';
import { closingMove, listeningMove, placeMove } from './camera.ts';
import { reactionTo } from './feelings.ts';
import { faceSetup, placeSetup } from './setups.ts';
import { shootAction } from './shoot-action.ts';
import { shootCamera, shootCard } from './shoot-directed.ts';
import { shootSpeech } from './shoot-speech.ts';
import { shootVoice } from './shoot-voice.ts';
import { after, during, openStage, type People } from './stage.ts';
import { varied } from './varied.ts';
import { addShot, called, current, type Draft, faces, partnerOf, type Walk } from './walk.ts';

/** Action and holds of upright films, relative to films to sit back for. */
const uprightPace = 0.72;

export type SceneRequest = {
  readonly scene: Scene;
  readonly aspect: Aspect;
  readonly seed: string;
  readonly people: People;
  readonly dressing: readonly string[];
  /** False when an earlier scene was in this place at this time of day. */
  readonly isNewPlace: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
};

/** A smash cut, or action that runs on from the scene before, drops us into the middle of things. */
const opensInMotion = (scene: Scene): boolean => {
  const first = scene.beats[0];
  if (first?.kind === 'camera') return true;
  const runsOn =
    scene.transitionIn === 'smash-cut' || scene.transitionIn === 'match-cut' || /CONTINUOUS/iu.test(scene.timeWords);
  return runsOn && first?.kind === 'action' && first.doing.some(({ pose }) => pose === 'run' || pose === 'walk');
};

const establish = (walk: Walk, request: SceneRequest): Draft | undefined => {
  const { scene, isNewPlace, isFirst } = request;
  if (opensInMotion(scene)) return undefined;
  const isExterior = scene.intExt !== 'int';
  const isWide = isNewPlace && isExterior;
  const setup = placeSetup(walk.stage, walk.aspect, faces(walk), { size: isWide ? 'EWS' : 'WS' });
  const holdMs = isNewPlace ? (isFirst ? 2800 : 2600) : 1500;
  return addShot(
    walk,
    `${scene.id}/open`,
    setup,
    placeMove(`${request.seed}/${scene.locationId}`, isExterior),
    isNewPlace ? 'where we are' : 'back here',
    [{ kind: 'hold', holdMs, why: 'establish' }],
  );
};

const shootBeat = (walk: Walk, beat: Beat, establishing: Draft | undefined): void => {
  switch (beat.kind) {
    case 'action':
      return shootAction(walk, beat, establishing);
    case 'camera':
      return shootCamera(walk, beat);
    case 'card':
      return shootCard(walk, beat);
    case 'speech':
      return beat.channel === 'direct' ? shootSpeech(walk, beat) : shootVoice(walk, beat);
  }
};

/** A last line lands on whoever heard it; the film ends on its place, held. */
const close = (walk: Walk, request: SceneRequest): void => {
  const { scene, isLast } = request;
  const last = walk.previous;
  const shot = current(walk);
  if (shot === undefined) return;
  if (isLast) {
    const isImage =
      (shot.size === 'WS' || shot.size === 'EWS' || shot.framing === 'card') &&
      shot.covers.every((cover) => cover.kind !== 'speech');
    if (isImage) {
      shot.movement = closingMove(true, scene.mood);
      shot.covers.push({ kind: 'hold', holdMs: 1800, why: 'tail' });
    } else {
      const setup = placeSetup(walk.stage, walk.aspect, faces(walk), {
        size: shot.size === 'WS' ? 'EWS' : 'WS',
        angle: scene.intExt === 'int' ? 'eye' : 'high',
      });
      addShot(walk, `${scene.id}/close`, setup, closingMove(true, scene.mood), 'the last image', [
        { kind: 'hold', holdMs: 3200, why: 'tail' },
      ]);
    }
    return;
  }
  if (last?.kind !== 'speech' || last.channel !== 'direct' || shot.anchor === `${last.id}/lands`) return;
  const listener = partnerOf(walk, last.characterId);
  const part = last.parts.at(-1);
  if (listener === undefined || part === undefined || walk.turns < 2 || request.scene.transitionOut !== undefined)
    return;
  const setup = faceSetup(
    walk.stage,
    walk.aspect,
    listener,
    last.characterId,
    'MCU',
    faces(walk, [listener, reactionTo(part, scene.mood)]),
    { framing: 'reaction' },
  );
  addShot(
    walk,
    `${last.id}/after`,
    setup,
    listeningMove(part, scene.mood),
    `${called(walk, listener)} is left with it`,
    [{ kind: 'hold', holdMs: scene.mood === 'comic' ? 900 : 1300, why: 'reaction', beatId: last.id }],
  );
};

/** An upright film is watched on a phone, between other things: what is shown in silence is shown faster. */
const paced = (draft: Draft, aspect: Aspect): Draft => {
  if (aspect !== '9:16') return draft;
  const covers = draft.covers.map((cover): ShotCover => {
    if (cover.kind === 'action')
      return { ...cover, readingMs: Math.max(1200, Math.round(cover.readingMs * uprightPace)) };
    return cover.kind === 'hold' && cover.why !== 'card'
      ? { ...cover, holdMs: Math.round(cover.holdMs * uprightPace) }
      : cover;
  });
  return { ...draft, covers };
};

/** The film's first picture has stood under the title already: a voice over it does not wait longer than this. */
const longestBeforeVoiceMs = 2500;

/** When a voice over pictures opens the film, nothing before it is looked at for long. */
const hastened = (drafts: readonly Draft[], scene: Scene): readonly Draft[] => {
  const firstLine = scene.beats.find((beat) => beat.kind === 'speech');
  if (firstLine?.kind !== 'speech' || firstLine.channel !== 'voice-over') return drafts;
  const voiceAt = drafts.findIndex(({ covers }) => covers.some((cover) => cover.kind === 'speech'));
  return drafts.map((draft, index) => {
    if (index > voiceAt) return draft;
    const covers = draft.covers.map((cover): ShotCover => {
      if (cover.kind === 'action') return { ...cover, readingMs: Math.min(cover.readingMs, longestBeforeVoiceMs) };
      return cover.kind === 'hold' && cover.why === 'establish'
        ? { ...cover, holdMs: Math.min(cover.holdMs, longestBeforeVoiceMs) }
        : cover;
    });
    return { ...draft, covers };
  });
};

/** Shots of one scene in order. At least one, even of an empty scene. */
export const planScene = (request: SceneRequest): readonly Draft[] => {
  const { scene, aspect, people, seed } = request;
  const walk: Walk = {
    scene,
    aspect,
    people,
    seed,
    isFirst: request.isFirst,
    drafts: [],
    stage: openStage(scene, people, seed),
    moment: 0,
    turns: 0,
    heat: 0,
    voices: 0,
    dressing: request.dressing,
    spoken: new Set(),
    recent: [],
    things: [],
    previous: undefined,
    next: undefined,
    resting: undefined,
    onTheWay: undefined,
  };
  const first = scene.beats[0];
  const opening = first === undefined ? walk.stage : during(walk.stage, first, people);
  walk.stage = { ...walk.stage, onSet: opening.onSet, holds: opening.holds, postures: opening.postures };
  let establishing = establish(walk, request);
  for (const [index, beat] of scene.beats.entries()) {
    walk.moment += 1;
    walk.next = scene.beats[index + 1];
    walk.stage = during(walk.stage, beat, people);
    shootBeat(walk, beat, establishing);
    walk.stage = after(walk.stage, beat, people);
    walk.previous = beat;
    establishing = undefined;
  }
  walk.moment += 1;
  close(walk, request);
  if (walk.drafts.length === 0)
    establish(walk, { ...request, scene: { ...scene, transitionIn: 'cut', timeWords: '', beats: [] } });
  const shots = varied(walk.drafts, aspect);
  return (request.isFirst ? hastened(shots, scene) : shots).map((draft) => paced(draft, aspect));
};
