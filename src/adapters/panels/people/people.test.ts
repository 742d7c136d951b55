import { afterAll, describe, expect, test } from 'vitest';
import { extraLook } from '../../../domain/performance/cast-looks.ts';
import { type CharacterLook, visemes } from '../../../domain/performance/performance.types.ts';
import { borrowSurface, returnSurface, type Surface } from '../ink/ink.ts';
import { type PersonArt, type PersonRequest, type PersonView, paintPerson, releasePerson } from './people.ts';

const look: CharacterLook = {
  ...extraLook('a woman', 3),
  gender: 'female',
  hair: 'bob',
  glasses: 'none',
  beard: 'none',
};
const request: PersonRequest = {
  look,
  view: 'three-quarter',
  mirrored: false,
  crop: 'bust',
  pose: 'stand',
  emotion: 'neutral',
  strength: 1,
  gaze: { x: 0.3, y: 0 },
  heightPx: 150,
  detail: 0.6,
  light: { direction: [-0.7, -0.5], shade: '#4a4a78', ambient: '#e8dcd0', rim: '#ffd9a0', rimDirection: [1, -0.3] },
  withPatches: false,
};

const painted: PersonArt[] = [];
const paint = (change: Partial<PersonRequest>): PersonArt => {
  const art = paintPerson({ ...request, ...change });
  painted.push(art);
  return art;
};
afterAll(() => {
  for (const art of painted) releasePerson(art);
});

const bytes = ({ canvas, context }: Surface): Uint8ClampedArray =>
  context.getImageData(0, 0, canvas.width, canvas.height).data;
const coverage = (surface: Surface): number =>
  bytes(surface).reduce((sum, value, i) => (i % 4 === 3 && value > 128 ? sum + 1 : sum), 0);

describe('every person can be painted', () => {
  const views: readonly PersonView[] = ['three-quarter', 'front', 'back', 'profile'];
  const ages: readonly CharacterLook['ageBand'][] = ['child', 'teen', 'young', 'adult', 'middle', 'old'];
  test.each(views)('PPL-1 the %s view of every age and gender is drawn, as a bust and as a figure', (view) => {
    for (const ageBand of ages) {
      for (const gender of ['female', 'male'] as const) {
        const person = { ...extraLook(view, ageBand, gender), ageBand, gender };
        expect(coverage(paint({ look: person, view, heightPx: 60, detail: 0.3 }).body.surface)).toBeGreaterThan(1000);
        expect(
          coverage(paint({ look: person, view, crop: 'figure', heightPx: 90, detail: 0.2 }).body.surface),
        ).toBeGreaterThan(500);
      }
    }
  });

  test('PPL-2 an unknown hair, head or nose of a cast file still gives a person', () => {
    const odd = { ...look, hair: 'no-such-hair', head: 'no-such-head', nose: 'no-such-nose' };
    expect(coverage(paint({ look: odd }).body.surface)).toBeGreaterThan(5000);
  });

  test('PPL-3 the same request gives the same pixels', () => {
    for (const change of [{ withPatches: true }, { crop: 'figure', pose: 'walk', heightPx: 200 }] as const) {
      const [one, two] = [paint(change), paint(change)];
      expect([...bytes(one.body.surface)]).toEqual([...bytes(two.body.surface)]);
      expect([one.body.x, one.body.y]).toEqual([two.body.x, two.body.y]);
    }
  });
});

describe('proportions', () => {
  test('PPL-4 a head is as tall as asked, a figure as tall as asked, both to a few pixels', () => {
    const { crown, chin } = paint({ heightPx: 200 }).landmarks;
    expect(Math.abs(chin.y - crown.y - 200)).toBeLessThanOrEqual(2);
    const figure = paint({ crop: 'figure', heightPx: 300 });
    expect(Math.abs(-figure.landmarks.crown.y - 300)).toBeLessThanOrEqual(15);
  });

  test('PPL-5 a child has a larger head for its height than an adult, and its head points to the same side when mirrored', () => {
    const share = (ageBand: CharacterLook['ageBand']): number => {
      const { crown, chin } = paint({ look: { ...look, ageBand }, crop: 'figure', heightPx: 400 }).landmarks;
      return (chin.y - crown.y) / 400;
    };
    expect(share('child')).toBeGreaterThan(share('adult') * 1.25);
    const [right, left] = [
      paint({ crop: 'figure', pose: 'run' }),
      paint({ crop: 'figure', pose: 'run', mirrored: true }),
    ];
    expect(left.landmarks.eyes.x).toBe(-right.landmarks.eyes.x);
  });
});

/** Largest difference of a colour channel between two surfaces where the second is opaque. */
const largestDifference = (a: Surface, b: Surface): number => {
  const [one, two] = [bytes(a), bytes(b)];
  let largest = 0;
  for (let i = 0; i < two.length; i++)
    if (two[i | 3] === 255) largest = Math.max(largest, Math.abs((one[i] as number) - (two[i] as number)));
  return largest;
};

