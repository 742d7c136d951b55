/** OpenTimelineIO's marker colours by name, and ours. */
const colours: Readonly<Record<string, string>> = {
  PINK: '#ffc0cb',
  RED: '#ff0000',
  ORANGE: '#ffa500',
  YELLOW: '#ffff00',
  GREEN: '#00ff00',
  CYAN: '#00ffff',
  BLUE: '#0000ff',
  PURPLE: '#800080',
  MAGENTA: '#ff00ff',
  BLACK: '#000000',
  WHITE: '#ffffff',
};

/** A colour of ours; unknown names are red, as in OpenTimelineIO's own viewer. */
export const markerColour = (name: string | undefined): string => {
  const known = name === undefined ? undefined : colours[name.toUpperCase()];
  if (known !== undefined) return known;
  return name !== undefined && /^#[0-9a-f]{6}$/iu.test(name) ? name.toLowerCase() : '#ff0000';
};

/** The nearest of OpenTimelineIO's names, and whether it is exactly that. */
export const otioColour = (colour: string): { readonly name: string; readonly exact: boolean } => {
  const found = Object.entries(colours).find(([, value]) => value === colour.toLowerCase());
  if (found !== undefined) return { name: found[0], exact: true };
  const parts = (text: string): number[] => [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16) || 0);
  const wanted = parts(colour);
  const distance = (value: string): number =>
    parts(value).reduce((sum, part, index) => sum + (part - (wanted[index] as number)) ** 2, 0);
  const nearest = Object.entries(colours).toSorted((a, b) => distance(a[1]) - distance(b[1]))[0];
  return { name: nearest?.[0] ?? 'RED', exact: false };
};
