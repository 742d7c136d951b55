/** Shot numbers as on a slate: scene number, a letter per moment (I and O are left out), a digit for a further cut inside it. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** 0 → A, 23 → Z, 24 → AA. */
export const slateLetter = (moment: number): string => {
  const own = letters[moment % letters.length] as string;
  return moment < letters.length ? own : slateLetter(Math.floor(moment / letters.length) - 1) + own;
};

/** `2C`, `2C2`; in a scene whose own number ends in a letter `2A-C`. `nth` counts shots of the same moment from 0. */
export const shotNumber = (sceneNumber: string, moment: number, nth: number): string =>
  `${sceneNumber}${/\p{L}$/u.test(sceneNumber) ? '-' : ''}${slateLetter(moment)}${nth === 0 ? '' : nth + 1}`;
