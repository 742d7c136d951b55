/** One shot becomes a request to one model: its prompt in the model's way of writing and within its limits, its settings legal, every change said. */
import type { ModelRecord } from '../catalog/model.types.ts';
import { WorkprintError } from '../errors.ts';
import type { ImageAsk, LoraUse, VideoAsk } from '../generation/ask.types.ts';
import type { CompiledShot, ShotWishes } from './compiled-shot.types.ts';
import { writingOf } from './dialects/dialects.ts';
import { type Fitted, fitPassages, type Kept } from './fit-passages.ts';
import { fitSettings } from './fit-settings.ts';
import { lintShot } from './lint/lint-shot.ts';
import type { DialectWriting, Purpose } from './passage.types.ts';
import { cutAtWord, plainWords } from './plain-words.ts';
import { nameReferences, orderReferences } from './reference-passages.ts';
import { shorteningNotes } from './shortening-notes.ts';
import type { ShotBrief } from './shot-brief.types.ts';
import { joinPassages, passagesOf } from './write-passages.ts';

/** The most characters a prompt for this model may have here. */
export const promptLimit = (record: ModelRecord, writing: DialectWriting): number =>
  Math.max(1, Math.min(record.limits.promptChars ?? writing.mostCharacters, writing.mostCharacters));

const refuseKind = (record: ModelRecord, purpose: Purpose): never => {
  const wanted =
    purpose === 'still' ? 'a still needs a model that makes image' : 'a clip needs a model that makes video';
  throw new WorkprintError('ask-illegal', `${record.provider}/${record.id} makes ${record.makes}; ${wanted}.`);
};

/** Comma-separated things, whole ones only, within the limit. */
const avoiding = (things: readonly string[], limit: number): string => {
  let text = '';
  for (const thing of new Set(things.map((one) => plainWords(one)).filter((one) => one !== ''))) {
    const longer = text === '' ? thing : `${text}, ${thing}`;
    if (longer.length <= limit) text = longer;
  }
  return text;
};

/** Where nobody says how long it may be. */
const usualNegativeLimit = 500;

const negativeFor = (
  record: ModelRecord,
  writing: DialectWriting,
  { avoid }: ShotWishes,
): { readonly words?: string; readonly notes: readonly string[] } => {
  if (record.limits.takesNegativePrompt !== true) {
    return { notes: avoid === undefined ? [] : ['the model takes no negative prompt: what to avoid is left out'] };
  }
  const things = [...(avoid ?? '').split(','), ...(writing.avoids ?? '').split(',')];
  const words = avoiding(things, record.limits.negativePromptChars ?? usualNegativeLimit);
  return { ...(words !== '' && { words }), notes: [] };
};

/** Whether trained weights may go with a request: the record says so, else the model's name does (`fal-ai/flux-lora`). */
const takesLoras = ({ id, limits }: ModelRecord): boolean => limits.takesLoras ?? /(?:^|[/-])lora(?:$|[/-])/u.test(id);

/** Trained weights of the people in the picture and of the film's look, each once. */
const lorasFor = (
  brief: ShotBrief,
  record: ModelRecord,
): { readonly loras: readonly LoraUse[]; readonly notes: readonly string[] } => {
  const all = [...brief.people.map(({ lora }) => lora), brief.styleLora].filter((lora) => lora !== undefined);
  const loras = [...new Map(all.map((lora) => [lora.url, lora])).values()];
  if (loras.length === 0 || takesLoras(record)) return { loras, notes: [] };
  return { loras: [], notes: ['the model takes no trained weights: looks are carried by words and references'] };
};

const soundNotes = (ask: ImageAsk | VideoAsk, { audio }: ShotWishes, record: ModelRecord): string[] =>
  ask.type === 'video' && record.limits.audio === null && audio === true
    ? ['nobody says whether the model makes sound: the film lays its own over it']
    : [];

/** Whose looks found no room. */
const unseenIn = ({ dropped }: Fitted): string[] =>
  dropped.filter((id) => id.startsWith('identity/')).map((id) => id.slice('identity/'.length));

/** As compileShot; `from` is what an earlier prompt of the brief kept. */
export const compileFrom = (
  brief: ShotBrief,
  record: ModelRecord,
  purpose: Purpose,
  wishes: ShotWishes,
  from: Kept,
): CompiledShot => {
  if (record.makes !== (purpose === 'still' ? 'image' : 'video')) refuseKind(record, purpose);
  const writing = writingOf(record.dialect, purpose === 'still' ? 'image' : 'video');
  const limit = promptLimit(record, writing);
  const { loras, notes: loraNotes } = lorasFor(brief, record);
  const { files, notes: fileNotes } = orderReferences(brief, purpose);
  const settings = fitSettings(brief, record, purpose, wishes, files, loras, writing);
  const negative = negativeFor(record, writing, wishes);
  const { ask } = settings;
  const passages = passagesOf({
    brief,
    purpose,
    writing,
    // What a model that always makes sound says unasked is nobody's wish; it is told what to say only where sound is wanted.
    speaks: ask.type === 'video' && ask.audio === true && wishes.audio !== false,
    references: nameReferences(ask.references ?? []),
    hasNegative: negative.words !== undefined,
    hasLoras: loras.length > 0,
    showsCard: wishes.showsCard === true,
    extra: wishes.extra,
    limit,
  });
  const fitted = fitPassages(passages, (texts) => joinPassages(passages, texts, writing), limit, from);
  const compiled = {
    ...ask,
    prompt: fitted.text === '' ? cutAtWord(brief.place.name, limit) : fitted.text,
    ...(negative.words !== undefined && { negativePrompt: negative.words }),
  };
  return {
    ask: compiled,
    notes: [
      ...fileNotes,
      ...settings.notes,
      ...soundNotes(ask, wishes, record),
      ...loraNotes,
      ...negative.notes,
      ...shorteningNotes(fitted, brief, limit),
    ],
    problems: settings.problems,
    lint: lintShot(brief, compiled, record, purpose, unseenIn(fitted)),
    from: { brief, purpose, wishes, model: `${record.provider}/${record.id}`, kept: fitted.kept },
  };
};

/**
 * The request for one shot. `still`: a picture; `clip`: a moving shot from words; `animate`: from a picture among the brief's references, so the
 * prompt tells motion alone. The prompt is never over the model's limit and never empty. The same arguments give the same answer. Throws
 * `ask-illegal` when the model makes something else.
 */
export const compileShot = <P extends Purpose>(
  brief: ShotBrief,
  record: ModelRecord,
  purpose: P,
  wishes: ShotWishes = {},
): CompiledShot<P extends 'still' ? ImageAsk : VideoAsk> =>
  // The purpose decides the type of the request: fitSettings makes a picture's of a still and a clip's of all else.
  compileFrom(brief, record, purpose, wishes, {}) as CompiledShot<P extends 'still' ? ImageAsk : VideoAsk>;
