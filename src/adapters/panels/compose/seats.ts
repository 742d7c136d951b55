/** Where figures stand in the set, and something to sit on for those who sit. */
import type { Projection, Vec3 } from '../ink/ink.ts';
import { type Piece, type PlaceSet, seatPiece } from '../places/places.ts';
import type { FigurePlacement } from './framing.ts';

/** The point of the set a figure stands on. */
export const footInSet = (placement: FigurePlacement, { camera }: Projection): Vec3 => {
  const aside = ((placement.footX - camera.centreX) / camera.focal) * placement.depthM;
  const [x, , z] = camera.position;
  return [
    x + Math.sin(camera.yaw) * placement.depthM + Math.cos(camera.yaw) * aside,
    0,
    z + Math.cos(camera.yaw) * placement.depthM - Math.sin(camera.yaw) * aside,
  ];
};

/** Toward which side of the screen the seat's front looks, degrees; seen half from the side, as the sitter is. */
const seatTurn = { right: -62, left: 62, camera: 0, away: 180 } as const;

/** Two people wide: behind everybody who is seen in a car, and beside who is seen alone. */
const carSeats = (placements: readonly FigurePlacement[], projection: Projection): Piece[] => {
  const seen = placements.filter((placement) => !placement.nearShoulder);
  const spots = seen.map((placement) => footInSet(placement, projection));
  const [alone] = spots;
  if (spots.length < 2)
    spots.push(alone === undefined ? [-0.42, 0, 0] : [alone[0] - Math.sign(alone[0] || 1) * 0.9, 0, alone[2]]);
  return spots.map(([x, , z]) => seatPiece(x, z, 0, 'car seat', 1.72));
};

/** A chair under everybody who sits and is seen whole; a bench out of doors. */
export const seatsOf = (placements: readonly FigurePlacement[], projection: Projection, place: PlaceSet): Piece[] =>
  place.seated
    ? carSeats(placements, projection)
    : placements
        .filter(({ bust, figure }) => !bust && figure.pose === 'sit')
        .map((placement) => {
          const [x, , z] = footInSet(placement, projection);
          const kind = !place.outdoors ? 'chair' : place.outlook === 'city' ? 'plank' : 'boulder';
          const yawDeg = (projection.camera.yaw * 180) / Math.PI;
          return seatPiece(x, z, yawDeg + seatTurn[placement.figure.facing], kind, placement.figure.look.heightM);
        });
