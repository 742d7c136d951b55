/** Head and shoulders to the hips: the clothed body under and the collar over a head, in any of three turns. */
import type { CharacterLook } from '../../../domain/performance/performance.types.ts';
import { type Colour, fillPolygon, mixColour, type Point, smoothCurve, withAlpha } from '../ink/ink.ts';
import { type Brush, drawLine, drawShape, inkDark } from './brush.ts';
import { type ClothColour, type ClothLayer, garments, type Mark, scarfBackMarks, scarfMarks, tie } from './garments.ts';
import type { HeldKind } from './held-things.ts';
import { outline } from './outline.ts';
import { paintRaisedHand } from './raised-hand.ts';
import { throatShade, throatShadeAmount } from './skin.ts';
import { type Torso, type Turn, torsoOf } from './torso.ts';

export type BustDrawing = { readonly body: (brush: Brush) => void; readonly collar: (brush: Brush) => void };

const shadowTone: Colour = '#1a1430';

const colourOf = (look: CharacterLook, colour: ClothColour): Colour =>
  ({
    coat: look.coat,
    inner: look.inner,
    accent: look.accent,
    skin: look.skin,
    dark: mixColour(look.coat, '#15101c', 0.72),
    metal: '#c9b27a',
  })[colour];

const toned = (colour: Colour, tone: number): Colour =>
  tone < 0 ? mixColour(colour, shadowTone, -tone) : mixColour(colour, '#fff4dc', tone);

/** Right half of the body with the arms hanging, shoulder to hip. */
const halfBody = outline('140,850 245,922 385,980 482,1080 520,1240 538,1450 548,1700 560,1950 570,2300 580,2950');

const paintMark = (brush: Brush, look: CharacterLook, torso: Torso, mark: Mark): void => {
  for (const side of mark.both ? ([-1, 1] as const) : ([1] as const)) {
    const at = ([x, y]: Point): Point => torso.place(x * side, y);
    if (mark.kind === 'piece') {
      const skin = mark.colour === 'skin';
      drawShape(brush, smoothCurve(mark.points.map(at), true, 6), toned(colourOf(look, mark.colour), mark.tone ?? 0), {
        width: 9,
        inkColour: inkDark,
        outline: !skin,
        ...(skin ? { edge: 0, drift: 0 } : {}),
      });
    } else if (mark.kind === 'seam') {
      const colour = mark.colour ? colourOf(look, mark.colour) : inkDark;
      drawLine(brush, smoothCurve(mark.points.map(at)), mark.width, colour, {
        wobble: 1.2,
        ...(mark.colour ? { taper: 0.2 } : {}),
      });
    } else {
      for (const y of mark.ys) paintButton(brush, at([mark.x, y]), mark.radius, colourOf(look, mark.colour));
    }
  }
};

const paintButton = (brush: Brush, [x, y]: Point, radius: number, colour: Colour): void => {
  const { context } = brush;
  const disc = (dx: number, dy: number, r: number, style: string): void => {
    context.fillStyle = style;
    context.beginPath();
    context.arc(x + dx, y + dy, r, 0, Math.PI * 2);
    context.fill();
  };
  disc(0, 0, radius + 3, inkDark);
  disc(0, 0, radius, colour);
  disc(-radius * 0.3, -radius * 0.3, radius * 0.3, 'rgba(255,255,255,0.3)');
};

