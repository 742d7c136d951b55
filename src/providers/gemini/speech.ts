/** Speech by Gemini, written and read by the AI SDK's model: directions stand beside the text, samples without a header get one. */
import type { Maker, ProviderVoice } from '../../ports/provider.ts';
import {
  noteOf,
  runModel,
  secondsOfWave,
  speakerOf,
  unreadable,
  usageOf,
  type VendorLine,
  wholeWave,
} from '../wire/wire.ts';
import { usageIn } from './counts.ts';
import { modelName } from './model-name.ts';
import { refuseHeldBack } from './refusals.ts';
import { sdkOn } from './text.ts';

/** Voices as https://ai.google.dev/gemini-api/docs/speech-generation lists them, read 2026-11-20; the API has no list of them. */
const voiceCharacters: Readonly<Record<string, string>> = {
  ...{ Zephyr: 'bright', Puck: 'upbeat', Charon: 'informative', Kore: 'firm', Fenrir: 'excitable', Leda: 'youthful' },
  ...{
    Orus: 'firm',
    Aoede: 'breezy',
    Callirrhoe: 'easy-going',
    Autonoe: 'bright',
    Enceladus: 'breathy',
    Iapetus: 'clear',
  },
  ...{ Umbriel: 'easy-going', Algieba: 'smooth', Despina: 'smooth', Erinome: 'clear', Algenib: 'gravelly' },
  ...{
    Rasalgethi: 'informative',
    Laomedeia: 'upbeat',
    Achernar: 'soft',
    Alnilam: 'firm',
    Schedar: 'even',
    Gacrux: 'mature',
  },
  ...{
    Pulcherrima: 'forward',
    Achird: 'friendly',
    Zubenelgenubi: 'casual',
    Vindemiatrix: 'gentle',
    Sadachbia: 'lively',
  },
  ...{ Sadaltager: 'knowledgeable', Sulafat: 'warm' },
};

export const voices: readonly ProviderVoice[] = Object.entries(voiceCharacters).map(([id, description]) => ({
  ...{ id, name: id, description },
}));

/** Speech from Gemini, as WAV. */
export const speechMaker = (line: VendorLine): Maker<'speech'> => ({
  start: async (wish, call) => {
    const model = modelName(line, call.model);
    const { answered, raw } = await runModel(
      line,
      (once) =>
        sdkOn(line, once)
          .speech(model)
          .doGenerate({
            text: wish.text,
            voice: wish.voice,
            ...(wish.instructions !== undefined && { instructions: wish.instructions }),
            ...(wish.language !== undefined && { language: wish.language }),
            ...(wish.speed !== undefined && { speed: wish.speed }),
            abortSignal: call.signal,
          }),
      (said) => refuseHeldBack(line, said),
    );
    const bytes = typeof answered.audio === 'string' ? new Uint8Array(0) : wholeWave(answered.audio);
    const seconds = secondsOfWave(bytes);
    if (seconds === undefined) throw unreadable(speakerOf(line), 'submit', 'It holds no speech.');
    const notes = [
      ...answered.warnings.map(noteOf),
      ...(wish.stability === undefined ? [] : ['It has no setting for stability; that was left out.']),
      ...(wish.seed === undefined ? [] : ['It takes no seed for speech; that was left out.']),
    ];
    return {
      state: 'finished',
      made: {
        files: [{ kind: 'bytes', bytes, mediaType: 'audio/wav' }],
        usage: usageOf({ ...usageIn(raw), seconds }),
        ...(notes.length > 0 && { notes }),
      },
    };
  },
});
