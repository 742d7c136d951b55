/**
 * A screenplay of any length for measuring: deterministic, with the mixture of a real one (about a third headings and
 * action, two thirds dialogue), many people and places. Used by tests and by `workprint bench`.
 */
import { pick, type Random, seededRandom } from '../random.ts';

const people =
  'MARA TOBIAS INES CALLUM PRIYA JONAH ELSA VIKTOR NADIA BRUNO HELEN MATEO SOLVEIG IDRIS YUKI PATRICK LEILA WENDELL GRETA ANSEL'.split(
    ' ',
  );
const places =
  'HARBOUR OFFICE|FERRY WHEELHOUSE|HOSPITAL - CORRIDOR|MARA’S FLAT - KITCHEN|CITY STREET|POLICE STATION|FOREST|SCHOOL - CLASSROOM|AIRPORT - GATE 12|ROOFTOP|COURTROOM|THE LAST BAR'.split(
    '|',
  );
const times = ['DAY', 'NIGHT', 'DUSK', 'DAWN', 'CONTINUOUS', 'MOMENTS LATER', 'LATER', 'MORNING'];
const nouns = [
  'LETTER',
  'lantern',
  'suitcase',
  'KEY',
  'photograph',
  'cup',
  'radio',
  'map',
  'coat',
  'window',
  'COMPASS',
  'knife',
];
const verbs = [
  'takes',
  'lifts',
  'drops',
  'watches',
  'crosses to',
  'leans on',
  'sets down',
  'reaches for',
  'turns from',
  'opens',
];
const manners = [
  'quietly',
  'beat',
  'smiling',
  'angry',
  'not looking up',
  'whispering',
  'into phone',
  'after a moment',
  'frightened',
];
const sayings = [
  'I told you not to come back here.',
  'Nobody has used that door in eleven years, and you know it.',
  'What did he say when you asked him about the boat?',
  'Stop! Don’t touch it!',
  'It’s *only* a photograph. It was raining, and I was late, and she was already gone.',
  'Dr. Raman says we have until morning... maybe less.',
  'Then we go. All of us. Now.',
  'You always were the _clever_ one.',
  'I love this town in the rain, when there is nobody about to spoil it.',
];
const weather = [
  'Rain on the glass.',
  'Wind in the wires.',
  'Fog. A bell somewhere.',
  'Sun through dust.',
  'Silence.',
  'Snow against the door.',
];

const action = (random: Random): string => {
  const first = pick(random, people);
  const name = first.charAt(0) + first.slice(1).toLowerCase();
  const sentences = [`${name} ${pick(random, verbs)} the ${pick(random, nouns)}.`];
  if (random() < 0.5) sentences.unshift(pick(random, weather));
  if (random() < 0.6)
    sentences.push(
      `${random() < 0.5 ? 'She' : 'He'} ${pick(random, verbs)} the ${pick(random, nouns)}, and waits by the window with the old ${pick(random, nouns)}.`,
    );
  if (random() < 0.2)
    sentences.push(
      `${pick(random, people)} VOSS (${20 + Math.floor(random() * 60)}), grey beard, heavy coat, leans in at the door.`,
    );
  return sentences.join(' ');
};

const speech = (random: Random): string => {
  const extension = random() < 0.12 ? ' (O.S.)' : random() < 0.1 ? " (CONT'D)" : random() < 0.05 ? ' (V.O.)' : '';
  const lines = [`${pick(random, people)}${extension}`];
  if (random() < 0.25) lines.push(`(${pick(random, manners)})`);
  lines.push(pick(random, sayings));
  if (random() < 0.4) lines.push(pick(random, sayings));
  return lines.join('\n');
};

/** Fountain text of about so many pages (55 lines each). The same `pages` and `seed` give the same text. */
export const makeLongScript = (pages: number, seed = 42): string => {
  const random = seededRandom('long-script', seed);
  const blocks = [`Title: The Long Way\nAuthor: Nobody\nDraft date: 20/11/2026`, 'FADE IN:'];
  let lines = 0;
  for (let scene = 1; lines < pages * 55; scene++) {
    const heading = `${random() < 0.6 ? 'INT.' : 'EXT.'} ${pick(random, places)} - ${pick(random, times)}${scene % 7 === 0 ? ` #${scene}#` : ''}`;
    const body = [heading, action(random)];
    for (let beat = 0; beat < 6 + Math.floor(random() * 10); beat++)
      body.push(random() < 0.3 ? action(random) : speech(random));
    if (random() < 0.15) body.push('CUT TO:');
    blocks.push(...body);
    for (const block of body)
      lines += 1 + block.split('\n').reduce((sum, line) => sum + Math.ceil((line.length + 1) / 55), 0);
  }
  return `${blocks.join('\n\n')}\n`;
};
