/**
 * LTX 2.3 and 2.5. One flowing paragraph in the order of events, literal and precise, four to eight sentences; the camera move also as a setting
 * (`camera_motion`). Sources: Lightricks' LTX prompting guide, fal's LTX 2.5 page (camera_motion list), read 2026-11-20.
 */
import type { DialectWriting } from '../passage.types.ts';
import type { BriefMove } from '../shot-brief.types.ts';

/** LTX's eight words; a pan or a tilt is none of them. */
const cameraMotion = ({ kind, direction }: BriefMove): string | undefined => {
  switch (kind) {
    case 'static':
      return 'static';
    case 'push-in':
      return 'dolly_in';
    case 'pull-out':
      return 'dolly_out';
    case 'truck':
      return direction === 'left' ? 'dolly_left' : 'dolly_right';
    case 'crane':
      return direction === 'down' ? 'jib_down' : 'jib_up';
    case 'rack-focus':
      return 'focus_shift';
    default:
      return undefined;
  }
};

export const ltx: DialectWriting = {
  makes: 'video',
  mostCharacters: 1400,
  order: [
    'references',
    'opener',
    'identity',
    'place',
    'weather',
    'light',
    'mood',
    'action',
    'staging',
    'camera',
    'dialogue',
    'effects',
    'ambience',
    'music',
    'extra',
    'card',
    'style',
    'end',
  ],
  effects: (sounds) => `The sound of ${sounds.join(', ')} is heard.`,
  ambience: (sounds) => `In the background, ${sounds.join(', ')}.`,
  mark: ({ kind, number }) => `${kind === 'image' ? 'Image' : kind === 'video' ? 'Video' : 'Audio'} ${number}`,
  cameraMotion,
};
