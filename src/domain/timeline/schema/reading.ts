/** What goes along while a document is read: the problems and notes so far, merge fields, and the frame that defaults refer to. */
import { limits } from '../../limits.ts';
import type { Rate } from '../../time.ts';
import type { MediaReference } from '../media-reference.types.ts';
import type { NamedMedia, Note, Problem } from '../timeline-invalid.ts';
import { type Place, pathOf } from './place.ts';
import { type Wrong, wrong } from './shape.ts';
import { saidNumber } from './words.ts';

/** What a document may name besides addresses and assets. */
export type Accepted = {
  /** Blobs by hash: only in documents that Workprint itself wrote. */
  readonly blobs: boolean;
  /** Paths of this machine: only where the reader owns it. */
  readonly files: boolean;
};

export type Message = string | (() => string);

export type Reading = {
  /** Records a problem; gives `wrong` so that a reader can return it. A message that costs time is worked out only when it is kept. */
  readonly tell: (place: Place, message: Message) => Wrong;
  readonly note: (place: Place, message: string) => void;
  /** Notes a time that became the nearest frame; all of a document are told as one. */
  readonly rounded: (place: Place, message: string) => void;
  /** The text with its merge fields filled in, or `wrong` when one has no value. */
  readonly fill: (text: string, place: Place) => string | Wrong;
  /** A file that the document names where it should; whether it is there is looked at elsewhere. */
  readonly names: (place: Place, media: MediaReference) => void;
  /** Counts things that cost memory and time; `wrong` once there are too many of them. */
  readonly count: (what: Counted, place: Place) => true | Wrong;
  readonly accepted: Accepted;
  readonly rate: Rate;
  /** The frame, in pixels. */
  readonly width: number;
  readonly height: number;
};

/** What a document may have only so many of. */
export type Counted = 'items' | 'keyframes' | 'metadata';

/** More problems than these are counted but not kept: nobody reads them. */
const keptProblems = 1000;

/** Problems and notes of one document, in the order they were met. */
export class Findings {
  readonly problems: Problem[] = [];
  readonly notes: Note[] = [];
  /** Files that were named rightly, whatever else is wrong. */
  readonly named: NamedMedia[] = [];
  problemCount = 0;
  readonly #told = new Set<string>();
  /** Times that were rounded: the first one, where its note stands, and how many followed. */
  #rounded: { readonly at: number; readonly note: Note; others: number } | undefined;

  /** Records a problem at a place of the source document. */
  tell(place: Place, said: Message): Wrong {
    if (this.problems.length >= keptProblems) {
      this.problemCount++;
      return wrong;
    }
    const path = pathOf(place);
    const message = typeof said === 'string' ? said : said();
    const line = `${path}\n${message}`;
    // A track is laid out when it was read and again with all others: what is wrong with it is said once.
    if (this.#told.has(line)) return wrong;
    this.#told.add(line);
    this.problemCount++;
    this.problems.push({ path, message });
    return wrong;
  }

  /** Records a file that is named, for whoever looks whether it is there. */
  names(place: Place, media: MediaReference): void {
    if (this.named.length < limits.timelineItems) this.named.push({ media, place: pathOf(place) });
  }

  /** Records a time that lay between two frames: with the first, how many more there were. */
  rounded(place: Place, message: string): void {
    const first = this.#rounded;
    if (first === undefined) {
      const note = { path: pathOf(place), message };
      this.#rounded = { at: this.notes.length, note, others: 0 };
      this.notes.push(note);
      return;
    }
    first.others += 1;
    const others = first.others === 1 ? 'one more time is' : `${saidNumber(first.others)} more times are`;
    this.notes[first.at] = {
      ...first.note,
      message: `${first.note.message}; ${others} moved to the nearest frame too`,
    };
  }

  /** Records something a person may like to know though nothing is wrong. */
  note(place: Place, message: string): void {
    if (this.notes.length < keptProblems) this.notes.push({ path: pathOf(place), message });
  }
}
