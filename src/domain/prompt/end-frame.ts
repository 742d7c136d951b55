/** The last picture of a shot, named: models take it for where everything is going. */
import { faceWords } from './body-words.ts';
import { listed } from './plain-words.ts';
import type { ShotBrief } from './shot-brief.types.ts';

type Staged = Pick<ShotBrief, 'people' | 'props' | 'camera' | 'place' | 'lines'>;

const whoAtTheEnd = ({ people }: Staged): string => {
  const faces = people.filter(({ seen }) => seen === 'face');
  const shown = faces.length > 0 ? faces : people.filter(({ seen }) => seen === 'behind');
  if (shown.length > 3) return 'all of them together in the frame';
  return listed(shown.map(({ name }) => name));
};

/** What they are like then: after a line the mouth is shut; a face alone keeps what it came to show. */
const stateOf = ({ people, camera, lines }: Staged): string => {
  const faces = people.filter(({ seen }) => seen === 'face');
  const only = faces.length === 1 ? faces[0] : undefined;
  if (camera.size === 'EWS' || camera.size === 'WS') return 'small in the place';
  if (only?.hasShutEyes === true) return 'eyes closed';
  if (only !== undefined && lines.some(({ onScreen, characterId }) => onScreen && characterId === only.characterId))
    return 'mouth closed after the last word, gaze held';
  return (only === undefined ? undefined : faceWords(only)) ?? 'at rest';
};

/** What follows `Ends on`: `Mara, eyes closed, closer in the frame`. Deterministic, from staging, lines and move alone. */
export const endFrameOf = (shot: Staged): string => {
  const { camera, props, place } = shot;
  const { kind, direction } = camera.move;
  const who = whoAtTheEnd(shot);
  if (camera.framing === 'insert') return `the ${props[0] ?? 'detail'}, sharp and still`;
  if (who === '') {
    const what =
      camera.framing === 'pov' && props[0] !== undefined ? `the ${props[0]}` : place.name.replace(/^an? /u, 'the ');
    return kind === 'push-in' ? `${what}, closer now, at rest` : `${what}, at rest`;
  }
  if (kind === 'push-in' || kind === 'zoom-in') return `${who}, ${stateOf(shot)}, closer in the frame`;
  if (kind === 'pull-out' || kind === 'zoom-out') return `${who}, smaller in the frame, more of the place in view`;
  if (kind === 'crane' && direction !== 'down') return `${who} seen from above, small in the place`;
  if (kind === 'truck' || kind === 'track') return `${who}, still in frame as the movement settles`;
  return `${who}, ${stateOf(shot)}`;
};
