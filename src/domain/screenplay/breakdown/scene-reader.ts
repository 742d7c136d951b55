/** One scene read into beats: who is there, what happens, what is said, what the screen says. */
import type {
  ActionBeat,
  Beat,
  CameraBeat,
  CardBeat,
  SourceLines,
  SpeechBeat,
  TimeOfDay,
  VoiceChannel,
  Weather,
} from '../breakdown.types.ts';
import { plainText } from '../emphasis.ts';
import type { ScreenplayElement } from '../screenplay.types.ts';
import { ActionReader, type ReadAction } from './action-reader.ts';
import { readSpecialLine, type SpecialLine } from './camera-lines.ts';
import type { Cast, Person } from './cast.ts';
import { readCue, usualChannelOf } from './cues.ts';
import { type SceneMood, sceneMood } from './feeling.ts';
import type { StableIds } from './stable-ids.ts';
import { foldBlanks, type Paragraph, type RawItem, type RawScene, type RawSpeech } from './paragraphs.ts';
import { propsIn } from './props.ts';
import { directedChannel, type RawPart, rawParts, withFeeling } from './speech.ts';
import { tokensOf } from './tokens.ts';

type ReadParagraph = {
  readonly paragraph: Paragraph;
  readonly special: SpecialLine | undefined;
  readonly action: ReadAction;
};
type ReadSpeech = {
  readonly speech: RawSpeech;
  readonly person: Person;
  readonly parts: readonly RawPart[];
  readonly channel: VoiceChannel;
};

export type SceneContent = {
  readonly beats: readonly Beat[];
  readonly present: readonly string[];
  readonly mood: SceneMood;
  readonly exclamations: number;
  readonly sentences: number;
};

const unknownPerson = (id: string, name: string): Person => ({
  id,
  name,
  aliases: [],
  fullName: undefined,
  roles: [],
  gender: 'unknown',
  isThing: false,
  isCrowd: false,
  introduction: undefined,
  looks: { age: undefined, description: [], wardrobe: [], genderScore: 0 },
});

export class SceneReader {
  readonly #cast: Cast;
  readonly #ids: StableIds;
  readonly #seen = new Set<string>();
  #lastSpeaker: Person | undefined;

  constructor(cast: Cast, ids: StableIds) {
    this.#cast = cast;
    this.#ids = ids;
  }

