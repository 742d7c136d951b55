/** The table of settings as docs/configuration.md shows it. */
import { settings } from './settings.ts';

const shown = (fallback: string | number | readonly string[] | undefined): string => {
  if (typeof fallback === 'number') return fallback.toLocaleString('en-US');
  return typeof fallback === 'string' ? fallback : 'none';
};

/** Markdown, a row for each setting. */
export const settingsTable = (): string =>
  [
    '| variable | what it is | takes | without it |',
    '|---|---|---|---|',
    ...Object.entries(settings).map(
      ([name, { meaning, takes, fallback }]) => `| \`${name}\` | ${meaning} | ${takes} | ${shown(fallback)} |`,
    ),
  ].join('\n');
