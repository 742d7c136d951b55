/**
 * Shots for voices that come from elsewhere: narration, radio, telephone, the next room. They have no face here:
 * the camera looks at who listens, at the device, or at the place that is spoken of.
 */
import type { SpeechBeat } from '../../domain/screenplay/breakdown.types.ts';
import { listeningMove, placeMove } from './camera.ts';
import { reactionTo, strongestPart } from './feelings.ts';
import { faceSetup, insertSetup, placeSetup } from './setups.ts';
import { coversOf, evenSegmentsOf, type Segment, segmentsOf, type Unit } from './speech-segments.ts';
import { onSetNow } from './stage.ts';
import { addShot, called, current, faces, remember, showsFace, type Walk } from './walk.ts';

const devices: readonly (readonly [RegExp, string])[] = [
  [/\b(radio|walkie|intercom|transmitter|receiver|set)\b/iu, 'radio'],
  [/\b(phone|telephone|mobile|cell|handset)\b/iu, 'phone'],
];

/** The thing the voice comes out of, as the scene names it. */
const deviceOf = (walk: Walk, beat: SpeechBeat): string | undefined => {
  if (beat.channel !== 'radio' && beat.channel !== 'phone') return undefined;
  const fallback = beat.channel;
  const known = walk.things.findLast((thing) =>
    devices.some(([pattern, name]) => pattern.test(thing) && name === fallback),
  );
  return known ?? fallback;
};

/** Who hears it: the narrator when they are seen, else whoever spoke or acted last, else anybody in the room. */
const listenerOf = (walk: Walk, beat: SpeechBeat): string | undefined => {
  const here = onSetNow(walk.stage);
  if (beat.channel === 'voice-over' && here.includes(beat.characterId)) return beat.characterId;
  const hearing = here.filter((id) => id !== beat.characterId);
  return walk.recent.findLast((id) => hearing.includes(id)) ?? hearing[0];
};

/** Long messages are heard by everybody in turn. */
const hearerOf = (walk: Walk, beat: SpeechBeat, listener: string, nth: number): string => {
  if (nth % 2 === 0 || listener === beat.characterId) return listener;
  return onSetNow(walk.stage).find((id) => id !== listener && id !== beat.characterId) ?? listener;
};

const onListener = (walk: Walk, beat: SpeechBeat, listener: string, units: readonly Unit[], nth: number): void => {
  const first = units[0] as Unit;
  const isNarrating = listener === beat.characterId;
  const base = walk.voices > 1 || walk.scene.tension > 0.65 ? 'CU' : 'MCU';
  const size = nth % 2 === 1 ? 'MS' : nth % 4 === 2 ? (base === 'CU' ? 'MCU' : 'CU') : base;
  const feeling = reactionTo(first.part, walk.scene.mood);
  const setup = faceSetup(walk.stage, walk.aspect, listener, undefined, size, faces(walk, [listener, feeling]), {
    framing: isNarrating ? 'single' : 'reaction',
  });
  addShot(
    walk,
    nth === 0 ? beat.id : `${first.part.id}/${first.sentence}`,
    setup,
    listeningMove(strongestPart(beat), walk.scene.mood),
    isNarrating ? `${called(walk, listener)}, thinking it` : `${called(walk, listener)} listens`,
    coversOf(beat, units, false),
  );
};

/** A view of the place for narration: the yaw changes from one to the next, so that no two look alike. */
const onPlace = (walk: Walk, beat: SpeechBeat, units: readonly Unit[], nth: number): void => {
  const first = units[0] as Unit;
  const anchor = nth === 0 ? beat.id : `${first.part.id}/${first.sentence}`;
  const before = current(walk);
  const shown = new Set(
    walk.drafts.slice(-4).map((draft) => (draft.framing === 'insert' ? draft.props[0] : undefined)),
  );
  const seen = walk.drafts.flatMap((draft) => (draft.framing === 'insert' ? draft.props.slice(0, 1) : []));
  const thing = walk.things.findLast(
    (name) => !shown.has(name) && (seen.includes(name) || walk.stage.onSet.size === 0),
  );
  if (nth % 3 === 1 && thing !== undefined && before?.framing !== 'insert') {
    addShot(
      walk,
      anchor,
      insertSetup([thing], 'eye'),
      { kind: 'push-in', amount: 0.3 },
      `${thing}, under the voice`,
      coversOf(beat, units, false),
    );
    return;
  }
  const size = before?.size === 'WS' ? 'EWS' : 'WS';
  const setup = placeSetup(walk.stage, walk.aspect, faces(walk), {
    size,
    yawDeg: Math.ceil(nth / 2) % 2 === 0 ? 32 : -32,
  });
  addShot(
    walk,
    anchor,
    setup,
    placeMove(anchor, walk.scene.intExt !== 'int'),
    'the place, under the voice',
    coversOf(beat, units, false),
  );
};

