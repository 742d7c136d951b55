/** Lines of a CMX3600 edit decision list: events, motion effects, comments. */

export type EdlEvent = {
  readonly line: number;
  readonly number: string;
  readonly reel: string;
  readonly channels: readonly string[];
  /** C cut, D dissolve, W wipe, K key. */
  readonly kind: 'C' | 'D' | 'W' | 'K';
  /** Number of the wipe pattern, or `B`/`O` of a key. */
  readonly pattern: string;
  readonly transitionFrames: number;
  /** Source in, source out, record in, record out. */
  readonly times: readonly [string, string, string, string];
  /** Whether the list says drop-frame at this place. */
  readonly drop: boolean;
  readonly comments: string[];
  motion: { readonly fps: number; readonly line: number } | undefined;
};

export type EdlList = {
  readonly title: string;
  readonly events: readonly EdlEvent[];
  /** Lines that belong to no event, in order. */
  readonly heading: readonly string[];
  readonly strange: readonly { readonly line: number; readonly text: string }[];
  readonly firstDrop: boolean | undefined;
};

const timecode = String.raw`\d{1,3}[:;.]\d{1,2}[:;.]\d{1,2}[:;.,]\d{1,3}`;
const fourTimes = new RegExp(`^(.*?)\\s+(${timecode})\\s+(${timecode})\\s+(${timecode})\\s+(${timecode})\\s*$`, 'u');
const motionLine = /^M2\s+(.*?)\s+([+-]?\d{1,6}(?:\.\d{1,6})?)\s+\d{1,3}[:;.]/u;

/** A: one, AA: one and two, B: picture and sound one, and their numbered forms. */
const channelsOf = (word: string): readonly string[] | undefined => {
  const parts = word.toUpperCase().split(/[/,+]/u);
  const all = parts.flatMap((part): string[] | undefined => {
    if (part === 'NONE') return [];
    if (part === 'B') return ['V', 'A1'];
    if (part === 'AA') return ['A1', 'A2'];
    if (part === 'A' || part === 'V') return [part === 'A' ? 'A1' : 'V'];
    if (part === 'V1') return ['V'];
    return /^[AV]\d{1,2}$/u.test(part) ? [part] : undefined;
  });
  return all.includes(undefined) ? undefined : (all as string[]);
};

const eventOf = (text: string, line: number, drop: boolean): EdlEvent | undefined => {
  const found = fourTimes.exec(text);
  if (found === null) return undefined;
  const words = (found[1] as string).trim().split(/\s+/u);
  const frames = /^\d{1,5}$/u.test(words.at(-1) ?? '') && words.length > 4 ? Number(words.pop()) : 0;
  const keyMode = /^[BO]$/u.test(words.at(-1) ?? '') && words.at(-2) === 'K' ? (words.pop() as string) : '';
  const type = /^(C|D|W|K)(\d{0,3}|[BO])$/u.exec(words.pop() ?? '');
  const channels = channelsOf(words.pop() ?? '');
  const number = words.shift();
  if (type === null || channels === undefined || number === undefined || !/^\d{1,6}[A-Z]?$/u.test(number))
    return undefined;
  return {
    line,
    number,
    reel: words.join(' ') || 'AX',
    channels,
    kind: type[1] as EdlEvent['kind'],
    pattern: keyMode || (type[2] ?? ''),
    transitionFrames: type[1] === 'C' ? 0 : frames,
    times: [found[2], found[3], found[4], found[5]] as [string, string, string, string],
    drop,
    comments: [],
    motion: undefined,
  };
};

/** Reads the lines; what fits nowhere is listed as strange. */
export const readEdlLines = (text: string): EdlList => {
  const events: EdlEvent[] = [];
  const heading: string[] = [];
  const strange: { line: number; text: string }[] = [];
  let title = '';
  let drop = false;
  let firstDrop: boolean | undefined;
  text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\r|\n/u)
    .forEach((raw, index) => {
      const words = raw.trim();
      const last = events.at(-1);
      const titled = /^TITLE\s*:\s*(.*)$/iu.exec(words);
      const counted = /^FCM\s*:\s*(NON[- ]?DROP|DROP)/iu.exec(words);
      if (words === '') return;
      if (titled !== null && last === undefined) title = (titled[1] as string).trim();
      else if (counted !== null) {
        drop = /^DROP/iu.test(counted[1] as string);
        firstDrop ??= drop;
      } else if (/^M2\s/u.test(words)) {
        const motion = motionLine.exec(words);
        const target =
          motion === null
            ? undefined
            : (events.findLast((event) => event.number === last?.number && event.reel === motion[1]) ?? last);
        if (motion === null || target === undefined) strange.push({ line: index + 1, text: words });
        else target.motion = { fps: Number(motion[2]), line: index + 1 };
      } else if (/^\d/u.test(words)) {
        const event = eventOf(words, index + 1, drop);
        if (event === undefined) strange.push({ line: index + 1, text: words });
        else events.push(event);
      } else if (last === undefined) heading.push(words);
      else last.comments.push(words);
    });
  return { title, events, heading, strange, firstDrop };
};
