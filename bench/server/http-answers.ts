/** Reads answers of HTTP/1.1 off a socket: status, a few headers, where one ends. For measuring, so it does no more than that. */

export type Answered = { readonly status: number; readonly head: string };

const lengthIn = /\r\ncontent-length: *(\d+)/i;
const chunkedIn = /\r\ntransfer-encoding: *chunked/i;

/** Where a chunked body that begins at `from` ends; -1: not yet. */
const endOfChunks = (bytes: Buffer, from: number): number => {
  for (let at = from; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return -1;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const next = line + 2 + size + 2;
    if (next > bytes.length) return -1;
    if (size === 0) return next;
    at = next;
  }
};

/** Calls `onAnswer` for each whole answer in what is fed. */
export const readAnswers = (onAnswer: (answer: Answered) => void): ((part: Buffer) => void) => {
  let held: Buffer = Buffer.alloc(0);
  return (part) => {
    held = held.length === 0 ? part : Buffer.concat([held, part]);
    for (;;) {
      const blank = held.indexOf('\r\n\r\n');
      if (blank < 0) return;
      const head = held.toString('latin1', 0, blank);
      const status = Number(head.slice(9, 12));
      const length = lengthIn.exec(head)?.[1];
      const hasBody = status !== 204 && status !== 304;
      const body = blank + 4;
      const end = !hasBody
        ? body
        : length !== undefined
          ? body + Number(length)
          : chunkedIn.test(head)
            ? endOfChunks(held, body)
            : body;
      if (end < 0 || end > held.length) return;
      held = held.subarray(end);
      onAnswer({ status, head });
    }
  };
};
