/** What the tests of the breakdown share: fixtures broken down, and the one beat, person or scene that a test asks about. */
import { readdirSync, readFileSync } from 'node:fs';
import type {
  ActionBeat,
  Beat,
  Breakdown,
  Character,
  Scene,
  SpeechBeat,
  SpeechPart,
} from '../../src/domain/screenplay/breakdown.types.ts';
import { breakDown, parseFountain, readScript } from '../../src/domain/screenplay/screenplay.ts';

export const folder = new URL('../fixtures/screenplays/', import.meta.url);
export const example = new URL('../../examples/the-salt-line.fountain', import.meta.url);
export const names = readdirSync(folder).filter((name) => !name.endsWith('.md'));
export const ofFile = (name: string): Breakdown =>
  breakDown(readScript(Uint8Array.from(readFileSync(new URL(name, folder))), name).screenplay, { fileName: name });
export const of = (text: string, fileName?: string): Breakdown =>
  breakDown(parseFountain(text), fileName === undefined ? {} : { fileName });
export const saltLine = of(readFileSync(example, 'utf8'));

export const scene = (text: string, at = 0): Scene => of(text).scenes[at] as Scene;
export const beats = (text: string): readonly Beat[] => scene(`INT. ROOM - DAY\n\n${text}`).beats;
export const action = (text: string): ActionBeat =>
  beats(text).findLast((beat) => beat.kind === 'action') as ActionBeat;
export const speech = (text: string): SpeechBeat =>
  beats(text).findLast((beat) => beat.kind === 'speech') as SpeechBeat;
export const part = (text: string): SpeechPart => speech(`MARA\n${text}`).parts.at(-1) as SpeechPart;
export const person = (breakdown: Breakdown, id: string): Character =>
  breakdown.characters.find((one) => one.id === id) as Character;
export const introduced = (text: string): Character => person(of(`INT. ROOM - DAY\n\n${text}\n\nMARA\nHello.`), 'mara');
export const doing = (text: string): string[] =>
  action(text).doing.map(({ characterId, pose }) => `${characterId}:${pose}`);
