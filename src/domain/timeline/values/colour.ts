/** Colours: #rgb, #rgba, #rrggbb, #rrggbbaa and the names of CSS, all kept as #rrggbb or #rrggbbaa in small letters. */
import { type Shape, underName, wrong } from '../schema/shape.ts';
import { nearest, said } from '../schema/words.ts';
import { colourNames } from './colour-names.ts';

const takes = 'a colour like "#d8a136", "#d8a13680" or "tomato"';

/** `#rrggbb` or, when it lets something through, `#rrggbbaa`; undefined when the text is no colour. */
export const colourFromText = (text: string): string | undefined => {
  const word = text.trim().toLowerCase();
  if (Object.hasOwn(colourNames, word)) return colourNames[word];
  if (!/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(word)) return undefined;
  const long = word.length > 5 ? word : `#${[...word.slice(1)].map((digit) => digit + digit).join('')}`;
  return long.length === 9 && long.endsWith('ff') ? long.slice(0, 7) : long;
};

/** A colour in the form that the renderer reads. */
export const colourShape: Shape<string> = {
  takes,
  read: (value, place, reading) => {
    if (typeof value !== 'string') return reading.tell(place, `${said(value)} is no colour; use ${takes}`);
    const filled = reading.fill(value, place);
    if (filled === wrong) return wrong;
    const colour = colourFromText(filled);
    if (colour !== undefined) return colour;
    return reading.tell(place, () => {
      const near = filled.startsWith('#') ? undefined : nearest(filled, Object.keys(colourNames));
      return `${said(filled)} is no colour; ${near ? `did you mean “${near}”? Use` : 'use'} ${takes}`;
    });
  },
  schema: underName('colour', () => ({ type: 'string', description: '#rgb, #rrggbb, #rrggbbaa or a name of CSS.' })),
};
