/** What a person sees while bytes are moved: a bar on a terminal, nothing elsewhere, an object a line with `--json`. stdout is never touched. */

export type ByteProgress = { show(doneBytes: number, totalBytes: number): void; end(): void };

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 1e10 ? 2 : 1)} GB`;

/** Redrawn ten times a second at most; as JSON twice. */
export const createByteProgress = (what: string, asJson: boolean): ByteProgress => {
  const { stderr } = process;
  let shownMs = 0;
  return {
    show: (done, total) => {
      const nowMs = performance.now();
      if ((!asJson && !stderr.isTTY) || nowMs - shownMs < (asJson ? 500 : 100)) return;
      shownMs = nowMs;
      if (asJson) {
        stderr.write(`${JSON.stringify({ type: 'progress', done, total })}\n`);
        return;
      }
      const full = Math.round(24 * Math.min(1, done / Math.max(1, total)));
      const bar = '█'.repeat(full) + '░'.repeat(24 - full);
      stderr.write(
        `\r\u001b[2K ${bar} ${what} ${gigabytes(done)} of ${gigabytes(total)}`.slice(0, (stderr.columns ?? 80) + 5),
      );
    },
    end: () => {
      if (!asJson && stderr.isTTY) stderr.write('\r\u001b[2K');
    },
  };
};
