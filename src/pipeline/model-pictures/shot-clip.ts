/** A picture a model made, as the clip of its shot: a still under a camera move, or a clip fitted to the time the shot really takes. */
import { overscan } from '../../domain/shot/panel.types.ts';
import type { Shot } from '../../domain/shot/shot.types.ts';
import { framesFromMs, type Rate } from '../../domain/time.ts';
import type { Animated, ImageClip, Keyframe, VideoClip, VideoTrack } from '../../domain/timeline/timeline.types.ts';
import type { TakenMedia } from '../../ports/media-library.ts';
import { type CameraKey, cameraPath } from '../animate/camera-path.ts';

export type ShotPicture = { readonly kind: 'image' | 'video'; readonly media: TakenMedia; readonly isSynced?: boolean };

type Place = {
  readonly shot: Shot;
  readonly durationFrames: number;
  readonly rate: Rate;
  readonly width: number;
  readonly height: number;
};

/** A clip that is too short is slowed down to this at most; after that its last picture holds. */
const slowest = 0.6;

const keyed = (keys: readonly CameraKey[], valueAt: (key: CameraKey) => number): Animated => {
  const values = keys.map(
    (key): Keyframe => ({ frame: key.frame, value: Math.round(valueAt(key) * 10_000) / 10_000, easing: key.easing }),
  );
  const first = values[0] as Keyframe;
  return values.every(({ value }) => value === first.value) ? first.value : values;
};

/** A drawn panel is painted wider than the frame; a photograph is enlarged by as much, so that the camera can move over it. */
const stillClip = (media: TakenMedia, { shot, durationFrames, rate, width, height }: Place): ImageClip => {
  const keys = cameraPath(shot.movement, durationFrames, rate.num / rate.den, shot.id);
  const scale = keyed(keys, ({ zoom }) => overscan * (1 + zoom));
  return {
    ...{ kind: 'image', id: `${shot.id}-still`, name: shot.number, media },
    sourceRange: { startFrame: 0, durationFrames },
    placement: {
      fit: 'cover',
      ...{
        x: keyed(keys, ({ dx }) => -dx * width),
        y: keyed(keys, ({ dy }) => -dy * height),
        scaleX: scale,
        scaleY: scale,
      },
    },
  };
};

const movingClip = (media: TakenMedia, isSynced: boolean, { shot, durationFrames, rate }: Place): VideoClip => {
  const has = framesFromMs(media.facts.durationMs, rate);
  // Lips that follow a voice keep its time.
  const speed =
    isSynced || has >= durationFrames ? 1 : Math.max(slowest, Math.round((has / durationFrames) * 1000) / 1000);
  return {
    ...{ kind: 'video', id: `${shot.id}-clip`, name: shot.number, media },
    sourceRange: { startFrame: 0, durationFrames },
    placement: { fit: 'cover' },
    ...(speed < 1 && { speed }),
    sound: 'muted',
  };
};

/** The track inside the shot's composition; it runs from the shot's own first frame. */
export const shotTrack = ({ kind, media, isSynced = false }: ShotPicture, place: Place): VideoTrack => ({
  ...{ kind: 'video', id: `${place.shot.id}-picture`, name: place.shot.number },
  items: [kind === 'image' ? stillClip(media, place) : movingClip(media, isSynced, place)],
});
