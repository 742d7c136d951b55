/** The inside of a car seen through its windscreen. Eyes of those who sit are at 1.6 m, as everywhere: the floor is raised. */
import { seededRandom } from '../../../domain/random.ts';
import { ellipsePoints, fillPolygon, mixColour, type SetBrush, verticalGradient, withAlpha } from '../ink/ink.ts';
import { skyColourAt } from '../light/light.ts';
import type { SetBuilder } from './set-builder.ts';

export const carInterior = (set: SetBuilder): void => {
  set.set({ seated: true, front: { kind: 'car' }, ground: '#22222c' });
  set.shell((b) => b.raw(() => outside(b, set)));
  set.shell(cabin);
  set.lamp({
    kind: 'screen',
    at: [0.35, 1.1, -0.5],
    reach: 0.8,
    strength: 0.6,
    always: true,
    colour: '#9fd0ff',
    bulb: 0,
  });
};

const trim = '#3a3a48';

/** Roof, pillars, doors and rear seat: everything but the glass. */
const cabin = (b: SetBrush): void => {
  b.face([-1.05, 2.02, -1.2, 1.05, 2.02, -1.2, 0.95, 2.06, 2, -0.95, 2.06, 2], '#5c5864');
  b.face([-1.3, 0.3, 1.9, 1.3, 0.3, 1.9, 1.3, 1.42, 1.9, -1.3, 1.42, 1.9], trim);
  b.face([-1.3, 1.94, 1.9, 1.3, 1.94, 1.9, 1.3, 2.3, 1.9, -1.3, 2.3, 1.9], trim);
  for (const side of [-1, 1]) {
    b.face([side * 0.78, 1.42, 1.9, side * 1.3, 1.42, 1.9, side * 1.3, 1.96, 1.9, side * 0.66, 1.96, 1.9], trim);
    b.face(
      [side * 1.02, 0.2, -1.2, side * 1.02, 0.2, 1.95, side * 1.02, 1.36, 1.95, side * 1.02, 1.3, -1.2],
      '#454552',
    );
    b.face([side * 1.0, 1.3, 0.52, side * 1.0, 1.3, 0.7, side * 0.94, 2.04, 0.62, side * 0.94, 2.04, 0.46], trim);
    b.face([side * 1.02, 1.34, 1.45, side * 1.02, 1.34, 1.95, side * 0.94, 2.06, 1.95, side * 0.94, 2.06, 1.25], trim);
    b.line([side * 1.02, 1.33, -1.2, side * 1.02, 1.37, 1.9], 0.04, '#5c5864');
    b.line([side * 0.95, 2.02, -1.2, side * 0.94, 2.05, 1.9], 0.05, trim);
  }
  b.face([-0.9, 0.5, 1.3, 0.9, 0.5, 1.3, 0.88, 1.32, 1.55, -0.88, 1.32, 1.55], '#5a4e50', { drift: 0.2 });
  b.line([0, 0.5, 1.29, 0, 1.32, 1.53], 0.02);
};

/** Out of focus: lights at night, country or town by day. */
const outside = (b: SetBrush, set: SetBuilder): void => {
  const { context, projection } = b;
  const { light } = set;
  const horizon = projection.camera.centreY + 40;
  context.fillStyle = verticalGradient(context, light.sky.stops, horizon - 520, horizon);
  context.fillRect(-400, -400, 3000, horizon + 400);
  context.fillStyle = verticalGradient(
    context,
    [
      [0, mixColour(skyColourAt(light, 1), '#6a7068', light.dark ? 0.3 : 0.6)],
      [1, light.dark ? '#0c1226' : '#5a5a58'],
    ],
    horizon,
    horizon + 400,
  );
  context.fillRect(-400, horizon, 3000, 2000);
  const random = seededRandom('outside', set.name);
  const lit = light.set.lampStrength > 0.4;
  context.save();
  if (lit) context.globalCompositeOperation = 'screen';
  for (let i = 0; i < (lit ? 90 : 46); i++) {
    const [x, y, r] = [-100 + random() * 2200, horizon - 150 + random() * 330, 10 + random() * 44];
    const colours = lit
      ? ['#ffb35a', '#ff6a4a', '#7fb4ff', '#ffe2a0', '#ff4d6a']
      : ['#6a8a64', '#8a9a70', '#5a7a6a', '#a8a890', '#7a8a94'];
    const colour = colours[Math.floor(random() * colours.length)] ?? '#ffb35a';
    fillPolygon(
      context,
      ellipsePoints(x, lit ? y : horizon - 20 - random() * 60, lit ? r : r * 2.2, lit ? r : r * 1.4, 20),
      withAlpha(colour, lit ? 0.14 + 0.34 * random() : 0.5),
    );
  }
  context.restore();
};