const paintBody = (brush: Brush, look: CharacterLook, torso: Torso, bulk: number, cloth: Colour): void => {
  const bulky = (x: number): number => (Math.abs(x) > 150 ? x * bulk : x);
  const right = halfBody.map(([x, y]): Point => torso.place(bulky(x), y));
  const left = halfBody.map(([x, y]): Point => torso.place(-bulky(x), y));
  const whole = smoothCurve([...[...left].reverse(), ...right], false, 10);
  drawShape(brush, whole, cloth, { width: 11, wobble: 2 });
  const shade = withAlpha(mixColour(cloth, shadowTone, 0.46), 0.7);
  for (const side of [-1, 1]) {
    const at = (x: number, y: number): Point => torso.place(side * bulky(x), y);
    fillPolygon(
      brush.context,
      smoothCurve(
        [at(366, 1215), at(396, 1420), at(412, 1700), at(400, 2950), at(340, 2950), at(352, 1700), at(336, 1430)],
        true,
      ),
      shade,
    );
    drawLine(brush, smoothCurve([at(356, 1190), at(384, 1420), at(398, 1700), at(388, 2950)]), 9, inkDark, {
      wobble: 1.5,
    });
    if (brush.detail < 0.15) continue;
    drawLine(brush, smoothCurve([at(300, 1075), at(250, 1150), at(214, 1280)]), 5, inkDark, { alpha: 0.6 });
    drawLine(brush, smoothCurve([at(520, 1330), at(474, 1362), at(430, 1352)]), 5, inkDark, { alpha: 0.6 });
    drawLine(brush, smoothCurve([at(556, 1560), at(500, 1530), at(450, 1560)]), 5, inkDark, { alpha: 0.55 });
    drawLine(brush, smoothCurve([at(560, 1600), at(510, 1590), at(468, 1612)]), 4.5, inkDark, { alpha: 0.5 });
  }
};

const marksOf = (look: CharacterLook, turn: Turn): readonly Mark[] => {
  const garment = garments[look.garment];
  const marks = turn === 'back' ? [...garment.back] : [...garment.front];
  const tied =
    turn !== 'back' &&
    ((look.garment === 'suit' && look.gender === 'male') ||
      (look.garment === 'shirt' && look.tie === true) ||
      (look.garment === 'uniform' && look.headwear === 'cap'));
  if (tied) {
    const bodyTie = tie.filter((mark) => mark.layer === 'body');
    // Under the lapels of a suit, over the buttons of a shirt.
    const body = (mark: Mark): boolean => mark.layer === 'body';
    const under = look.garment === 'shirt' ? marks.findLastIndex(body) : marks.findIndex(body);
    marks.splice(under + 1, 0, ...bodyTie);
    marks.splice(
      marks.findIndex((mark) => mark.layer === 'collar'),
      0,
      ...tie.filter((mark) => mark.layer === 'collar'),
    );
  }
  if (look.scarf) marks.push(...(turn === 'back' ? scarfBackMarks : scarfMarks));
  return marks;
};

/** Skin that shows between the neck and the collar. */
const throat = outline('-112,845 -140,905 -128,945 -84,994 0,1014 84,994 128,945 140,905 112,845');

/** The shadow the head throws on the chest and collar. */
const paintHeadShadow = (brush: Brush, torso: Torso, shade: string): void => {
  const { context } = brush;
  context.save();
  context.globalCompositeOperation = 'source-atop';
  const points: Point[] = [
    [-190, 820],
    [-200, 930],
    [-120, 1030],
    [0, 1060],
    [110, 1030],
    [190, 930],
    [190, 820],
  ];
  fillPolygon(
    context,
    smoothCurve(
      points.map(([x, y]) => torso.place(x, y)),
      true,
    ),
    withAlpha(throatShade(shade), throatShadeAmount),
  );
  context.restore();
};

/** `holds` raises a hand with the thing in it; from behind it is hidden by the body. */
export const drawBust = (look: CharacterLook, turn: Turn, shade: string, holds?: HeldKind): BustDrawing => {
  const torso = torsoOf(look, turn);
  const garment = garments[look.garment];
  const marks = marksOf(look, turn);
  const paint = (brush: Brush, layer: ClothLayer): void => {
    for (const mark of marks) if (mark.layer === layer) paintMark(brush, look, torso, mark);
  };
  return {
    body: (brush) => {
      paint(brush, 'nape');
      paintBody(brush, look, torso, garment.bulk, colourOf(look, garment.cloth));
      if (turn !== 'back')
        fillPolygon(
          brush.context,
          smoothCurve(
            throat.map(([x, y]) => torso.place(x, y)),
            true,
          ),
          look.skin,
        );
      paint(brush, 'body');
      paintHeadShadow(brush, torso, shade);
    },
    collar: (brush) => {
      paint(brush, 'collar');
      if (holds && turn !== 'back') paintRaisedHand(brush, look, torso, holds);
    },
  };
};
