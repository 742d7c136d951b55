/** Whether a model takes the words of a request: prompts and texts by length, negative prompts, seeds, shots, bounds of an answer. */
import type { Ask } from '../../generation/ask.types.ts';
import type { ModelRecord } from '../model.types.ts';
import { type Check, type Finding, withField, withoutField } from './finding.ts';

/** Cut to length at the end of a word, never within a character. */
export const cutText = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const head = text.slice(0, most);
  const whole = /[\uD800-\uDBFF]$/.test(head) ? head.slice(0, -1) : head;
  const isWordCut = /\S$/.test(whole) && /^\S/.test(text.slice(whole.length));
  const atWord = isWordCut ? whole.replace(/\s+\S*$/u, '') : whole;
  // A text without spaces (Chinese, Japanese) has no better place than the last character.
  return (atWord.length < most / 2 ? whole : atWord).trimEnd();
};

const tooLong = (
  title: string,
  field: string,
  text: string,
  most: number | null,
  what: string,
  canCut: boolean,
): readonly Finding[] => {
  if (most === null || text.length <= most) return [];
  const nearest = cutText(text, most);
  const message = `${title} takes ${what} of at most ${most} characters; this one has ${text.length}.`;
  return [{ path: field, message, legal: { most }, ...(canCut && { nearest, fix: withField(field, nearest) }) }];
};

/** What is said to the model. Spoken words are never cut. */
export const checkPrompt: Check = ({ title, limits }, ask) => {
  switch (ask.type) {
    case 'image':
    case 'video':
    case 'sound':
      return tooLong(title, 'prompt', ask.prompt, limits.promptChars, 'prompts', true);
    case 'text':
      return tooLong(title, 'prompt', ask.prompt, limits.promptChars, 'prompts', false);
    case 'speech':
      return tooLong(title, 'text', ask.text, limits.promptChars, 'texts', false);
    default:
      return [];
  }
};

/** What is not to be seen. */
export const checkNegativePrompt: Check = ({ title, limits }, ask) => {
  if ((ask.type !== 'image' && ask.type !== 'video') || ask.negativePrompt === undefined) return [];
  if (limits.takesNegativePrompt === false) {
    const message = `${title} takes no negative prompt: say in the prompt what is to be seen instead.`;
    return [{ path: 'negativePrompt', message, legal: [], fix: withoutField('negativePrompt') }];
  }
  return tooLong(title, 'negativePrompt', ask.negativePrompt, limits.negativePromptChars, 'negative prompts', true);
};

/** A number that makes an answer repeat. */
export const checkSeed: Check = ({ title, limits }, ask) => {
  if (!('seed' in ask) || ask.seed === undefined || limits.takesSeed !== false) return [];
  return [{ path: 'seed', message: `${title} takes no seed: leave it out.`, legal: [], fix: withoutField('seed') }];
};

/** Trained weights. */
export const checkLoras: Check = ({ title, limits: { loras: most } }, ask) => {
  if ((ask.type !== 'image' && ask.type !== 'video') || most === undefined || (ask.loras ?? []).length <= most)
    return [];
  const message =
    most === 0
      ? `${title} takes no trained weights (LoRAs).`
      : `${title} takes at most ${most} trained weights (LoRAs); these are ${ask.loras?.length}.`;
  const nearest = ask.loras?.slice(0, most) ?? [];
  return [
    {
      path: 'loras',
      message,
      legal: { most },
      nearest,
      fix: most === 0 ? withoutField('loras') : withField('loras', nearest),
    },
  ];
};

/** Several shots in one request. */
export const checkShots: Check = ({ title, limits: { shots: rule } }, ask) => {
  if (ask.type !== 'video' || ask.shots === undefined || ask.shots.length === 0) return [];
  const shots = ask.shots;
  if (rule === undefined) {
    const message = `${title} makes one shot at a time: ask for ${shots.length} clips, or put all into the prompt.`;
    return [{ path: 'shots', message, legal: { most: 0 }, fix: withoutField('shots') }];
  }
  const inAll = shots.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  const long = shots.findIndex(({ prompt }) => prompt.length > rule.promptChars);
  return [
    ...(shots.length > rule.most
      ? [
          {
            path: 'shots',
            message: `${title} takes at most ${rule.most} shots; these are ${shots.length}.`,
            legal: { most: rule.most },
          },
        ]
      : []),
    ...(long === -1
      ? []
      : [
          {
            path: `shots.${long}.prompt`,
            message: `${title} takes prompts of at most ${rule.promptChars} characters for a shot; this one has ${shots[long]?.prompt.length}.`,
            legal: { most: rule.promptChars },
            nearest: cutText(shots[long]?.prompt ?? '', rule.promptChars),
            fix: withField(
              'shots',
              shots.map((shot) => ({ ...shot, prompt: cutText(shot.prompt, rule.promptChars) })),
            ),
          },
        ]),
    ...(Math.abs(inAll - ask.durationSeconds) > 1e-6
      ? [
          {
            path: 'shots',
            message: `The shots last ${inAll} s in all and the clip ${ask.durationSeconds} s: both must be the same.`,
            legal: { inAll: ask.durationSeconds },
          },
        ]
      : []),
  ];
};

/** How much a language model may write. */
export const checkOutputTokens: Check = ({ title, limits }, ask) => {
  if (ask.type !== 'text') return [];
  const most = limits.outputTokens ?? Number.MAX_SAFE_INTEGER;
  if (Number.isInteger(ask.maxOutputTokens) && ask.maxOutputTokens >= 1 && ask.maxOutputTokens <= most) return [];
  const nearest = Math.min(most, Math.max(1, Math.round(ask.maxOutputTokens) || 1));
  const legal = { min: 1, max: limits.outputTokens, step: 1 };
  const message = `${title} does not write up to ${ask.maxOutputTokens} tokens: legal are 1 to ${limits.outputTokens ?? 'as many as it takes'}, the nearest is ${nearest}.`;
  return [{ path: 'maxOutputTokens', message, legal, nearest, fix: withField('maxOutputTokens', nearest) }];
};

/** Whether the model does this kind of work at all. */
export const checkKind = ({ title, makes }: ModelRecord, ask: Ask): readonly Finding[] =>
  makes === ask.type ? [] : [{ path: 'type', message: `${title} makes ${makes}, not ${ask.type}.`, legal: [makes] }];