  read(scene: RawScene, timeOfDay: TimeOfDay, weather: Weather): SceneContent {
    const paragraphs = this.#readParagraphs(scene.items);
    const speeches = this.#readSpeeches(scene.items);
    const allParts = [...speeches.values()].flatMap((speech) => speech.parts);
    const mood = sceneMood(
      [...paragraphs.values()].map(({ paragraph }) => paragraph.tokens),
      allParts.map((part) => tokensOf(part.text)),
      allParts.flatMap((part) => (part.parenthetical === undefined ? [] : [part.parenthetical])),
      timeOfDay,
      weather,
    );
    const beats = scene.items.flatMap((item) => this.#beatOf(item, paragraphs, speeches, mood));
    const speakers = [...speeches.values()].filter(({ channel, person }) => channel === 'direct' && !person.isThing);
    const present = new Set([...this.#inOrder(paragraphs), ...speakers.map(({ person }) => person.id)]);
    return {
      beats,
      present: [...present],
      mood,
      exclamations: allParts.reduce((sum, part) => sum + (part.text.match(/!/g)?.length ?? 0), 0),
      sentences: allParts.reduce((sum, part) => sum + part.sentences.length, 0),
    };
  }

  #inOrder(paragraphs: ReadonlyMap<RawItem, ReadParagraph>): string[] {
    return [...paragraphs.values()]
      .flatMap(({ action }) => action.seen)
      .filter((id) => !this.#cast.byId.get(id)?.isThing);
  }

  /** Action first, with speakers remembered on the way, because a voice's channel depends on who is seen. */
  #readParagraphs(items: readonly RawItem[]): Map<RawItem, ReadParagraph> {
    const reader = new ActionReader(this.#cast);
    const read = new Map<RawItem, ReadParagraph>();
    for (const item of items) {
      if (item.kind === 'action') {
        const special = readSpecialLine(item.paragraph.text);
        const action = reader.read(item.paragraph);
        read.set(item, { paragraph: item.paragraph, special, action });
        if (special === undefined || special.kind === 'camera') for (const id of action.seen) this.#seen.add(id);
      } else if (item.kind === 'speech') {
        const cue = readCue(item.speech.cue.text);
        if (cue.channel === undefined || cue.channel === 'off-screen') reader.remember(this.#cast.idOfCue(cue.name));
      }
    }
    return read;
  }

  #readSpeeches(items: readonly RawItem[]): Map<RawItem, ReadSpeech> {
    const read = new Map<RawItem, ReadSpeech>();
    for (const item of items) {
      if (item.kind !== 'speech') continue;
      const cue = readCue(item.speech.cue.text);
      const id = this.#cast.idOfCue(cue.name);
      const person = this.#cast.byId.get(id) ?? unknownPerson(id, cue.name);
      const parts = rawParts(item.speech);
      const directed = directedChannel(parts);
      const said = cue.isHere || directed === 'here' ? 'direct' : (cue.channel ?? directed);
      read.set(item, { speech: item.speech, person, parts, channel: this.#channel(said, person) });
    }
    return read;
  }

  /** Somebody seen in the scene speaks into the device, not out of it. */
  #channel(said: VoiceChannel | undefined, person: Person): VoiceChannel {
    const isSeen = this.#seen.has(person.id) && !person.isThing;
    if ((said === 'radio' || said === 'phone') && isSeen) return 'direct';
    if (said !== undefined) return said;
    return isSeen ? 'direct' : (usualChannelOf(person.name) ?? 'direct');
  }

  #beatOf(
    item: RawItem,
    paragraphs: ReadonlyMap<RawItem, ReadParagraph>,
    speeches: ReadonlyMap<RawItem, ReadSpeech>,
    mood: SceneMood,
  ): Beat[] {
    if (item.kind === 'action') return this.#actionBeats(paragraphs.get(item) as ReadParagraph);
    if (item.kind === 'speech') return [this.#speechBeat(speeches.get(item) as ReadSpeech, mood)];
    if (item.kind === 'card') return this.#card(foldBlanks(plainText(item.element.text)), item.element.lines);
    return item.kind === 'lyrics' ? [this.#song(item.element, mood)] : [];
  }

  #actionBeats({ paragraph, special, action }: ReadParagraph): Beat[] {
    if (special?.kind === 'none') return [];
    if (special?.kind === 'card') return this.#card(special.text, paragraph.lines);
    const props = propsIn(paragraph, action.isName);
    const { text, lines } = paragraph;
    if (special?.kind === 'camera') {
      const { direction, text: subject } = special;
      const beat: CameraBeat = {
        kind: 'camera',
        id: this.#ids.next('camera', text),
        direction,
        text: subject,
        characters: action.characters,
        props,
        lines,
      };
      return [beat];
    }
    const beat: ActionBeat = {
      kind: 'action',
      id: this.#ids.next('action', text),
      text,
      characters: action.characters,
      props,
      doing: action.doing,
      lines,
    };
    return [beat];
  }

  #card(text: string, lines: SourceLines): Beat[] {
    if (text === '') return [];
    const beat: CardBeat = { kind: 'card', id: this.#ids.next('card', text), text, lines };
    return [beat];
  }

  #speechBeat({ speech, person, parts, channel }: ReadSpeech, mood: SceneMood): Beat {
    this.#lastSpeaker = person;
    const lines = { first: speech.cue.lines.first, last: (speech.body.at(-1) ?? speech.cue).lines.last };
    if (parts.length === 0) {
      const text = foldBlanks(speech.body.map((element) => element.text).join(' ')) || '...';
      const silent: ActionBeat = {
        kind: 'action',
        id: this.#ids.next('silence', person.id, text),
        text,
        characters: [person.id],
        props: [],
        doing: [],
        lines,
      };
      return silent;
    }
    return this.#spoken(person, channel, parts, speech.cue.dual, mood, lines);
  }

  #spoken(
    person: Person,
    channel: VoiceChannel,
    parts: readonly RawPart[],
    dual: 'left' | 'right' | undefined,
    mood: SceneMood,
    lines: SourceLines,
  ): SpeechBeat {
    const words = parts.map((part) => part.text).join(' ');
    return {
      kind: 'speech',
      id: this.#ids.next('speech', person.id, words),
      characterId: person.id,
      channel,
      parts: parts.map((part) => ({
        ...withFeeling(part, mood, channel === 'voice-over'),
        id: this.#ids.next('part', person.id, part.text),
      })),
      ...(dual === undefined ? {} : { dual }),
      lines,
    };
  }

  /** Lyrics on their own are sung by whoever spoke last; without anybody they are only described. */
  #song(element: ScreenplayElement, mood: SceneMood): Beat {
    const text = foldBlanks(plainText(element.text));
    const person = this.#lastSpeaker;
    if (person === undefined || text === '') {
      return {
        kind: 'action',
        id: this.#ids.next('action', text),
        text,
        characters: [],
        props: [],
        doing: [],
        lines: element.lines,
      };
    }
    const cue: ScreenplayElement = { kind: 'character', text: person.name, lines: element.lines };
    const parts = rawParts({ cue, body: [element] });
    return this.#spoken(person, 'direct', parts, undefined, mood, element.lines);
  }
}
