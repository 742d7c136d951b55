/** The one-page report beside the film: what was made, from what, in which time. Static, self-contained, no script. */
import type { BuildEntry } from '../../build/build.ts';
import { dollarsText } from '../../domain/money.ts';
import type { Cast } from '../../domain/performance/performance.types.ts';
import type { Breakdown, Scene } from '../../domain/screenplay/breakdown.types.ts';
import type { FilmTiming, Shot, ShotPlan } from '../../domain/shot/shot.types.ts';
import { msFromFrames, type Rate } from '../../domain/time.ts';
import { bylineOf } from '../assemble/title-cards.ts';
import type { PictureAccount } from '../model-pictures/model-pictures.ts';
import { reportStyle } from './report-style.ts';

export type ReportFacts = {
  readonly breakdown: Breakdown;
  readonly cast: Cast;
  readonly plan: ShotPlan;
  readonly timing: FilmTiming;
  readonly rate: Rate;
  readonly width: number;
  readonly height: number;
  readonly entries: readonly BuildEntry[];
  readonly builtInMs: number;
  readonly loudness?: { readonly integratedLufs: number | null; readonly truePeakDbtp: number };
  /** Engines that really spoke. */
  readonly engines: readonly string[];
  /** Plain sentences a person should know: a missing voice model, a missing font. */
  readonly notes: readonly string[];
  /** Pictures that models made. */
  readonly accounts: readonly PictureAccount[];
  /** JPEG data URIs by shot id. */
  readonly thumbnails: ReadonlyMap<string, string>;
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const clock = (ms: number): string => {
  const seconds = Math.round(ms / 100) / 10;
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${(seconds - minutes * 60).toFixed(1).padStart(4, '0')}`;
};

const took = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${head.map((cell) => `<th>${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;

const eighths = (count: number): string => {
  const pages = Math.floor(count / 8);
  const rest = count % 8;
  return [pages > 0 ? String(pages) : '', rest > 0 || pages === 0 ? `${rest}/8` : ''].filter(Boolean).join(' ');
};

const fact = (value: string, name: string): string =>
  `<div><b>${escaped(value)}</b><span>${escaped(name)}</span></div>`;

const summary = (facts: ReportFacts): string => {
  const made = facts.entries.filter((entry) => entry.state === 'made').length;
  const cost = facts.entries.reduce((sum, entry) => sum + entry.costMicros, 0);
  const cells = [
    fact(clock(msFromFrames(facts.timing.durationFrames, facts.rate)), 'length'),
    fact(String(facts.breakdown.scenes.length), facts.breakdown.scenes.length === 1 ? 'scene' : 'scenes'),
    fact(String(facts.plan.shots.length), 'shots'),
    fact(
      `${facts.width}×${facts.height}`,
      `${(facts.rate.num / facts.rate.den).toFixed(2).replace(/\.00$/, '')} frames a second`,
    ),
    fact(took(facts.builtInMs), 'built in'),
    fact(`${facts.entries.length - made} of ${facts.entries.length}`, 'answers from the cache'),
    fact(dollarsText(cost), 'cost'),
  ];
  if (facts.loudness?.integratedLufs !== undefined && facts.loudness.integratedLufs !== null) {
    cells.push(
      fact(`${facts.loudness.integratedLufs.toFixed(1)} LUFS`, `peak ${facts.loudness.truePeakDbtp.toFixed(1)} dBTP`),
    );
  }
  return `<section class="facts">${cells.join('')}</section>`;
};

const sceneRow = (scene: Scene, facts: ReportFacts): string[] => {
  const timed = facts.timing.scenes.find((one) => one.sceneId === scene.id);
  return [
    escaped(scene.number),
    escaped(scene.heading),
    eighths(scene.pageEighths),
    timed ? clock(msFromFrames(timed.startFrame, facts.rate)) : '–',
    timed ? took(msFromFrames(timed.durationFrames, facts.rate)) : '–',
    escaped(scene.mood),
    escaped(scene.summary),
  ];
};

const castRows = (facts: ReportFacts): string[][] =>
  facts.breakdown.characters
    .filter((character) => character.lineCount > 0)
    .map((character) => {
      const member = facts.cast.members.find((one) => one.characterId === character.id);
      const swatches =
        member?.look && !character.isVoiceOnly
          ? [member.look.coat, member.look.hairColour, member.look.skin]
              .map((colour) => `<i style="background:${escaped(colour)}"></i>`)
              .join('')
          : '';
      const voice = member ? `${member.voice.voice} (${member.voice.engine})` : '–';
      return [
        `${swatches}${escaped((character.fullName ?? character.name).toUpperCase())}`,
        String(character.lineCount),
        String(character.wordCount),
        escaped(voice),
      ];
    });

const framings: Readonly<Record<string, string>> = {
  two_shot: 'two-shot',
  ots: 'over the shoulder',
  pov: 'point of view',
};

const shotRow = (shot: Shot, facts: ReportFacts): string[] => {
  const timed = facts.timing.shots.find((one) => one.shotId === shot.id);
  const thumbnail = facts.thumbnails.get(shot.id);
  const nameOf = (id: string): string => facts.breakdown.characters.find((one) => one.id === id)?.name ?? id;
  const who = shot.figures.map((figure) => nameOf(figure.characterId)).join(', ');
  const movement =
    shot.movement.kind === 'static'
      ? 'static'
      : [shot.movement.kind, shot.movement.direction].filter(Boolean).join(' ');
  return [
    thumbnail ? `<img src="${escaped(thumbnail)}" alt="Shot ${escaped(shot.number)}" loading="lazy">` : '',
    `<b>${escaped(shot.number)}</b>`,
    escaped(shot.framing === 'insert' ? 'INSERT' : `${shot.size} ${framings[shot.framing] ?? shot.framing}`),
    escaped(`${shot.angle}, ${movement}, ${shot.lensMm} mm`),
    timed
      ? `${clock(msFromFrames(timed.startFrame, facts.rate))}<br><span>${took(msFromFrames(timed.durationFrames, facts.rate))}</span>`
      : '–',
    escaped(who),
    escaped(shot.role),
  ];
};

const stepRows = (entries: readonly BuildEntry[]): string[][] => {
  const names = [...new Set(entries.map((entry) => entry.step))];
  return names.map((name) => {
    const own = entries.filter((entry) => entry.step === name);
    const made = own.filter((entry) => entry.state === 'made');
    return [
      escaped(name),
      String(own.length),
      String(own.length - made.length),
      took(made.reduce((sum, entry) => sum + entry.tookMs, 0)),
      dollarsText(made.reduce((sum, entry) => sum + entry.costMicros, 0)),
    ];
  });
};

/** A picture of a model: who made it, from how many variants, how alike, and what all of it cost whenever it was made. */
const accountRow = (account: PictureAccount, shots: readonly Shot[]): string[] => {
  const { still, clip, lipsync, likeness } = account;
  const all = [still?.served, clip, lipsync].filter((served) => served !== undefined);
  return [
    `<b>${escaped(shots.find(({ id }) => id === account.shotId)?.number ?? '')}</b>`,
    escaped(still ? `${still.served.model}, ${still.chosen + 1} of ${still.variants.length}` : '–'),
    escaped(clip?.model ?? '–'),
    escaped(lipsync?.model ?? '–'),
    likeness === undefined ? '–' : `${Math.round(likeness * 100)} %`,
    dollarsText(all.reduce((sum, { costMicros }) => sum + costMicros, 0)),
    escaped(all.flatMap(({ degraded }) => degraded ?? []).join('; ')),
  ];
};

const modelsTable = ({ accounts, plan }: ReportFacts): string =>
  accounts.length === 0
    ? ''
    : `<h2>Pictures by models</h2>${table(
        ['Shot', 'Still', 'Clip', 'Lips', 'Alike', 'Cost', ''],
        accounts.map((account) => accountRow(account, plan.shots)),
      )}`;

/** A complete HTML page; every word of the script in it is escaped. */
export const reportHtml = (facts: ReportFacts): string => {
  const { breakdown } = facts;
  const byline = bylineOf(breakdown);
  const notes =
    facts.notes.length > 0
      ? `<section class="notes">${facts.notes.map((note) => `<p>${escaped(note)}</p>`).join('')}</section>`
      : '';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escaped(breakdown.title)} – Workprint report</title><style>${reportStyle}</style></head><body>
<header><h1>${escaped(breakdown.title)}</h1><p>${escaped(byline)}</p><p>${escaped(breakdown.logline)}</p></header>
${summary(facts)}${notes}
<h2>Scenes</h2>${table(
    ['', 'Heading', 'Pages', 'At', 'Length', 'Mood', 'What happens'],
    breakdown.scenes.map((scene) => sceneRow(scene, facts)),
  )}
<h2>Voices</h2>${table(['Character', 'Lines', 'Words', 'Voice'], castRows(facts))}
<h2>Shots</h2>${table(
    ['', '', 'Size', 'Camera', 'At', 'Who', 'Why'],
    facts.plan.shots.map((shot) => shotRow(shot, facts)),
  )}
${modelsTable(facts)}<h2>Build</h2>${table(['Step', 'Answers', 'From the cache', 'Time spent making', 'Cost'], stepRows(facts.entries))}
</body></html>
`;
};