describe('patches', () => {
  test.each(['three-quarter', 'front'] as const)(
    'PPL-6 in the %s view the resting mouth and open eyes laid over the head change nothing',
    (view) => {
      const art = paint({ view, withPatches: true, headTiltDeg: 2 });
      const head = art.head?.surface as Surface;
      const plate = borrowSurface(head.width, head.height);
      plate.context.drawImage(head.canvas, 0, 0);
      for (const [set, image] of [
        [art.mouth, art.mouth?.images.X],
        [art.eyes, art.eyes?.images.open],
      ] as const) {
        plate.context.drawImage((image as Surface).canvas, set?.x ?? 0, set?.y ?? 0);
      }
      expect(largestDifference(plate, head)).toBeLessThanOrEqual(2);
      returnSurface(plate);
    },
  );

  test('PPL-7 nine mouths and three eyes are delivered, all different, with rims that fade to nothing', () => {
    const { mouth, eyes } = paint({ withPatches: true });
    expect(Object.keys(mouth?.images ?? {})).toEqual([...visemes]);
    expect(Object.keys(eyes?.images ?? {})).toEqual(['open', 'half', 'shut']);
    const seen = new Set<string>();
    for (const image of [...Object.values(mouth?.images ?? {}), ...Object.values(eyes?.images ?? {})]) {
      const data = bytes(image);
      for (let x = 0; x < image.width; x++) expect(data[x * 4 + 3]).toBe(0);
      seen.add(Buffer.from(data).toString('base64'));
    }
    expect(seen.size).toBe(12);
  });

  test.each(['back', 'profile'] as const)('PPL-8 the %s view has no mouth or eyes that move', (view) => {
    const art = paint({ view, withPatches: true });
    expect(art.head).toBeDefined();
    expect(art.mouth).toBeUndefined();
    expect(art.eyes).toBeUndefined();
  });

  test('PPL-9 body, head and collar laid together are the person in one piece', () => {
    const split = paint({ withPatches: true });
    const one = paint({}).body;
    const both = borrowSurface(one.surface.width, one.surface.height);
    for (const part of [split.body, split.head, split.collar]) {
      if (part) both.context.drawImage(part.surface.canvas, part.x - one.x, part.y - one.y);
    }
    const [a, b] = [bytes(both), bytes(one.surface)];
    let unlike = 0;
    for (let i = 0; i < b.length; i += 4)
      if (b[i + 3] === 255 && Math.abs((a[i] as number) - (b[i] as number)) > 24) unlike++;
    expect(unlike / (b.length / 4)).toBeLessThan(0.004);
    returnSurface(both);
  });

  test('PPL-10 an emotion at full strength changes the face, at none it does not', () => {
    const calm = bytes(paint({}).body.surface);
    expect([...bytes(paint({ emotion: 'anger', strength: 0 }).body.surface)]).toEqual([...calm]);
    expect([...bytes(paint({ emotion: 'anger', strength: 1 }).body.surface)]).not.toEqual([...calm]);
  });

  test('PPL-11 a thing in the hand is drawn, a thing nobody can draw leaves the hand down', () => {
    const down = bytes(paint({}).body.surface);
    expect([...bytes(paint({ holds: 'an old compass' }).body.surface)]).not.toEqual([...down]);
    for (const holds of ['a rifle', 'the mail bag'])
      expect([...bytes(paint({ holds, crop: 'figure' }).body.surface)], holds).not.toEqual([
        ...bytes(paint({ crop: 'figure' }).body.surface),
      ]);
    expect([...bytes(paint({ holds: 'hope' }).body.surface)]).toEqual([...down]);
  });
});

/** Rows of a figure below the ground line (positive: sunk, negative: hovering), from its opaque pixels. */
const lowestRow = ({ surface, y }: PersonArt['body']): number => {
  const data = bytes(surface);
  let lowest = 0;
  for (let i = 3; i < data.length; i += 4) if ((data[i] as number) > 128) lowest = Math.floor(i / 4 / surface.width);
  return lowest + y;
};

describe('figures on the ground', () => {
  test('PPL-13 whatever the pose, age and view, the lowest foot stands on the ground to a hundredth of the height', () => {
    for (const view of ['three-quarter', 'back'] as const)
      for (const pose of ['stand', 'walk', 'run', 'sit', 'kneel', 'point'] as const)
        for (const ageBand of ['child', 'adult'] as const) {
          const art = paint({ look: { ...look, ageBand }, view, pose, crop: 'figure', heightPx: 200, detail: 0.2 });
          expect(Math.abs(lowestRow(art.body)), `${view} ${pose} ${ageBand}`).toBeLessThanOrEqual(3);
        }
  });
});

describe('from behind', () => {
  test('PPL-14 white hair under a violet light stays free of violet from behind', () => {
    const violet = { ...request.light, shade: '#6a5590', ambient: '#8c8698' };
    const { surface, y } = paint({ look: { ...look, hairColour: '#cfccc6' }, view: 'back', light: violet }).body;
    const data = bytes(surface);
    const row = Math.round(-y);
    const at = (row * surface.width + Math.round(surface.width / 2)) * 4;
    const [red, green, blue] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
    expect(blue).toBeLessThanOrEqual(Math.max(red, green) + 4);
    expect(red).toBeLessThanOrEqual(green + 16);
  });

  test('PPL-15 a head is as high from behind as from the front, for a child as for a grown person', () => {
    for (const ageBand of ['child', 'adult'] as const) {
      const top = (view: PersonView): number =>
        paint({ look: { ...look, ageBand }, view, crop: 'figure', heightPx: 200 }).landmarks.crown.y;
      expect(Math.abs(top('back') - top('front'))).toBeLessThanOrEqual(3);
    }
  });
});

describe('figures that speak', () => {
  test('PPL-12 a figure with patches comes in three parts too, and its resting mouth changes nothing', () => {
    const art = paint({ crop: 'figure', heightPx: 700, withPatches: true, pose: 'walk' });
    const head = art.head?.surface as Surface;
    const resting = art.mouth?.images.X as Surface;
    const plate = borrowSurface(head.width, head.height);
    plate.context.drawImage(head.canvas, 0, 0);
    plate.context.drawImage(resting.canvas, art.mouth?.x ?? 0, art.mouth?.y ?? 0);
    expect(largestDifference(plate, head)).toBeLessThanOrEqual(2);
    expect([...bytes(art.mouth?.images.D as Surface)]).not.toEqual([...bytes(art.mouth?.images.X as Surface)]);
    returnSurface(plate);
  });
});
