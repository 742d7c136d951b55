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
import { usualChannelOf } from './cues.ts';
import { dressingIn } from './dressing.ts';
import { type SceneMood, sceneMood } from './feeling.ts';
import { foldBlanks, type Paragraph, type RawItem, type RawScene } from './paragraphs.ts';
import { propsIn } from './props.ts';
import { directedChannel, type ReadPart, readParts, withFeeling } from './speech.ts';
import type { StableIds } from './stable-ids.ts';
import { type SummarySource, summarySources } from './summary.ts';

type ReadParagraph = {
  readonly kind: 'action';
  readonly paragraph: Paragraph;
  readonly special: SpecialLine | undefined;
  readonly action: ReadAction;
};
type ReadSpeech = {
  readonly kind: 'speech';
  readonly person: Person;
  readonly parts: readonly ReadPart[];
  readonly channel: VoiceChannel;
  readonly dual: 'left' | 'right' | undefined;
  readonly lines: SourceLines;
};
type ReadItem =
  | ReadParagraph
  | ReadSpeech
  | { readonly kind: 'card'; readonly text: string; readonly lines: SourceLines };

export type SceneContent = {
  readonly beats: readonly Beat[];
  readonly present: readonly string[];
  readonly mood: SceneMood;
  readonly exclamations: number;
  readonly sentences: number;
  readonly dressing: readonly string[];
  readonly summaries: readonly SummarySource[];
  /** Spoken words by person. */
  readonly wordCounts: ReadonlyMap<string, number>;
};

const firstOf = (elements: readonly ScreenplayElement[]): number => (elements[0] as ScreenplayElement).lines.first;
const lastOf = (elements: readonly ScreenplayElement[]): number => (elements.at(-1) as ScreenplayElement).lines.last;

/** Reads the scenes of a script in order; remembers who was last meant from scene to scene. */
export class SceneReader {
  readonly #cast: Cast;
  readonly #ids: StableIds;
  readonly #actionReader: ActionReader;
  #seen = new Set<string>();

  constructor(cast: Cast, ids: StableIds, isStory: boolean) {
    this.#cast = cast;
    this.#ids = ids;
    this.#actionReader = new ActionReader(cast, isStory);
  }