/** The part of the line that the shot already there can carry; what is left needs shots of its own. */
const carriedByCurrent = (
  walk: Walk,
  beat: SpeechBeat,
  listener: string | undefined,
  device: string | undefined,
): Segment[] => {
  const shot = current(walk);
  const isPlace = shot?.framing === 'establishing' && walk.drafts.length === 1;
  const isDevice = device !== undefined && shot?.framing === 'insert' && shot.props[0] === device;
  const isListener =
    walk.resting !== undefined &&
    walk.resting.who === listener &&
    walk.resting.beats < 2 &&
    shot !== undefined &&
    showsFace(shot, listener ?? '');
  const segments =
    beat.channel === 'voice-over'
      ? evenSegmentsOf(beat)
      : segmentsOf(beat, {
          startsOn: isDevice || (device !== undefined && walk.voices % 4 === 0) ? 'other' : 'speaker',
        });
  if (shot === undefined) return segments;
  const carries =
    (isPlace && beat.channel === 'voice-over') || (isDevice && segments.length > 1) || (isListener && !isDevice);
  const first = segments[0];
  if (!carries || first === undefined || (isListener && first.on === 'other')) return segments;
  shot.covers.push(...coversOf(beat, first.units, false));
  return segments.slice(1);
};

/** What is seen while a voice without a face goes on: those who hear it and the place, in turn. */
export const showUnderVoice = (walk: Walk, beat: SpeechBeat, segment: Segment, nth: number): void => {
  const listener = listenerOf(walk, beat);
  if (listener === undefined || nth % 2 === 0) return onPlace(walk, beat, segment.units, nth);
  const heardBefore = Math.floor(nth / 2);
  onListener(walk, beat, hearerOf(walk, beat, listener, heardBefore), segment.units, heardBefore + 2);
};

export const shootVoice = (walk: Walk, beat: SpeechBeat): void => {
  const listener = listenerOf(walk, beat);
  const device = deviceOf(walk, beat);
  const segments = carriedByCurrent(walk, beat, listener, device);
  const isCarried =
    segments.length < (beat.channel === 'voice-over' ? evenSegmentsOf(beat).length : Number.POSITIVE_INFINITY);
  segments.forEach((segment, index) => {
    const nth = index + (isCarried ? 1 : 0);
    const wantsDevice = device !== undefined && segment.on === 'other' && (index === 0 || listener === undefined);
    const isOnDevice = current(walk)?.framing === 'insert';
    if (wantsDevice && !isOnDevice) {
      const first = segment.units[0] as Unit;
      addShot(
        walk,
        nth === 0 ? beat.id : `${first.part.id}/${first.sentence}`,
        insertSetup([device]),
        { kind: 'push-in', amount: 0.25 },
        `the ${device} speaks`,
        coversOf(beat, segment.units, false),
      );
    } else if (listener !== undefined && (beat.channel !== 'voice-over' || nth % 2 === 0)) {
      onListener(
        walk,
        beat,
        hearerOf(walk, beat, listener, beat.channel === 'voice-over' ? Math.floor(nth / 2) : nth),
        segment.units,
        Math.floor(nth / (beat.channel === 'voice-over' ? 2 : 1)),
      );
    } else {
      onPlace(walk, beat, segment.units, nth);
    }
  });
  const stayed = segments.length === 0 && walk.resting?.who === listener ? walk.resting : undefined;
  walk.resting =
    listener === undefined || listener === beat.characterId
      ? undefined
      : { who: listener, hasSpoken: stayed?.hasSpoken ?? false, beats: (stayed?.beats ?? 0) + 1 };
  if (device !== undefined) remember(walk.things, device);
  walk.voices += 1;
  if (beat.channel !== 'voice-over') walk.heat = Math.min(6, walk.heat + 3);
};
