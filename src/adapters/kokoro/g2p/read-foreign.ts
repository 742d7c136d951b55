/** Reads words of other languages with the espeak-ng program when it is installed. Words go in by stdin, one a line. */
import { spawn } from 'node:child_process';

/** A line of script never takes longer; a hanging program must not hold a film up. */
const timeLimitMs = 5_000;

/** Undefined when espeak-ng is missing, does not know the language, or fails: then the words stay unspoken and are named. */
const ipaOf = (lines: string, language: string, signal: AbortSignal): Promise<string | undefined> =>
  new Promise((resolve) => {
    const child = spawn('espeak-ng', ['-q', '--ipa', '-v', language, '--stdin'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    const stop = () => child.kill('SIGKILL');
    const timer = setTimeout(stop, timeLimitMs);
    signal.addEventListener('abort', stop, { once: true });
    const finish = (answer: string | undefined) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(answer);
    };
    child.once('error', () => finish(undefined));
    child.once('close', (code) => finish(code === 0 ? Buffer.concat(chunks).toString('utf8') : undefined));
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on('error', () => {}); // It ended before it had read all: `close` tells.
    child.stdin.end(lines);
  });

/**
 * For `pronounce`: one process per language; the full stop after each word makes espeak answer one line a word. A word
 * it had to fall back to English for (`(en)` in its answer) counts as unread: that is noise, not speech.
 */
export const readWithEspeak =
  (signal: AbortSignal) =>
  async (words: readonly string[], language: string): Promise<readonly (string | undefined)[]> => {
    const lines = words.map((word) => word.replace(/\s+/g, '')).join('.\n');
    const answer = await ipaOf(`${lines}.\n`, language, signal);
    const read =
      answer
        ?.split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '') ?? [];
    if (read.length !== words.length) return words.map(() => undefined);
    return read.map((ipa) => (ipa.includes('(en)') ? undefined : ipa));
  };
