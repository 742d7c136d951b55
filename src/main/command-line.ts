/** Reading the command line strictly: an unknown word is an error with the word in it, never a guess. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { WorkprintError } from '../domain/errors.ts';

export type OptionFacts = {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** What stands for the value in the help, e.g. `FILE`. */
  readonly value?: string;
  readonly help: string;
  /** May be given again and again; its value is then a list. */
  readonly multiple?: boolean;
};

/** What was given: text, a flag, or a list for what may be given again. */
export type GivenOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export type Command = {
  readonly name: string;
  /** Positional words, e.g. `SCRIPT`; `...` after a name means any number. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionFacts>>;
  /** Returns the exit code. */
  run(words: readonly string[], options: GivenOptions): Promise<number>;
};

const usage = (command: Command): string => `Usage: workprint ${command.name} ${command.words.join(' ')} [options]`;

/** Help text of one command: usage, what it does, every option with its default in its own words. */
export const helpOf = (command: Command): string => {
  const rows = Object.entries({
    ...command.options,
    help: { type: 'boolean', short: 'h', help: 'show this help' } as OptionFacts,
  });
  const left = rows.map(
    ([name, facts]) => `${facts.short ? `-${facts.short}, ` : '    '}--${name}${facts.value ? ` ${facts.value}` : ''}`,
  );
  const width = Math.max(...left.map((text) => text.length)) + 2;
  const lines = rows.map(([, facts], index) => `  ${(left[index] ?? '').padEnd(width)}${facts.help}`);
  return [usage(command), '', command.summary, '', ...lines].join('\n');
};

/** Throws `usage` for anything the command does not know. */
export const readArguments = (command: Command, args: readonly string[]) => {
  const options: ParseArgsConfig['options'] = { help: { type: 'boolean', short: 'h' } };
  for (const [name, facts] of Object.entries(command.options)) {
    options[name] = {
      type: facts.type,
      ...(facts.short && { short: facts.short }),
      ...(facts.multiple && { multiple: true }),
    };
  }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const isOpen = command.words.some((word) => word.endsWith('...'));
    if (!values.help && !isOpen && positionals.length !== command.words.length) {
      const wanted = command.words.length === 0 ? 'takes no file' : `needs ${command.words.join(' and ')}`;
      throw new WorkprintError(
        'usage',
        `\`workprint ${command.name}\` ${wanted}; it was given ${positionals.length === 0 ? 'none' : positionals.map((word) => `“${word}”`).join(', ')}. ${usage(command)}`,
      );
    }
    return { words: positionals, options: values as GivenOptions };
  } catch (error) {
    if (error instanceof WorkprintError) throw error;
    const words = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    // Node speaks of ambiguity; a person wants to know what to type.
    const [, option] = /^Option '(?:-\w, )?(--[a-z-]+).*ambiguous/s.exec(words) ?? [];
    const message = option
      ? `What follows ${option} begins with a dash; if it is its value, write ${option}=VALUE`
      : words;
    throw new WorkprintError('usage', `${message}. ${usage(command)}; \`--help\` lists the options.`, { cause: error });
  }
};
