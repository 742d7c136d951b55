/** What is heard in a stretch of a timeline, counted from its first frame. Clips keep their own beginnings, fades and gains. */
import { type FrameRange, samplesFromFrames } from '../../domain/time.ts';
import type { Animated } from '../../domain/timeline/timeline.types.ts';
import { planRateHz, type SoundPlan } from './sound-plan.types.ts';

/** The plan of `range`: a clip that began before it has a negative start and is heard from sample 0 on. */
export const excerptSound = (plan: SoundPlan, range: FrameRange): SoundPlan => {
  const samples = (frames: number): number => samplesFromFrames(frames, plan.rate, planRateHz);
  const from = samples(range.startFrame);
  const to = samples(range.startFrame + range.durationFrames);
  return {
    ...plan,
    durationSamples: to - from,
    buses: plan.buses.map((bus) => ({
      ...bus,
      gainDb: shifted(bus.gainDb, range.startFrame),
      clips: bus.clips
        .filter(({ startSample, endSample }) => startSample < to && endSample > from)
        .map((clip) => ({ ...clip, startSample: clip.startSample - from, endSample: clip.endSample - from })),
    })),
  };
};

const shifted = (animated: Animated, frames: number): Animated =>
  typeof animated === 'number' ? animated : animated.map((key) => ({ ...key, frame: key.frame - frames }));
