/** The door of interchange: any timeline or caption file in, several out, and what was lost on the way. */
import { WorkprintError } from '../errors.ts';
import type { Timeline } from '../timeline/timeline.types.ts';
import { detectFormat } from './detect-format.ts';
import { importEditly } from './editly/read-editly.ts';
import { importEdl } from './edl/read-edl.ts';
import { exportEdl } from './edl/write-edl.ts';
import { importFcpxml } from './fcpxml/read-fcpxml.ts';
import { exportFcpxml } from './fcpxml/write-fcpxml.ts';
import type {
  Exporter,
  ExportResult,
  Importer,
  ImportOptions,
  ImportResult,
  InterchangeFormat,
  Loss,
} from './interchange.types.ts';
import { readJson } from './json/read-json.ts';
import { importOtio } from './otio/read-otio.ts';
import { exportOtio } from './otio/write-otio.ts';
import { checkedImport, exportOwn, guardedImport, importOwn } from './own-document.ts';
import { ImportFailed, importFailed, importLimits } from './shared/import-failure.ts';
import { describeLosses } from './shared/loss-log.ts';
import { importShotstack } from './shotstack/read-shotstack.ts';
import { importAss } from './subtitles/read-ass.ts';
import { importSrt } from './subtitles/read-srt.ts';
import { importVtt } from './subtitles/read-vtt.ts';
import { exportAss } from './subtitles/write-ass.ts';
import { exportSrt, exportVtt } from './subtitles/write-srt-and-vtt.ts';
import { importXmeml } from './xmeml/read-xmeml.ts';

export { detectFormat } from './detect-format.ts';
export * from './interchange.types.ts';
export { readJson } from './json/read-json.ts';
export { movedReferences } from './otio/moved-references.ts';
export { rateFromNumber } from './shared/rational.ts';
export { describeLosses, ImportFailed };

const importers: Partial<Record<InterchangeFormat, Importer>> = {
  workprint: importOwn,
  otio: importOtio,
  edl: importEdl,
  xmeml: importXmeml,
  fcpxml: importFcpxml,
  shotstack: importShotstack,
  editly: importEditly,
  srt: importSrt,
  vtt: importVtt,
  ass: importAss,
};

const exporters: Partial<Record<InterchangeFormat, Exporter>> = {
  workprint: exportOwn,
  otio: exportOtio,
  edl: exportEdl,
  fcpxml: exportFcpxml,
  srt: exportSrt,
  vtt: exportVtt,
  ass: exportAss,
};

/** Formats that `exportTimeline` writes. */
export const exportFormats = Object.keys(exporters) as readonly InterchangeFormat[];

/**
 * Reads a file of any format, found by its content. `name` is how people know the file. Throws `import-failed` naming the place, and
 * nothing else. Media that only a look at the file can measure is listed in `wanted`: ask again with `factsOf` to have it exact.
 */
export const importAny = (text: string, name: string, options: ImportOptions = {}): ImportResult => {
  if (text.length > importLimits.textUnits)
    throw importFailed(name, '', `it is larger than ${importLimits.textUnits / 1048576} million characters`);
  const format = detectFormat(text, name);
  const importer = format === undefined ? undefined : importers[format];
  // What set out to be JSON is told where it stops being it.
  if (importer === undefined && /^\s*[{[]/u.test(text)) readJson(text, name, { isPlain: true });
  if (importer === undefined)
    throw importFailed(
      name,
      '',
      'it is none of the formats Workprint reads: timelines (Workprint, OpenTimelineIO, Final Cut Pro XML, EDL, Shotstack, editly) and captions (SRT, WebVTT, ASS)',
    );
  // Captions on a clock of milliseconds go to captions again; nothing renders them.
  const isClock = options.rate?.num === 1000 && options.rate.den === 1;
  return guardedImport(name, () => {
    const result = importer(text, name, options);
    return isClock ? result : checkedImport(result, name);
  });
};

/** Writes a timeline in a format. Throws `usage` for one that is only read. */
export const exportTimeline = (timeline: Timeline, format: InterchangeFormat): ExportResult => {
  const exporter = exporters[format];
  if (exporter === undefined) {
    throw new WorkprintError(
      'usage',
      `“${format}” is only read, not written. Write one of ${exportFormats.join(', ')}.`,
    );
  }
  return exporter(timeline);
};

/** For `--strict`: throws `import-lossy` naming every kind of loss, unless there are none. */
export const refuseLosses = (losses: readonly Loss[], name: string): void => {
  if (losses.length === 0) return;
  const lines = describeLosses(losses);
  const shown = lines.length === 1 ? ` ${lines[0]}.` : `\n${lines.map((line) => `  ${line}`).join('\n')}\n`;
  throw new WorkprintError(
    'import-lossy',
    `${name} does not convert without loss:${shown}${lines.length === 1 ? ' ' : ''}Leave out --strict to accept this.`,
  );
};
