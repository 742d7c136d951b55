/** A colour table: shadows towards teal, lights towards amber, as many films look. */

const size = 9;
const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** The text of a .cube file. */
export const tealAndAmber = (): string => {
  const lines = ['# Shadows towards teal, lights towards amber. CC0.', 'TITLE "Teal and amber"', `LUT_3D_SIZE ${size}`];
  const step = (index: number) => index / (size - 1);
  for (let b = 0; b < size; b++)
    for (let g = 0; g < size; g++)
      for (let r = 0; r < size; r++) {
        const [red, green, blue] = [step(r), step(g), step(b)];
        const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        const contrast = (value: number) => value + 0.14 * Math.sin((value - 0.5) * Math.PI * 2) * -0.5;
        const warm = light * 0.22;
        const cold = (1 - light) * 0.14;
        const colour = [
          contrast(red) + warm - cold,
          contrast(green) + cold * 0.35 + warm * 0.3,
          contrast(blue) + cold * 0.8 - warm,
        ];
        lines.push(colour.map((value) => clamp(value).toFixed(4)).join(' '));
      }
  return `${lines.join('\n')}\n`;
};
