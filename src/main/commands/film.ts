/** `workprint film SCRIPT`: its options; the work is loaded only when it is asked for. */
import type { Command } from '../command-line.ts';

export const filmCommand: Command = {
  name: 'film',
  words: ['SCRIPT'],
  summary:
    'Makes a film from a script. Draws, speaks, scores and cuts it on this machine; nothing is sent anywhere unless --models says so.',
  options: {
    output: {
      type: 'string',
      short: 'o',
      value: 'FILM.mp4',
      help: 'where the film goes (default: the script’s name, here)',
    },
    aspect: { type: 'string', value: '16:9|9:16|1:1', help: 'shape of the frame (default 16:9)' },
    height: { type: 'string', value: 'PIXELS', help: 'height of the frame (default 1080; 1920 for 9:16)' },
    fps: { type: 'string', value: 'RATE', help: 'frames a second: 23.976 24 25 29.97 30 50 59.94 60 (default 30)' },
    quality: { type: 'string', value: 'draft|final', help: 'a draft is smaller and quicker (default final)' },
    captions: {
      type: 'string',
      value: 'none|burn',
      help: 'words in the picture (default burn; an .srt is always written)',
    },
    cast: { type: 'string', value: 'FILE', help: 'who looks and sounds how, and how names are said (JSON)' },
    models: {
      type: 'string',
      value: 'FILE',
      help: 'which models make what (JSON, docs/film-models.md); the rest is made here',
    },
    budget: { type: 'string', value: 'DOLLARS', help: 'the most this film may spend, all runs together' },
    seed: { type: 'string', value: 'WORD', help: 'another seed stages the same script differently (default 1)' },
    plan: { type: 'boolean', help: 'make nothing; print what would run, what is cached and the cost' },
    json: { type: 'boolean', help: 'progress and result as JSON, one object a line' },
  },
  run: async ([script = ''], given) => (await import('../make-film.ts')).makeFilm(script, given),
};
