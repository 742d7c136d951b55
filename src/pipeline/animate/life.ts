/** Signs of life that nobody writes in a script: blinks and the small sway of a head. Seeded, so they repeat. */
import { seededRandom } from '../../domain/random.ts';
import type { EyeState } from '../../domain/shot/panel.types.ts';
import type { Keyframe, SwitchCue } from '../../domain/timeline/timeline.types.ts';

/**
 * Blinks every 2 to 6 seconds, about 120 ms each: half, shut, half (art direction, mouths and blinks).
 * Cues start with an open eye at frame 0.
 */
export const blinks = (durationFrames: number, framesPerSecond: number, seed: string): SwitchCue<EyeState>[] => {
  const random = seededRandom(seed, 'blink');
  const half = Math.max(1, Math.round(framesPerSecond * 0.033));
  const shut = Math.max(1, Math.round(framesPerSecond * 0.06));
  const cues: SwitchCue<EyeState>[] = [{ frame: 0, show: 'open' }];
  let frame = Math.round(framesPerSecond * (0.6 + 2.4 * random()));
  while (frame + 2 * half + shut < durationFrames) {
    cues.push(
      { frame, show: 'half' },
      { frame: frame + half, show: 'shut' },
      { frame: frame + half + shut, show: 'half' },
      { frame: frame + 2 * half + shut, show: 'open' },
    );
    // Now and then people blink twice.
    const pause = random() < 0.15 ? 0.25 : 2 + 4 * random();
    frame += 2 * half + shut + Math.round(framesPerSecond * pause);
  }
  return cues;
};

/** When somebody speaks in a shot, in frames from its start. */
export type SpeakingStretch = { readonly from: number; readonly to: number };

/**
 * Degrees a head turns about its neck: slow and under a degree at rest, up to 1.6 with a faster rhythm while speaking.
 * A few keys a second at most; eased, so it never jerks.
 */
export const headSway = (
  durationFrames: number,
  framesPerSecond: number,
  speaking: readonly SpeakingStretch[],
  seed: string,
): Keyframe[] => {
  const random = seededRandom(seed, 'sway');
  const isSpeaking = (frame: number): boolean =>
    speaking.some((stretch) => frame >= stretch.from && frame < stretch.to);
  const keys: Keyframe[] = [];
  let frame = 0;
  let side = random() < 0.5 ? -1 : 1;
  while (frame < durationFrames + framesPerSecond) {
    const speaks = isSpeaking(frame);
    const reach = speaks ? 0.5 + 1.1 * random() : 0.2 + 0.45 * random();
    keys.push({ frame, value: Math.round(side * reach * 1000) / 1000, easing: 'ease-in-out' });
    side = -side;
    frame += Math.round(framesPerSecond * (speaks ? 0.45 + 0.55 * random() : 1.3 + 1.2 * random()));
  }
  return keys;
};
