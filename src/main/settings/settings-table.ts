/** The table of settings as docs/configuration.md shows it. */
import { settings } from './settings.ts';

const shown = (fallback: unknown): string => {
  if (fallback === undefined || (Array.isArray(fallback) && fallback.length === 0)) return 'none';
  return typeof fallback === 'number' ? fallback.toLocaleString('en-US') : String(fallback);
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
