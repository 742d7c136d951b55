/** Everything that is heard: cues played, scenes mixed, the whole leveled. Each scene's sound hangs on that scene alone. */
import type { Build, Step } from '../build/build.ts';
import type { BlobRef } from '../domain/media.ts';
import type { Breakdown } from '../domain/screenplay/breakdown.types.ts';
import type { FilmTiming, ShotPlan } from '../domain/shot/shot.types.ts';
import type { CueScore, MasteredSound, MasterMix, SceneMix } from '../domain/sound/sound.types.ts';
import { framesFromMs, msFromFrames, type Rate } from '../domain/time.ts';
import type { AudioClip, AudioItem, AudioTrack } from '../domain/timeline/timeline.types.ts';
import type { Mixer } from '../ports/mixer.ts';
import type { ScoreRenderer } from '../ports/score-renderer.ts';
import type { FilmWords } from './film-words.ts';
import { planMaster, planSceneMixes, planScore } from './score/score.ts';

/**
 * Sound is a chain of short steps with the film's end hanging on it: none of them waits behind the picture. The players
 * and mixers have few threads of their own, which limits them.
 */
const soundNeeds = { cores: 0, memoryMb: 300 } as const;

const cueStep = (renderer: ScoreRenderer): Step<CueScore, BlobRef> => ({
  name: 'score',
  version: 1,
  model: renderer.id,
  needs: soundNeeds,
  label: (cue) => `music, ${(cue.durationMs / 1000).toFixed(1)} s`,
  run: (cue, { signal }) => renderer.renderCue(cue, signal),
});

const mixStep = (mixer: Mixer): Step<SceneMix, BlobRef> => ({
  name: 'mix',
  version: 1,
  model: mixer.id,
  needs: soundNeeds,
  label: (mix) => `sound of a scene, ${mix.speeches.length} lines`,
  run: (mix, { signal }) => mixer.mixScene(mix, signal),
});

const masterStep = (mixer: Mixer): Step<MasterMix, MasteredSound> => ({
  name: 'master',
  version: 1,
  model: mixer.id,
  needs: soundNeeds,
  label: (mix) => `master of ${mix.stems.length} scenes`,
  run: (mix, { signal }) => mixer.master(mix, signal),
});

export type SoundRequest = {
  readonly breakdown: Breakdown;
  readonly plan: ShotPlan;
  /** With titles and credits in it. */
  readonly timing: FilmTiming;
  readonly words: FilmWords;
  readonly rate: Rate;
  readonly seed: string;
};

export const soundFilm = async (
  build: Build,
  tools: { readonly score: ScoreRenderer; readonly mixer: Mixer },
  request: SoundRequest,
  expect: (step: string, count: number) => void,
): Promise<MasteredSound> => {
  const { timing, words, rate } = request;
  const score = planScore(request);
  const cues = score.scenes.flatMap((scene) => scene.cues);
  expect('score', cues.length);
  const played = await build.all(cues.map((cue) => build.produce(cueStep(tools.score), cue.score)));
  const closed = tools.score.close();
  const cueAudio = new Map(cues.map((cue, index) => [cue.id, played[index] as BlobRef]));
  const voices = new Map([...words.utterances].map(([partId, utterance]) => [partId, utterance.audio]));
  const mixes = planSceneMixes(score, rate, voices, cueAudio);
  expect('mix', mixes.length);
  const stems = await build.all(mixes.map(({ mix }) => build.produce(mixStep(tools.mixer), mix)));
  await closed;
  const stemAudio = new Map(mixes.map(({ sceneId }, index) => [sceneId, stems[index] as BlobRef]));
  expect('master', 1);
  return build.produce(masterStep(tools.mixer), planMaster(score, mixes, stemAudio, timing, rate));
};

const gap = (durationFrames: number): AudioItem => ({ kind: 'gap', sourceRange: { startFrame: 0, durationFrames } });

/** Lines where they are heard, in lanes: voices that overlap lie on a track of their own. */
const dialogueTracks = (timing: FilmTiming, words: FilmWords, rate: Rate): AudioTrack[] => {
  const lanes: { end: number; items: AudioItem[] }[] = [];
  for (const speech of [...timing.speeches].sort((a, b) => a.startMs - b.startMs)) {
    const audio = words.utterances.get(speech.partId)?.audio;
    if (!audio) continue;
    const startFrame = framesFromMs(speech.startMs, rate);
    const durationFrames = Math.max(1, framesFromMs(speech.durationMs, rate));
    let lane = lanes.find((one) => one.end <= startFrame);
    if (!lane) {
      lane = { end: 0, items: [] };
      lanes.push(lane);
    }
    if (startFrame > lane.end) lane.items.push(gap(startFrame - lane.end));
    const clip: AudioClip = {
      kind: 'audio',
      id: speech.partId,
      name: speech.characterId,
      media: { kind: 'blob', blob: audio },
      sourceRange: { startFrame: 0, durationFrames },
      gainDb: 0,
      fadeInFrames: 0,
      fadeOutFrames: 0,
      metadata: { scene: speech.sceneId, startMs: Math.round(speech.startMs - msFromFrames(startFrame, rate)) },
    };
    lane.items.push(clip);
    lane.end = startFrame + durationFrames;
  }
  return lanes.map((lane, index) => ({
    kind: 'audio',
    id: `dialogue-${index + 1}`,
    name: `Dialogue ${index + 1}`,
    muted: true,
    items: lane.items,
  }));
};

/** The mastered programme, which is what is heard, and the dry lines it was mixed from, muted, for editing. */
export const soundTracks = (timing: FilmTiming, words: FilmWords, sound: MasteredSound, rate: Rate): AudioTrack[] => [
  {
    kind: 'audio',
    id: 'programme',
    name: 'Programme',
    items: [
      {
        kind: 'audio',
        id: 'programme',
        name: 'Mastered mix',
        media: { kind: 'blob', blob: sound.audio },
        sourceRange: { startFrame: 0, durationFrames: timing.durationFrames },
        gainDb: 0,
        fadeInFrames: 0,
        fadeOutFrames: 0,
      },
    ],
  },
  ...dialogueTracks(timing, words, rate),
];
