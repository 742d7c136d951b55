/** A breakdown as plain text for a terminal: `workprint analyse`. */
import type { Breakdown, Character, Scene } from './breakdown.types.ts';

type Column<T> = {
  readonly title: string;
  readonly cell: (item: T) => string;
  readonly isRight?: boolean;
  readonly most?: number;
};

/** Columns a text takes in a terminal: wide for CJK and emoji, none for marks that combine. */
const displayWidth = (text: string): number => {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (/\p{M}/u.test(character) || (code >= 0x200b && code <= 0x200f)) continue;
    const isWide =
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0x1f300 && code <= 0x1faff);
    width += isWide ? 2 : 1;
  }
  return width;
};

/** Control characters of a hostile script must not reach a terminal. */
const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ');

const shortened = (text: string, most: number): string => {
  if (displayWidth(text) <= most) return text;
  let kept = '';
  for (const word of text.split(' ')) {
    if (displayWidth(`${kept} ${word}`) > most - 1) break;
    kept = kept === '' ? word : `${kept} ${word}`;
  }
  return `${kept === '' ? [...text].slice(0, Math.max(1, most - 1)).join('') : kept.replace(/[,;]$/, '')}…`;
};

const padded = (text: string, width: number, isRight: boolean): string => {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)));
  return isRight ? blanks + text : text + blanks;
};

const table = <T>(columns: readonly Column<T>[], items: readonly T[]): string[] => {
  const rows = items.map((item) => columns.map(({ cell, most }) => shortened(printable(cell(item)), most ?? 40)));
  const widths = columns.map(({ title }, at) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[at] as string))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => padded(cell, widths[at] as number, columns[at]?.isRight === true))
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...rows.map(line),
  ];
};

/** Eighths as a production manager writes them: `1 3/8`, `2`, `5/8`. */
export const formatEighths = (eighths: number): string => {
  const pages = Math.floor(eighths / 8);
  const rest = eighths % 8;
  if (rest === 0) return String(pages);
  return pages === 0 ? `${rest}/8` : `${pages} ${rest}/8`;
};

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const sceneColumns = (names: ReadonlyMap<string, string>): Column<Scene>[] => [
  { title: '#', cell: (scene) => scene.number, isRight: true, most: 6 },
  { title: 'Scene', cell: (scene) => scene.heading, most: 44 },
  { title: 'Pages', cell: (scene) => formatEighths(scene.pageEighths), isRight: true },
  { title: 'Time', cell: (scene) => scene.timeOfDay },
  { title: 'Weather', cell: (scene) => scene.weather },
  { title: 'Mood', cell: (scene) => scene.mood },
  { title: 'Cast', cell: (scene) => scene.present.map((id) => names.get(id) ?? id).join(', '), most: 40 },
];

const voiceOf = (character: Character): string =>
  character.isThing ? 'thing or crowd' : character.isVoiceOnly ? 'voice only' : '';

const characterColumns: readonly Column<Character>[] = [
  { title: 'Character', cell: (character) => character.name, most: 28 },
  { title: 'Lines', cell: (character) => String(character.lineCount), isRight: true },
  { title: 'Words', cell: (character) => String(character.wordCount), isRight: true },
  { title: 'Scenes', cell: (character) => String(character.sceneIds.length), isRight: true },
  { title: 'Gender', cell: (character) => (character.gender === 'unknown' ? '' : character.gender) },
  { title: 'Age', cell: (character) => (character.age === undefined ? '' : String(character.age)), isRight: true },
  {
    title: 'Looks',
    cell: (character) => [voiceOf(character), ...character.description].filter((part) => part !== '').join(', '),
    most: 48,
  },
];

/** Every table a reader of a script asks for first, then the totals. Ends with a line end. */
export const formatBreakdown = (breakdown: Breakdown): string => {
  const names = new Map(breakdown.characters.map((character) => [character.id, character.name]));
  const numbers = new Map(breakdown.scenes.map((scene) => [scene.id, scene.number]));
  const scenesOf = (ids: readonly string[]): string => ids.map((id) => numbers.get(id) ?? id).join(' ');
  const heading = [breakdown.title, breakdown.author === undefined ? '' : `by ${breakdown.author}`]
    .filter((part) => part !== '')
    .join(' ');
  const words = breakdown.characters.reduce((sum, character) => sum + character.wordCount, 0);
  const lines = breakdown.characters.reduce((sum, character) => sum + character.lineCount, 0);
  const sections = [
    [printable(heading), ...(breakdown.logline === '' ? [] : [printable(breakdown.logline)])],
    table(sceneColumns(names), breakdown.scenes),
    breakdown.characters.length === 0 ? [] : table(characterColumns, breakdown.characters),
    table(
      [
        { title: 'Location', cell: (place) => place.name, most: 44 },
        { title: '', cell: (place) => (place.intExt === 'int' ? 'inside' : place.intExt === 'ext' ? 'outside' : '') },
        { title: 'Scenes', cell: (place) => scenesOf(place.sceneIds), most: 30 },
      ],
      breakdown.locations,
    ),
    breakdown.props.length === 0
      ? []
      : table(
          [
            { title: 'Prop', cell: (prop) => prop.name },
            { title: 'Scenes', cell: (prop) => scenesOf(prop.sceneIds), most: 30 },
          ],
          breakdown.props,
        ),
    [
      `${plural(breakdown.scenes.length, 'scene')}, ${formatEighths(breakdown.pageEighths)} pages, ${plural(breakdown.characters.length, 'character')}, ${plural(lines, 'speech').replace(/speechs$/, 'speeches')}, ${plural(words, 'spoken word')}.`,
    ],
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
};
