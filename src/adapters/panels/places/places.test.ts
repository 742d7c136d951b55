import { describe, expect, test } from 'vitest';
import { frameShot } from '../compose/framing.ts';
import { request } from '../compose/testing/requests.ts';
import { createProjection, createStage, returnSurface } from '../ink/ink.ts';
import { sceneLight } from '../light/light.ts';
import { setFor } from './place-table.ts';
import { buildPlace, paintPlace } from './places.ts';
import { carInterior } from './set-car.ts';
import { submarine } from './set-submarine.ts';
import * as bare from './sets-bare.ts';
import * as fair from './sets-fair.ts';
import * as farm from './sets-farm.ts';
import * as gathering from './sets-gathering.ts';
import * as halls from './sets-halls.ts';
import { bedroom, kitchen, livingRoom } from './sets-home.ts';
import * as nature from './sets-nature.ts';
import * as publics from './sets-public.ts';
import * as quiet from './sets-quiet.ts';
import * as roadside from './sets-roadside.ts';
import * as sport from './sets-sport.ts';
import * as strange from './sets-strange.ts';
import * as streets from './sets-street.ts';
import * as technical from './sets-technical.ts';
import * as town from './sets-town.ts';
import * as transit from './sets-transit.ts';
import * as vehicles from './sets-vehicles.ts';
import * as water from './sets-water.ts';
import * as wild from './sets-wild.ts';
import * as winter from './sets-winter.ts';
import * as work from './sets-work.ts';

const inside = (name: string, dressing: readonly string[] = []) => setFor({ name, interior: true, dressing });
const outside = (name: string, dressing: readonly string[] = []) => setFor({ name, interior: false, dressing });

test('PNL-7 names find their rooms', () => {
  expect(inside("MARA'S KITCHEN")).toBe(kitchen);
  expect(inside('FERRY WHEELHOUSE')).toBe(vehicles.wheelhouse);
  expect(inside('ST. MARY HOSPITAL - WARD NINE')).toBe(work.hospitalRoom);
  expect(inside('HILL STREET SCHOOL - CLASSROOM')).toBe(work.classroom);
  expect(inside('POLICE STATION - INTERROGATION ROOM')).toBe(strange.cell);
  expect(inside('COUNTY COURTHOUSE - CORRIDOR')).toBe(work.corridor);
  expect(inside('WORKSHOP')).toBe(technical.workshop);
  expect(inside('BOOK SHOP')).toBe(publics.shop);
  expect(inside('TEA HOUSE')).toBe(publics.cafe);
  expect(inside('NIGHT TRAIN')).toBe(vehicles.carriage);
  expect(inside('LIFT')).toBe(transit.elevator);
  expect(inside('OLD CHURCH')).toBe(halls.church);
  expect(inside('HOTEL ROOM 12')).toBe(bedroom);
  expect(inside('SOMEWHERE', ['blackboard', 'classroom'])).toBe(work.classroom);
  expect(inside('THE VOID OF MEMORY')).toBe(strange.plainRoom);
  expect(inside('APARTMENT')).toBe(livingRoom);
});

test('PNL-7 names find their open places', () => {
  expect(outside('HILL STREET SCHOOL - PLAYGROUND')).toBe(fair.playground);
  expect(outside('GREEN VALLEY')).toBe(wild.mountain);
  expect(outside('BACK ALLEY')).toBe(streets.alley);
  expect(outside('AIRPORT')).toBe(town.building);
  expect(outside('MAIN STREET', ['horse', 'saloon'])).toBe(town.western);
  expect(outside('MAIN STREET', ['car'])).toBe(streets.street);
  expect(outside('RAILWAY STATION - PLATFORM 5')).toBe(transit.platform);
  expect(outside('PARKING LOT')).toBe(nature.road);
  expect(outside('FERRY DECK')).toBe(water.shipDeck);
  expect(outside('NOWHERE IN PARTICULAR')).toBe(nature.openGround);
});

