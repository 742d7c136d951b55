/**
 * Sound effects: `POST /v1/sound-generation`, answered with the sound itself.
 * Source: https://elevenlabs.io/docs/api-reference/text-to-sound-effects/convert and npm @elevenlabs/elevenlabs-js 2.73.0, read 2026-11-20.
 */
import type { Maker } from '../../ports/provider.ts';
import { ask, soundIn, type VendorLine } from '../wire/wire.ts';
import { secondsOf, soundFormat } from './speech.ts';

/** Effects from ElevenLabs, as MP3. */
export const soundMaker = (line: VendorLine): Maker<'sound'> => ({
  start: async (wish, call) => {
    const heard = await ask(line, {
      path: '/v1/sound-generation',
      query: { output_format: soundFormat },
      headers: { accept: '*/*' },
      json: {
        text: wish.prompt,
        model_id: call.model,
        ...(wish.durationSeconds !== undefined && { duration_seconds: wish.durationSeconds }),
        ...(wish.loop !== undefined && { loop: wish.loop }),
        ...(wish.promptInfluence !== undefined && { prompt_influence: wish.promptInfluence }),
      },
      ...{ stake: 'submit', signal: call.signal },
    });
    const sound = soundIn(line, 'submit', heard, 'audio/mpeg');
    return {
      state: 'finished',
      made: {
        files: [{ kind: 'bytes', ...sound }],
        usage: { seconds: wish.durationSeconds ?? secondsOf(sound.bytes) },
      },
    };
  },
});
