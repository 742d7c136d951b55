/**
 * Hailuo 2.3. Director's notes of 40 to 60 words with the camera as a bracketed command in front; silent; no negative prompt. Source: MiniMax's
 * video-generation reference (fifteen commands) and minimax-multimodal-toolkit, read 2026-11-20; 2,000 characters at most.
 */
import type { DialectWriting } from '../passage.types.ts';
import type { BriefMove } from '../shot-brief.types.ts';

const sideways = (move: BriefMove, otherwise: string): string => move.direction ?? otherwise;

const command = (move: BriefMove): string | undefined => {
  switch (move.kind) {
    case 'static':
      return '[Static shot]';
    case 'push-in':
      return '[Push in]';
    case 'pull-out':
      return '[Pull out]';
    case 'pan':
    case 'whip-pan':
      return `[Pan ${sideways(move, 'right')}]`;
    case 'truck':
      return `[Truck ${sideways(move, 'right')}]`;
    case 'tilt':
      return `[Tilt ${sideways(move, 'up')}]`;
    case 'crane':
      return `[Pedestal ${sideways(move, 'up')}]`;
    case 'handheld':
      return '[Shake]';
    case 'track':
      return '[Tracking shot]';
    case 'zoom-in':
      return '[Zoom in]';
    case 'zoom-out':
      return '[Zoom out]';
    default:
      return undefined;
  }
};

export const hailuo: DialectWriting = {
  makes: 'video',
  mostCharacters: 900,
  order: [
    'camera',
    'opener',
    'identity',
    'action',
    'staging',
    'dialogue',
    'place',
    'weather',
    'light',
    'mood',
    'style',
    'lens',
    'extra',
    'card',
    'end',
  ],
  camera: command,
  mark: ({ number }) => `Image ${number}`,
};