  read(scene: RawScene, timeOfDay: TimeOfDay, weather: Weather): SceneContent {
    const items = this.#readItems(scene.items);
    const paragraphs = items.filter((item) => item.kind === 'action');
    const speeches = items.filter((item) => item.kind === 'speech');
    const parts = speeches.flatMap((speech) => speech.parts);
    const mood = sceneMood(
      paragraphs.map(({ paragraph }) => paragraph.tokens),
      parts.map(({ tokens }) => tokens),
      parts.flatMap(({ part }) => (part.parenthetical === undefined ? [] : [part.parenthetical])),
      timeOfDay,
      weather,
    );
    const wordCounts = new Map<string, number>();
    for (const { person, parts: said } of speeches) {
      const words = said.reduce((sum, { tokens }) => sum + tokens.length, wordCounts.get(person.id) ?? 0);
      wordCounts.set(person.id, words);
    }
    return {
      beats: items.flatMap((item) => this.#beatsOf(item, mood)),
      present: this.#present(paragraphs, speeches),
      mood,
      exclamations: parts.reduce((sum, { part }) => sum + (part.text.match(/[!！]/g)?.length ?? 0), 0),
      sentences: parts.reduce((sum, { part }) => sum + part.sentences.length, 0),
      dressing: paragraphs
        .filter(({ special }) => special === undefined)
        .flatMap(({ paragraph }) => dressingIn(paragraph.tokens)),
      summaries: paragraphs
        .filter(({ special }) => special === undefined)
        .flatMap(({ paragraph, action }, at, all) =>
          summarySources(paragraph, action, at / Math.max(1, all.length - 1), this.#cast),
        ),
      wordCounts,
    };
  }

  #present(paragraphs: readonly ReadParagraph[], speeches: readonly ReadSpeech[]): string[] {
    const speakers = speeches.filter(({ channel }) => channel === 'direct').map(({ person }) => person.id);
    const shown = paragraphs
      .filter(({ special }) => special === undefined || special.kind === 'camera')
      .flatMap(({ action }) => action.seen);
    return [...new Set([...shown, ...speakers])].filter((id) => this.#cast.byId.get(id)?.isThing !== true);
  }

  /** Action and speech in order for the memory's sake; channels last, because they depend on who is seen in the scene. */
  #readItems(items: readonly RawItem[]): ReadItem[] {
    this.#actionReader.startScene();
    this.#seen = new Set();
    let speaker: Person | undefined;
    const pending = items.flatMap((item): (() => ReadItem)[] => {
      if (item.kind === 'transition') return [];
      if (item.kind === 'action') {
        const read = this.#readParagraph(item.paragraph);
        return [() => read];
      }
      if (item.kind === 'card')
        return [() => ({ kind: 'card', text: foldBlanks(plainText(item.element.text)), lines: item.element.lines })];
      if (item.kind === 'lyrics') return [this.#pendingSong(item.elements, speaker)];
      const id = this.#cast.idOfCue(item.speech.cue.name);
      speaker = this.#cast.byId.get(id) as Person;
      return [this.#pendingSpeech(item, speaker)];
    });
    return pending.map((finish) => finish());
  }

  #readParagraph(paragraph: Paragraph): ReadParagraph {
    const special = readSpecialLine(paragraph.text);
    const action = this.#actionReader.read(paragraph);
    if (special === undefined || special.kind === 'camera') for (const id of action.seen) this.#seen.add(id);
    return { kind: 'action', paragraph, special, action };
  }

  #pendingSpeech({ speech }: RawItem & { kind: 'speech' }, person: Person): () => ReadSpeech {
    const { cue, element, body } = speech;
    const parts = readParts(body);
    const directed = directedChannel(parts);
    const isDevice = directed === 'radio' || directed === 'phone';
    const said = cue.isHere || directed === 'here' ? 'direct' : isDevice ? directed : (cue.channel ?? directed);
    if (said === undefined || said === 'direct')
      this.#actionReader.hear(
        person.id,
        parts.flatMap(({ tokens }) => tokens),
      );
    const lines = { first: element.lines.first, last: lastOf([element, ...body]) };
    return () => ({ kind: 'speech', person, parts, channel: this.#channel(said, person), dual: element.dual, lines });
  }

  /** Lyrics on their own are sung by whoever spoke last in the scene; without anybody they are only described. */
  #pendingSong(elements: readonly ScreenplayElement[], speaker: Person | undefined): () => ReadItem {
    const lines = { first: firstOf(elements), last: lastOf(elements) };
    const parts = readParts(elements);
    if (speaker !== undefined && parts.length > 0)
      return () => ({ kind: 'speech', person: speaker, parts, channel: 'direct', dual: undefined, lines });
    return () => ({ kind: 'card', text: foldBlanks(elements.map(({ text }) => plainText(text)).join(' ')), lines });
  }

  /** Somebody seen in the scene speaks into the device, not out of it. */
  #channel(said: VoiceChannel | undefined, person: Person): VoiceChannel {
    const isSeen = this.#seen.has(person.id) && !person.isThing;
    if ((said === 'radio' || said === 'phone') && isSeen) return 'direct';
    if (said !== undefined) return said;
    return isSeen ? 'direct' : (usualChannelOf(person.name) ?? 'direct');
  }

  #beatsOf(item: ReadItem, mood: SceneMood): Beat[] {
    if (item.kind === 'speech') return [this.#speechBeat(item, mood)];
    if (item.kind === 'card') return this.#cardBeats(item.text, item.lines);
    const { paragraph, special, action } = item;
    if (special?.kind === 'none') return [];
    if (special?.kind === 'card') return this.#cardBeats(special.text, paragraph.lines);
    const { text, lines } = paragraph;
    const { characters, doing } = action;
    const props = propsIn(paragraph, action.isName);
    if (special?.kind === 'camera') {
      const { direction, text: subject } = special;
      const beat: CameraBeat = {
        kind: 'camera',
        id: this.#ids.next('camera', text),
        direction,
        text: subject,
        characters,
        props,
        lines,
      };
      return [beat];
    }
    const beat: ActionBeat = {
      kind: 'action',
      id: this.#ids.next('action', text),
      text,
      characters,
      props,
      doing,
      lines,
    };
    return [beat];
  }

  #cardBeats(text: string, lines: SourceLines): Beat[] {
    if (text === '') return [];
    const beat: CardBeat = { kind: 'card', id: this.#ids.next('card', text), text, lines };
    return [beat];
  }

  /** A speech of which nothing can be spoken (`...`) is a silence that is seen. */
  #speechBeat({ person, parts, channel, dual, lines }: ReadSpeech, mood: SceneMood): Beat {
    if (parts.length === 0) {
      const silence: ActionBeat = {
        kind: 'action',
        id: this.#ids.next('silence', person.id),
        text: '...',
        characters: [person.id],
        props: [],
        doing: [],
        lines,
      };
      return silence;
    }
    const isVoiceOver = channel === 'voice-over';
    const beat: SpeechBeat = {
      kind: 'speech',
      id: this.#ids.next('speech', person.id, parts.map(({ part }) => part.text).join('\n')),
      characterId: person.id,
      channel,
      parts: parts.map((read) => ({
        ...withFeeling(read, mood, isVoiceOver),
        id: this.#ids.next('part', person.id, read.part.text),
      })),
      ...(dual === undefined ? {} : { dual }),
      lines,
    };
    return beat;
  }
}
