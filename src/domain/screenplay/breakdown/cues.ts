/** Character cues: the name without its extensions, and how the extension says the voice arrives. */
import type { VoiceChannel } from '../breakdown.types.ts';
import { plainText } from '../emphasis.ts';
import { crowdCues, machineCues } from '../words/people.ts';

export type Cue = {
  /** As written, extensions removed, blanks folded, e.g. `DR. RAMAN`. */
  readonly name: string;
  /** What the extensions say; undefined when they say nothing about the voice. */
  readonly channel: VoiceChannel | undefined;
  /** True for `(INTO PHONE)`: the person is here, whatever the device. */
  readonly isHere: boolean;
};

const device = '(?:the |a |an |his |her )?';
const extensionChannels: readonly (readonly [VoiceChannel | 'here', RegExp])[] = [
  ['here', /^(?:in)?to\b|^speaking into|^on ?screen|^o\.?n\.?s|^subtitle|^in [a-z]+$/i],
  [
    'phone',
    new RegExp(
      `\\b(?:on|over|through|via|from) ${device}(?:[a-z]+ )?(?:tele)?phone|^(?:tele)?phone|voice ?mail|\\bcell\\b|answering machine|speaker ?phone|on (?:the )?line`,
      'i',
    ),
  ],
  [
    'radio',
    /radio|walkie|intercom|comms?\b|filtered|filter\b|headset|earpiece|speaker|tannoy|p\.?a\.?\b|television|\btv\b|t\.v\.|broadcast|transmission|on screen|monitor|video|recording|recorded|megaphone|hologram|telepath/i,
  ],
  ['voice-over', /^v\.?\s?\/?o\.?\b|voice[- ]?over|画外音|旁白|ナレーション|narrat|thought|thinks|internal/i],
  [
    'off-screen',
    /^o\.?\s?\/?s\.?\b|^o\.?\s?c\.?\b|off[- ]?(?:screen|stage|camera)|^off$|pre-?lap|from (?:outside|inside|above|below|behind|within|the)|in the distance|distant/i,
  ],
];

/** Channel an extension or an opening parenthetical names; `here` puts the speaker in the room. */
export const channelOf = (words: string): VoiceChannel | 'here' | undefined =>
  extensionChannels.find(([, pattern]) => pattern.test(words.trim()))?.[0];

const brackets = /[([（]([^()[\]（）]*)[)\]）]/g;

/** Reads a cue line; a cue that is nothing but brackets keeps them as its name. */
export const readCue = (line: string): Cue => {
  const words = plainText(line);
  if (/^[\p{L}\p{N}'’ -]+$/u.test(words) && !/ V ?O$| O ?[SC]$|CONT|  /i.test(words))
    return { name: words.trim(), channel: undefined, isHere: false };
  let name = words
    .replace(brackets, ' ')
    .replace(/[()[\]（）^]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  let channel: VoiceChannel | undefined;
  let isHere = false;
  for (const [, extension = ''] of words.matchAll(brackets)) {
    const found = channelOf(extension);
    if (found === 'here') isHere = true;
    else channel ??= found;
  }
  const bareExtension = /[\s,:-]+(V\.?\s?O\.?|O\.\s?[SC]\.)\s*$/.exec(name);
  if (bareExtension !== null && bareExtension.index > 0) {
    channel ??= /^v/i.test(bareExtension[1] as string) ? 'voice-over' : 'off-screen';
    name = name.slice(0, bareExtension.index).trim();
  }
  name = name
    .replace(/\s*\bCONT'?D\.?$/i, '')
    .replace(/[:,;]+$/, '')
    .replace(/^@/, '')
    .trim();
  return { name: name || words.trim(), channel: isHere ? undefined : channel, isHere };
};

const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{N}.'’-]+/u)
    .filter((word) => word !== '');

/** A crowd, or two people sharing a cue. */
export const isCrowdName = (name: string): boolean => {
  const words = wordsOf(name);
  return (
    /[&/+]| AND /i.test(name) ||
    words.every((word) => crowdCues.has(word) || word === 'the') ||
    crowdCues.has(words.at(-1) ?? '')
  );
};

/** A machine or an animal: it may be heard, but has no actor's face. `COMPUTER VOICE` is one, `MAN'S VOICE` is not. */
export const isMachineName = (name: string): boolean => {
  const words = wordsOf(name).filter((word) => !/^(?:voice|the|#?\d+)$/.test(word));
  return words.length > 0 && machineCues.has(words.at(-1) as string);
};

const usualChannels: readonly (readonly [VoiceChannel, RegExp])[] = [
  ['voice-over', /\bNARRATOR\b|\bNARRATION\b/i],
  ['phone', /\bCALLER\b|\bVOICEMAIL\b|\bPHONE\b|\bANSWERING\b/i],
  [
    'radio',
    /\bRADIO\b|\bTV\b|\bTELEVISION\b|\bINTERCOM\b|\bSPEAKER\b|\bTANNOY\b|\bDISPATCH(?:ER)?\b|\bLOUDSPEAKER\b|\bANNOUNCEMENT\b|\bCOMPUTER\b|\bMISSION CONTROL\b/i,
  ],
  ['off-screen', /\bVOICES?\b/i],
];

/** How a speaker with such a name is usually heard when the cue does not say. */
export const usualChannelOf = (name: string): VoiceChannel | undefined =>
  usualChannels.find(([, pattern]) => pattern.test(name))?.[0];