test('PNL-7 the noun that comes last names the place', () => {
  expect(outside('DESERT HIGHWAY DINER')).toBe(roadside.diner);
  expect(outside('GAS STATION')).toBe(roadside.fillingStation);
  expect(outside('HOSPITAL ROOFTOP')).toBe(town.rooftop);
  expect(outside('BASKETBALL COURT')).toBe(sport.court);
  expect(outside('CABIN IN THE WOODS')).toBe(town.houseFront);
  expect(outside('FROZEN LAKE')).toBe(winter.frozenLake);
  expect(outside('WEDDING TENT')).toBe(gathering.marqueeLawn);
  expect(inside('SCHOOL GYM')).toBe(sport.gym);
  expect(inside('SUBWAY PLATFORM')).toBe(quiet.undergroundPlatform);
  expect(inside('SPACESHIP BRIDGE')).toBe(vehicles.cockpit);
  expect(inside('PRISON VISITING ROOM')).toBe(quiet.visitingRoom);
  expect(inside('TRAIN STATION BATHROOM')).toBe(strange.bathroom);
  expect(inside('CAR OUTSIDE THE BANK')).toBe(carInterior);
  expect(inside('SUBMARINE')).toBe(submarine);
  expect(inside('STABLE')).toBe(farm.barnInside);
  expect(outside('HOTEL POOL')).toBe(bare.openPool);
});

const rooms = [
  'kitchen',
  'bedroom',
  'office',
  'corridor',
  'hospital ward',
  'classroom',
  'courtroom',
  'church',
  'theatre',
  'bar',
  'cafe',
  'library',
  'workshop',
  'warehouse',
  'lab',
  'control room',
  'wheelhouse',
  'cockpit',
  'spaceship',
  'car',
  'train',
  'cell',
  'basement',
  'gym',
  'locker room',
  'supermarket',
  'attic',
  'morgue',
  'visiting room',
  'wedding tent',
  'cave',
  'bathroom',
  'stairs',
  'lift',
  'tent',
  'hall',
  'nothing known',
];
const openPlaces = [
  'street',
  'alley',
  'desert diner',
  'gas station',
  'basketball court',
  'football field',
  'frozen lake',
  'river bank',
  'lake',
  'wedding tent',
  'amusement park',
  'ruins',
  'construction site',
  'swimming pool',
  'square',
  'market',
  'park',
  'garden',
  'forest',
  'field',
  'desert',
  'main street saloon',
  'mountain',
  'beach',
  'harbour',
  'pier',
  'sea',
  'ship deck',
  'road',
  'house',
  'school',
  'bridge',
  'graveyard',
  'rooftop',
  'platform',
  'space',
  'moon',
  'sky',
  'nothing known',
];

const stage = createStage(96, 54);

const lookAround = (name: string, interior: boolean): void => {
  for (const [index, yaw] of [0, 90, 180, 270].entries()) {
    const size = (['WS', 'MS', 'CU', 'EWS'] as const)[index] ?? 'WS';
    const asked = request({
      size,
      cameraYawDeg: yaw,
      place: {
        locationId: name,
        name,
        interior,
        timeOfDay: index % 2 === 0 ? 'day' : 'night',
        weather: index === 3 ? 'snow' : 'clear',
      },
    });
    const light = sceneLight(asked.place);
    const place = buildPlace(asked.place, light);
    const shot = frameShot(asked, stage, {
      farthestM: interior ? 6.2 : 60,
      seated: place.seated,
      walkHalfM: place.walkHalfM,
    });
    const view = {
      stage,
      projection: createProjection(shot.camera),
      light,
      castDepth: shot.castDepth,
      faceLine: shot.faceLine,
      seed: name,
    };
    const painted = paintPlace(place, view);
    const whole = painted.far.context;
    if (!place.outdoors) whole.drawImage(painted.set.canvas, 0, 0);
    const pixels = painted.far.canvas.data();
    for (let i = 3; i < pixels.length; i += 4) if (pixels[i] !== 255) throw new Error(`${name} at ${yaw} has a hole`);
    for (const surface of [painted.far, painted.set, painted.near]) if (surface !== undefined) returnSurface(surface);
  }
};

describe('every place from four sides', () => {
  test.each(rooms)('PNL-8 %s, inside', (name) => lookAround(name, true));
  test.each(openPlaces)('PNL-8 %s, outside', (name) => lookAround(name, false));
});
