/** Lines of action that are orders to the camera or text on the screen rather than something that happens. */
import type { CameraBeat } from '../breakdown.types.ts';

export type SpecialLine =
  | { readonly kind: 'camera'; readonly direction: CameraBeat['direction']; readonly text: string }
  | { readonly kind: 'card'; readonly text: string }
  /** `BACK TO SCENE`, `INTERCUT`, `END MONTAGE`: an order that nothing has to be drawn for. */
  | { readonly kind: 'none' };

const directions: readonly (readonly [CameraBeat['direction'], RegExp])[] = [
  ['insert', /^INSERTS?\b(?: SHOT\b)?/],
  ['close', /^(?:EXTREME |TIGHT |BIG )?(?:CLOSE[- ]?UP|CLOSE(?: SHOT| ANGLE)?|E?C\.?U\.?)\b(?: ON| OF)?/],
  ['close', /^(?:TIGHT|PUSH IN|ZOOM IN|MOVE IN|IN CLOSE) ON\b/],
  [
    'wide',
    /^(?:EXTREME )?(?:WIDE(?:R)?(?: SHOT| ANGLE| ON)?|WS|EWS|LONG SHOT|AERIAL(?: SHOT| VIEW)?|MASTER SHOT|ESTABLISHING(?: SHOT)?|FULL SHOT|PULL (?:BACK|OUT)|CRANE (?:UP|SHOT)|DRONE SHOT)\b(?: ON| OF)?/,
  ],
  ['pov', /^(?:(?:[^\p{Ll}\n]{1,40}?)['’]S? )?(?:P\.?O\.?V\.?|POINT OF VIEW)(?=\W|$)/u],
  [
    'angle',
    /^(?:(?:NEW|REVERSE|LOW|HIGH|ANOTHER|OVERHEAD|DUTCH|TWO|MEDIUM|OTS|TRACKING|OVER[- ]THE[- ]SHOULDER) )?(?:ANGLE|SHOT)\b(?: ON| OF| -)?/,
  ],
  [
    'angle',
    /^(?:ON|FAVOU?RING|PAN (?:TO|UP|DOWN|ACROSS)|TILT (?:UP|DOWN)|RACK FOCUS|TRACK(?:ING)? WITH|REVERSE ON|REVEAL) (?=\p{Lu})/u,
  ],
];

const cardLine =
  /^(?:SUPER(?:IMPOSE)?|TITLES?|TITLE CARD|MAIN TITLE|CHYRON|CAPTION|INTERTITLE|CARD|LEGEND|ON SCREEN(?: TEXT)?|TEXT ON SCREEN|SUBTITLE)\s*(?:OVER[^:]*)?[:–—-]\s*(\S.*)$/su;
const noOrder =
  /^(?:BACK TO (?:SCENE|PRESENT|SHOT)|INTERCUT|END (?:OF )?(?:MONTAGE|INTERCUT|FLASHBACK|INSERT)|RESUME|(?:THE )?END\.?$|CONTINUED|MORE\b|\(?(?:MORE|CONTINUED)\)?$|END CREDITS|ROLL CREDITS|SERIES OF SHOTS\b[^\p{Ll}]*$|MONTAGE\b[^\p{Ll}]*$|FLASHBACK\b[^\p{Ll}]*$|OPENING (?:CREDITS|TITLES))/u;

const unquoted = (text: string): string =>
  text
    .trim()
    .replace(/^["“”'‘](.*)["“”'’]$/su, '$1')
    .trim();

/** What a paragraph of action orders, or undefined when it tells of something that happens. */
export const readSpecialLine = (text: string): SpecialLine | undefined => {
  if (!/^[(\p{Lu}]/u.test(text)) return undefined;
  const card = cardLine.exec(text);
  if (card !== null) return { kind: 'card', text: unquoted(card[1] as string) };
  if (/^(?:THE END|FIN|FINIS)\.?$/.test(text)) return { kind: 'card', text: text.replace(/\.$/, '') };
  if (noOrder.test(text)) return { kind: 'none' };
  for (const [direction, pattern] of directions) {
    const found = pattern.exec(text);
    if (found === null || /^['’]?\p{Ll}/u.test(text.slice(found[0].length))) continue;
    const subject = text.slice(found[0].length).replace(/^[\s:,.–—-]+/, '');
    const owner = direction === 'pov' ? (/^(.*?)['’]S? /.exec(found[0])?.[1] ?? '') : '';
    return { kind: 'camera', direction, text: [owner, subject].filter((part) => part !== '').join(' - ') || text };
  }
  return undefined;
};
