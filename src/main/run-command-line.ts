/** The command line behind `cli.ts`: picks the command, turns every end into a sentence and an exit code. */
import { errorTable, WorkprintError } from '../domain/errors.ts';
import { TimelineInvalid } from '../domain/timeline/timeline-invalid.ts';
import { type Command, helpOf, readArguments } from './command-line.ts';
import { commands } from './commands/commands.ts';
import { ownVersion } from './own-version.ts';

const overview = (): string => {
  const width = Math.max(...commands.map((command) => command.name.length + command.words.join(' ').length)) + 3;
  const rows = commands.map(
    (command) =>
      `  ${`${command.name} ${command.words.join(' ')}`.padEnd(width)}${command.summary.split('. ')[0] ?? ''}`,
  );
  return [
    'Workprint turns a script into a film. No key, no account, no network.',
    '',
    'Usage: workprint COMMAND [options]',
    '',
    ...rows,
    '',
    '`workprint COMMAND --help` lists a command’s options.',
  ].join('\n');
};

const find = (name: string): Command => {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  throw new WorkprintError(
    'usage',
    `There is no command “${name}”. The commands are: ${commands.map((one) => one.name).join(', ')}.`,
  );
};

const main = async (args: readonly string[]): Promise<number> => {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${overview()}\n`);
    return name === undefined ? errorTable.usage.exitCode : 0;
  }
  if (name === '--version' || name === '-V') {
    process.stdout.write(`workprint ${ownVersion()}\n`);
    return 0;
  }
  const command = find(name);
  const { words, options } = readArguments(command, rest);
  if (options.help) {
    process.stdout.write(`${helpOf(command)}\n`);
    return 0;
  }
  return command.run(words, options);
};

/** What went wrong in one paragraph; an unforeseen error keeps its stack, because it is ours to mend. */
const tell = (error: unknown, asJson: boolean): number => {
  if (error instanceof WorkprintError && asJson) {
    const problems = error instanceof TimelineInvalid ? { problems: error.problems } : {};
    process.stderr.write(
      `${JSON.stringify({ type: 'error', code: error.code, message: error.message, ...problems })}\n`,
    );
    return errorTable[error.code].exitCode;
  }
  if (error instanceof WorkprintError) {
    process.stderr.write(`${error.code === 'cancelled' ? '' : 'workprint: '}${error.message}\n`);
    if (process.env.WORKPRINT_TRACE === '1' && error.cause instanceof Error)
      process.stderr.write(`${error.cause.stack}\n`);
    return errorTable[error.code].exitCode;
  }
  process.stderr.write(
    `workprint: something broke that should not have. Please report it with these lines:\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return errorTable.internal.exitCode;
};

/** Runs a command line and returns its exit code; what went wrong was told on stderr. */
export const runCommandLine = async (args: readonly string[]): Promise<number> => {
  try {
    return await main(args);
  } catch (error) {
    return tell(error, args.includes('--json'));
  }
};
