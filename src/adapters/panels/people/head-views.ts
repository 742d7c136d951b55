/** The head of a request, in the view it asks for. */
import { expressionOf } from './expression.ts';
import type { HeadDrawing, HeadRequest } from './head.types.ts';
import { drawBackHead } from './head-back.ts';
import { drawFrontHead } from './head-front.ts';
import { drawProfileHead } from './head-profile.ts';
import { drawThreeQuarterHead } from './head-three-quarter.ts';
import type { PersonRequest, PersonView } from './people.types.ts';
import type { Turn } from './torso.ts';

const heads: Readonly<Record<PersonView, (request: HeadRequest) => HeadDrawing>> = {
  'three-quarter': drawThreeQuarterHead,
  front: drawFrontHead,
  back: drawBackHead,
  profile: drawProfileHead,
};

/** In the drawing's own frame: a mirrored drawing sees the light and the gaze mirrored. */
export const headOf = (request: PersonRequest): HeadDrawing => {
  const flip = request.mirrored ? -1 : 1;
  return heads[request.view]({
    look: request.look,
    expression: expressionOf(request.emotion, request.strength),
    gaze: { x: request.gaze.x * flip, y: request.gaze.y },
    lightSide: request.light.direction[0] * flip < 0 ? -1 : 1,
    shade: request.light.shade,
    alone: request.crop === 'bust',
  });
};

/** A body seen from the side is drawn as in the three-quarter view. */
export const turnOf = ({ view }: PersonRequest): Turn => (view === 'profile' ? 'three-quarter' : view);
