/** Several shots of a scene in one request, for models that cut by themselves: each within the limit of a shot, lengths that add up to a legal clip. */
import { checkAsk, type Problem } from '../catalog/check-ask.ts';
import type { ModelRecord } from '../catalog/model.types.ts';
import { WorkprintError } from '../errors.ts';
import type { VideoAsk } from '../generation/ask.types.ts';
import { compileShot } from './compile-shot.ts';
import type { CompiledShot, ShotWishes } from './compiled-shot.types.ts';
import type { ShotBrief } from './shot-brief.types.ts';

export type CompiledSequence = {
  readonly ask: VideoAsk;
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
  /** Each shot as it was compiled, in order. */
  readonly shots: readonly CompiledShot<VideoAsk>[];
};

/** Whole seconds, at least one each, that add up to `total`: what is too much goes from the longest, what is missing to the last. */
const sharedOut = (wanted: readonly number[], total: number): number[] => {
  const seconds = wanted.map((one) => Math.max(1, Math.round(one)));
  let over = seconds.reduce((sum, one) => sum + one, 0) - total;
  for (; over > 0; over--) {
    const longest = seconds.lastIndexOf(Math.max(...seconds));
    if ((seconds[longest] as number) <= 1) break;
    seconds[longest] = (seconds[longest] as number) - 1;
  }
  const last = seconds.length - 1;
  if (over < 0) seconds[last] = (seconds[last] as number) - over;
  return seconds;
};

const refuse = (record: ModelRecord, count: number): never => {
  const most = record.limits.shots?.most;
  const what = most === undefined ? 'one shot at a time' : `2 to ${most} shots in one request`;
  throw new WorkprintError('ask-illegal', `${record.provider}/${record.id} takes ${what}; these are ${count}.`);
};

/**
 * One request for 2 to as many shots as the model takes, told in words. Settings and sound are those of the first brief; each shot's prompt is
 * compiled by itself, within the limit of a shot. Throws `ask-illegal` for a model that makes one shot at a time, and for too many.
 */
export const compileSequence = (
  briefs: readonly ShotBrief[],
  record: ModelRecord,
  wishes: ShotWishes = {},
): CompiledSequence => {
  const rule = record.limits.shots;
  const [first] = briefs;
  if (rule === undefined || first === undefined || briefs.length < 2 || briefs.length > rule.most)
    return refuse(record, briefs.length);
  const wanted = briefs.map(({ durationSeconds }) => durationSeconds);
  const inAll = Math.max(briefs.length, Math.round(wanted.reduce((sum, one) => sum + one, 0)));
  const whole = compileShot({ ...first, durationSeconds: inAll }, record, 'clip', wishes);
  const ofShot: ModelRecord = {
    ...record,
    limits: { ...record.limits, promptChars: rule.promptChars, durationsSeconds: null },
  };
  // Sound is one for the whole clip: one shot that speaks makes all of it sound.
  const audio = wishes.audio ?? briefs.some((brief) => compileShot(brief, ofShot, 'clip', wishes).ask.audio === true);
  const shots = briefs.map((brief) => compileShot(brief, ofShot, 'clip', { ...wishes, audio }));
  const seconds = sharedOut(wanted, whole.ask.durationSeconds);
  const ask: VideoAsk = {
    ...whole.ask,
    ...(whole.ask.audio === undefined ? {} : { audio }),
    prompt: shots[0]?.ask.prompt ?? whole.ask.prompt,
    shots: shots.map((shot, index) => ({ prompt: shot.ask.prompt, durationSeconds: seconds[index] as number })),
  };
  const notes = shots.flatMap(({ notes: each }, index) => each.map((note) => `shot ${index + 1}: ${note}`));
  return {
    ask,
    notes: [...whole.notes.filter((note) => note.startsWith('asked')), ...notes],
    problems: checkAsk(record, ask),
    shots,
  };
};
