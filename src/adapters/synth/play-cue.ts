/** Plays a composed cue on the synthesiser, block by block. Everything it may depend on is in the cue. */
import { type BasicSoundBank, type MIDIController, SpessaLog, SpessaSynthProcessor } from 'spessasynth_core';
import { type CueScore, type Instrument, type Swell, soundRateHz } from '../../domain/sound/sound.ts';
import { presets } from './sound-bank.ts';

const blockSamples = 128;
const drumChannel = 9;

/** MIDI controller numbers (MIDI 1.0, table 3). */
const controller = { bank: 0, volume: 7, pan: 10, expression: 11, brightness: 74, hall: 91, chorus: 93 } as const;

type Action = { readonly sample: number; readonly order: number; readonly act: (synth: SpessaSynthProcessor) => void };

const set = (synth: SpessaSynthProcessor, channel: number, number: number, value: number): void =>
  synth.controllerChange(channel, number as MIDIController, Math.round(Math.min(127, Math.max(0, value))));

const seatInstruments = (synth: SpessaSynthProcessor, cue: CueScore): Map<Instrument, number> => {
  const channels = new Map<Instrument, number>();
  const names = [...new Set(cue.notes.map((note) => note.instrument))].toSorted();
  names.forEach((name, index) => {
    const channel = index < drumChannel ? index : index + 1;
    const preset = presets[name];
    channels.set(name, channel);
    set(synth, channel, controller.bank, preset.bank);
    synth.programChange(channel, preset.program);
    const found = synth.midiChannels[channel]?.preset;
    if (found?.program !== preset.program || found.bankMSB !== preset.bank) {
      throw new Error(`the sound bank has no preset ${preset.bank}:${preset.program} for ${name}`);
    }
    set(synth, channel, controller.volume, preset.volume);
    set(synth, channel, controller.pan, preset.pan);
    set(synth, channel, controller.brightness, preset.brightness);
    set(synth, channel, controller.hall, cue.hall * 127);
    set(synth, channel, controller.chorus, 0);
    set(synth, channel, controller.expression, 127);
  });
  return channels;
};

const sampleAt = (ms: number): number => Math.round((ms * soundRateHz) / 1000);

/** Level of a swell at a time, linear between its points. */
const levelAt = (swell: Swell, atMs: number): number => {
  const after = swell.points.findIndex((point) => point.atMs >= atMs);
  if (after < 0) return swell.points[swell.points.length - 1]?.level ?? 1;
  const b = swell.points[after] as Swell['points'][number];
  const a = swell.points[after - 1];
  if (a === undefined || b.atMs === a.atMs) return b.level;
  return a.level + ((b.level - a.level) * (atMs - a.atMs)) / (b.atMs - a.atMs);
};

/** Expression moves in steps of 20 ms, fine enough that no step is heard. */
const swellActions = (cue: CueScore, channels: ReadonlyMap<Instrument, number>): Action[] =>
  cue.swells.flatMap((swell) => {
    const channel = channels.get(swell.instrument);
    if (channel === undefined) return [];
    const actions: Action[] = [];
    let last = -1;
    for (let atMs = 0; atMs <= cue.durationMs; atMs += 20) {
      const value = Math.round(levelAt(swell, atMs) * 127);
      if (value === last) continue;
      last = value;
      actions.push({
        sample: sampleAt(atMs),
        order: 0,
        act: (synth) => set(synth, channel, controller.expression, value),
      });
    }
    return actions;
  });

/** Note-offs come before note-ons of the same moment, so that a repeated note is struck again. */
const noteActions = (cue: CueScore, channels: ReadonlyMap<Instrument, number>): Action[] =>
  cue.notes.flatMap((note) => {
    const channel = channels.get(note.instrument) as number;
    return [
      { sample: sampleAt(note.startMs), order: 2, act: (synth) => synth.noteOn(channel, note.midi, note.velocity) },
      { sample: sampleAt(note.startMs + note.durationMs), order: 1, act: (synth) => synth.noteOff(channel, note.midi) },
    ] satisfies Action[];
  });

/** Stereo samples of the cue with its tail. */
export const playCue = async (bank: BasicSoundBank, cue: CueScore): Promise<[Float32Array, Float32Array]> => {
  // Its constructor warns about every channel because no bank is there yet; what matters is checked when seated.
  SpessaLog.warnEnabled = false;
  const synth = new SpessaSynthProcessor(soundRateHz, { eventsEnabled: false, effectsEnabled: true });
  synth.soundBankManager.addSoundBank(bank, 'bank');
  await synth.processorInitialized;
  const channels = seatInstruments(synth, cue);
  const actions = [...swellActions(cue, channels), ...noteActions(cue, channels)].toSorted(
    (a, b) => a.sample - b.sample || a.order - b.order,
  );
  const length = sampleAt(cue.durationMs + cue.tailMs);
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  let next = 0;
  for (let at = 0; at < length; at += blockSamples) {
    while (next < actions.length && (actions[next] as Action).sample <= at) (actions[next++] as Action).act(synth);
    synth.process(left, right, at, Math.min(blockSamples, length - at));
  }
  fadeEnd(left);
  fadeEnd(right);
  return [left, right];
};

/** The last half second fades, whatever still rings. */
const fadeEnd = (samples: Float32Array): void => {
  const count = Math.min(samples.length, soundRateHz / 2);
  for (let i = 0; i < count; i++) {
    const index = samples.length - count + i;
    samples[index] = (samples[index] as number) * (0.5 + 0.5 * Math.cos((Math.PI * i) / count));
  }
};
