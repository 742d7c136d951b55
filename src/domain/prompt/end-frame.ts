/** The last picture of a shot, named: models take it for where everything is going. */
import { faceWords } from './body-words.ts';
import { listed } from './plain-words.ts';
import type { ShotBrief } from './shot-brief.types.ts';

type Staged = Pick<ShotBrief, 'people' | 'props' | 'camera' | 'place'>;

const whoAtTheEnd = ({ people }: Staged): string => {
  const faces = people.filter(({ seen }) => seen === 'face');
  const shown = faces.length > 0 ? faces : people.filter(({ seen }) => seen === 'behind');
  if (shown.length > 3) return 'all of them together in the frame';
  return listed(shown.map(({ name }) => name));
};

/** What follows `Ends on`: `Mara, eyes wide, filling the frame`. Deterministic, from staging and move alone. */
export const endFrameOf = (shot: Staged): string => {
  const { camera, props, place } = shot;
  const who = whoAtTheEnd(shot);
  if (camera.framing === 'insert') return `the ${props[0] ?? 'detail'}, sharp and still`;
  if (who === '') {
    const what =
      camera.framing === 'pov' && props[0] !== undefined ? `the ${props[0]}` : place.name.replace(/^an? /u, 'the ');
    return camera.move.kind === 'push-in' ? `${what}, closer now, at rest` : `${what}, at rest`;
  }
  const first = shot.people.find(({ seen }) => seen === 'face');
  const face = first === undefined || shot.people.length > 2 ? undefined : faceWords(first);
  const look = face === undefined ? 'still' : face;
  switch (camera.move.kind) {
    case 'push-in':
    case 'zoom-in':
      return `${who}, ${look}, closer in the frame`;
    case 'pull-out':
    case 'zoom-out':
      return `${who}, smaller in the frame, the place around them in view`;
    case 'crane':
      return camera.move.direction === 'down'
        ? `${who}, ${look}, the camera at rest`
        : `${who} seen from above, small in the place`;
    case 'truck':
    case 'track':
      return `${who}, still in frame as the movement settles`;
    default:
      return `${who}, ${look}, holding for a beat`;
  }
};
