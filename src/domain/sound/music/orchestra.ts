/** Who plays a mood: two colours at a time, one that holds and one that sings. Ranges are MIDI notes. */
import { pick, seededRandom } from '../../random.ts';
import type { Mood } from '../../screenplay/breakdown.types.ts';
import type { Instrument } from '../sound.types.ts';
import type { VoicingRange } from './voicing.ts';

export type Texture = 'sustained' | 'rolled' | 'plucked' | 'pulsing';

export type Orchestra = {
  readonly bed: Instrument;
  readonly bass: Instrument;
  readonly voice: Instrument;
  readonly texture: Texture;
  /** Whether the singing instrument also plays broken chords while it does not sing. */
  readonly figures: boolean;
  readonly range: VoicingRange;
};

const stringsRange: VoicingRange = { low: 48, high: 70, centre: 58, bassLow: 33, bassHigh: 46 };
const lowRange: VoicingRange = { low: 40, high: 61, centre: 50, bassLow: 28, bassHigh: 39 };
const pianoRange: VoicingRange = { low: 46, high: 67, centre: 56, bassLow: 33, bassHigh: 45 };

const sections: Readonly<Record<Mood, Orchestra>> = {
  neutral: {
    bed: 'strings',
    bass: 'celli',
    voice: 'felt-piano',
    texture: 'sustained',
    figures: true,
    range: stringsRange,
  },
  tender: {
    bed: 'strings',
    bass: 'celli',
    voice: 'felt-piano',
    texture: 'sustained',
    figures: true,
    range: stringsRange,
  },
  joyful: {
    bed: 'strings',
    bass: 'celli',
    voice: 'felt-piano',
    texture: 'sustained',
    figures: true,
    range: stringsRange,
  },
  wonder: {
    bed: 'strings',
    bass: 'celli',
    voice: 'celesta',
    texture: 'sustained',
    figures: false,
    range: stringsRange,
  },
  unease: {
    bed: 'low-synth',
    bass: 'low-synth',
    voice: 'felt-piano',
    texture: 'sustained',
    figures: false,
    range: lowRange,
  },
  dread: { bed: 'celli', bass: 'low-synth', voice: 'celli', texture: 'sustained', figures: false, range: lowRange },
  grief: {
    bed: 'felt-piano',
    bass: 'felt-piano',
    voice: 'cello',
    texture: 'rolled',
    figures: false,
    range: pianoRange,
  },
  anger: { bed: 'celli', bass: 'basses', voice: 'celli', texture: 'pulsing', figures: false, range: lowRange },
  resolve: {
    bed: 'strings',
    bass: 'celli',
    voice: 'felt-piano',
    texture: 'sustained',
    figures: true,
    range: stringsRange,
  },
  comic: {
    bed: 'pizzicato',
    bass: 'pizzicato',
    voice: 'celesta',
    texture: 'plucked',
    figures: false,
    range: pianoRange,
  },
};

/** Moods in which a lead may bring an own instrument for the motif. */
const open: ReadonlySet<Mood> = new Set(['neutral', 'tender', 'wonder', 'joyful', 'resolve']);
const leadInstruments: readonly Instrument[] = ['felt-piano', 'harp', 'celesta', 'cello'];

export const orchestraFor = (mood: Mood, filmSeed: string, leadId: string | null): Orchestra => {
  const section = sections[mood];
  if (leadId === null || !open.has(mood)) return section;
  const voice = pick(seededRandom(filmSeed, 'instrument', leadId), leadInstruments);
  // A cello sings where held strings lie; they make room above it.
  const range = voice === 'cello' ? { ...section.range, low: 55, high: 77, centre: 65 } : section.range;
  return { ...section, voice, figures: voice === 'felt-piano' || voice === 'harp', range };
};

/** The tonic that a melody sits around, in each singing instrument's warm register, above or below the voices of actors. */
export const melodyCentre: Readonly<Partial<Record<Instrument, number>>> = {
  'felt-piano': 74,
  harp: 72,
  celesta: 79,
  cello: 55,
  celli: 48,
  strings: 72,
};

/** Loudness of instruments against each other at the same velocity, found by ear's proxies on the bank we ship. */
export const isBowed = (instrument: Instrument): boolean =>
  ['strings', 'celli', 'cello', 'basses', 'low-synth'].includes(instrument);
