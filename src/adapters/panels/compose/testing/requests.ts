/** Small requests for tests: one woman, one man, any place. */
import type { CharacterLook } from '../../../../domain/performance/performance.types.ts';
import type { PanelFigure, PanelRequest } from '../../../../domain/shot/panel.types.ts';

const mara: CharacterLook = {
  characterId: 'mara',
  gender: 'female',
  ageBand: 'adult',
  head: 'soft',
  nose: 'straight',
  hair: 'bob',
  beard: 'none',
  glasses: 'none',
  headwear: 'none',
  skin: '#e6b08c',
  hairColour: '#6b352a',
  iris: '#4f6b4a',
  lip: '#b5605a',
  eyeSize: 0.9,
  browWeight: 11,
  freckles: true,
  garment: 'raincoat',
  coat: '#d8a136',
  inner: '#e9dfc9',
  legs: '#39424f',
  boots: '#5a3a2c',
  accent: '#a63f36',
  scarf: false,
  build: 0.92,
  heightM: 1.68,
};

export const looks = {
  mara,
  elias: {
    ...mara,
    characterId: 'elias',
    gender: 'male',
    hair: 'quiff',
    beard: 'short',
    coat: '#36536b',
    garment: 'peacoat',
    heightM: 1.84,
  },
} as const satisfies Record<string, CharacterLook>;

export const figure = (look: CharacterLook, screenX: number, more: Partial<PanelFigure> = {}): PanelFigure => ({
  look,
  screenX,
  depth: 0,
  facing: 'right',
  pose: 'stand',
  emotion: 'neutral',
  emotionStrength: 0.5,
  gaze: { x: 0.3, y: 0 },
  speaks: true,
  ...more,
});

export const request = (
  more: Partial<Omit<PanelRequest, 'place'>> & { place?: Partial<PanelRequest['place']> } = {},
): PanelRequest => {
  const { place, ...rest } = more;
  return {
    frameWidth: 320,
    frameHeight: 180,
    seed: 'test',
    size: 'MS',
    framing: 'single',
    angle: 'eye',
    lensMm: 50,
    cameraYawDeg: 0,
    figures: [],
    props: [],
    place: {
      locationId: 'kitchen',
      name: 'KITCHEN',
      interior: true,
      timeOfDay: 'night',
      weather: 'clear',
      mood: 'neutral',
      dressing: [],
      ...place,
    },
    ...rest,
  };
};
