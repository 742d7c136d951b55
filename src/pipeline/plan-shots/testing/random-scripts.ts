/** Random scripts for property tests: few places and people, every kind of beat, lines from one word to a long speech. */
import { pick, type Random, seededRandom } from '../../../domain/random.ts';
import type {
  Beat,
  Breakdown,
  Emotion,
  Mood,
  Pose,
  Scene,
  SpeechBeat,
} from '../../../domain/screenplay/breakdown.types.ts';
import { action, card, insert, line, scene, script } from './scripted.ts';

const people = ['mara', 'tobias', 'june', 'omar', 'vera'] as const;
const emotions: readonly Emotion[] = ['neutral', 'neutral', 'joy', 'sadness', 'anger', 'fear', 'unease', 'tenderness'];
const moods: readonly Mood[] = ['neutral', 'tender', 'comic', 'dread', 'unease', 'anger'];
const sentences = [
  'Yes.',
  'No, never.',
  'I left the lamp on for you.',
  'Where were you when the water came over the wall and took the road?',
  'You said that we would wait for them until the morning, and then you went without a word.',
  'It was his!',
  'Tell me the rest --',
] as const;
const places = ['INT. KITCHEN - NIGHT', 'EXT. PIER - DAY', 'INT. CAR - NIGHT', 'EXT. FIELD - DAWN'] as const;
const actions = [
  'MARA crosses to the window.',
  'She smiles.',
  'Rain on the glass. The radio hums.',
  'TOBIAS runs for the door with a torch.',
  'They look at each other. Nobody moves.',
  'OMAR enters, carrying a letter. His hand shakes.',
] as const;

export const randomLine = (random: Random, nth: number): SpeechBeat => {
  const count = random() < 0.15 ? 6 + Math.floor(random() * 8) : 1 + Math.floor(random() * 3);
  const text = Array.from({ length: count }, () => pick(random, sentences)).join(' ');
  const chance = random();
  return line(pick(random, people), text, {
    nth,
    channel:
      chance < 0.78
        ? 'direct'
        : chance < 0.84
          ? 'voice-over'
          : chance < 0.9
            ? 'radio'
            : chance < 0.95
              ? 'phone'
              : 'off-screen',
    emotion: pick(random, emotions),
    strength: random(),
    beat: random() < 0.15,
  });
};

const randomBeat = (random: Random, nth: number): Beat => {
  const chance = random();
  if (chance < 0.68) return randomLine(random, nth);
  if (chance < 0.72) return insert(`INSERT - THE LETTER ${nth}`, ['letter']);
  if (chance < 0.74) return card(`Chapter ${nth}`);
  const text = pick(random, actions);
  const named = people.filter((name) => text.toLowerCase().includes(name));
  const pose: Pose | undefined = text.includes('runs') ? 'run' : text.includes('crosses') ? 'walk' : undefined;
  const who = named[0];
  const beat = action(
    text,
    named,
    ['letter', 'radio', 'torch'].filter((prop) => text.includes(prop)),
    who && pose ? { [who]: pose } : {},
  );
  return { ...beat, id: `${beat.id}-${nth}` };
};

/** The same seed gives the same script. Scenes have nobody to twenty-four beats. */
export const randomScript = (seed: number): Breakdown => {
  const random = seededRandom('random script', seed);
  const scenes: Scene[] = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, index) => {
    const heading = pick(random, places);
    const beats = Array.from({ length: Math.floor(random() * 25) }, (_unused, nth) =>
      randomBeat(random, index * 100 + nth),
    );
    const made = scene(heading, beats, {
      mood: pick(random, moods),
      tension: random(),
      transitionIn: index === 0 ? 'fade-in' : pick(random, ['cut', 'cut', 'dissolve', 'smash-cut'] as const),
      present: people,
    });
    return { ...made, id: `${made.id}-${index}` };
  });
  const last = scenes.length - 1;
  return script(scenes.map((each, index) => (index === last ? { ...each, transitionOut: 'fade-out' as const } : each)));
};
