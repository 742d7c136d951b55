/** `workprint doctor`: looks at this machine and says what a film would lack, with what to type for it. */
import { workprintHome } from './home.ts';
import { checkDatabase } from './machine/check-database.ts';
import { checkFfmpeg } from './machine/check-ffmpeg.ts';
import { checkFonts } from './machine/check-fonts.ts';
import { checkCores, checkDisk, checkMemory, checkNode } from './machine/check-resources.ts';
import { checkSandbox } from './machine/check-sandbox.ts';
import { checkSettings } from './machine/check-settings.ts';
import { checkVoices } from './machine/check-voices.ts';
import type { MachineCheck } from './machine/machine-check.ts';

const marks = { ok: 'OK     ', weak: 'weak   ', missing: 'MISSING' } as const;

/** The table as people read it: one line each, what to type on the line below. */
export const formatChecks = (checks: readonly MachineCheck[]): string => {
  const width = Math.max(...checks.map((check) => check.name.length));
  const rows = checks.flatMap((check) => [
    `${marks[check.state]}  ${check.name.padEnd(width)}  ${check.found}`,
    ...(check.advice === undefined ? [] : [`${' '.repeat(9 + width)}  → ${check.advice}`]),
  ]);
  const missing = checks.filter((check) => check.state === 'missing').length;
  const weak = checks.filter((check) => check.state === 'weak').length;
  const verdict =
    missing > 0
      ? `Films cannot be made here yet: ${missing} thing${missing === 1 ? ' is' : 's are'} missing.`
      : weak > 0
        ? 'Films can be made here; what is weak makes them poorer or slower.'
        : 'Everything is here.';
  return [...rows, '', verdict].join('\n');
};

/** Prints the table, or JSON, to standard output. Resolves to the exit code: 0 when films can be made, else 1. */
export const runDoctor = async ({ json }: { readonly json: boolean }): Promise<number> => {
  const settings = checkSettings(process.env);
  const [node, ffmpeg, sandbox, fonts, voices, disk, database] = await Promise.all([
    checkNode(),
    checkFfmpeg(),
    checkSandbox(),
    checkFonts(),
    checkVoices(process.env.WORKPRINT_KOKORO),
    checkDisk(workprintHome()),
    checkDatabase(settings.configuration?.DATABASE_URL, workprintHome()),
  ]);
  const checks = [
    node,
    ...ffmpeg,
    sandbox,
    fonts,
    ...voices,
    disk,
    checkMemory(),
    checkCores(),
    settings.check,
    database,
  ];
  const isReady = checks.every((check) => check.state !== 'missing');
  process.stdout.write(`${json ? JSON.stringify({ ready: isReady, checks }, null, 2) : formatChecks(checks)}\n`);
  return isReady ? 0 : 1;
};
