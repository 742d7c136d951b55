/** The weather of a scene, from its heading and its action; what has stopped or is denied does not count. */
import type { Weather } from '../breakdown.types.ts';
import { sentenceTexts } from './sentences.ts';

const signs: readonly (readonly [Weather, RegExp])[] = [
  [
    'storm',
    /\b(?:thunder|thunders|thunderstorm|thunderclap|lightning|hurricane|cyclone|tempest|rainstorm|(?<!(?:dust|sand)[ -])storms?|stormy)\b/i,
  ],
  ['snow', /\b(?:snow|snows|snowing|snowfall|snowflakes?|snowy|snowstorm|blizzard|sleet|snowdrifts?)\b/i],
  ['rain', /\b(?:rain|rains|raining|rainy|drizzle|drizzles|drizzling|downpour|pouring|raindrops?|rainwater)\b/i],
  ['fog', /\b(?:fog|foggy|mist|misty|haze|smog)\b/i],
  ['wind', /\b(?:wind|windy|gale|gust|gusts|breeze|(?:sand|dust)[ -]?storms?|windswept)\b/i],
];
const clearSky =
  /\b(?:clear sky|blue sky|cloudless|sunny|sunshine|sunlight|starry|stars|sun (?:pours|shines|through|on)|bright sun|sun\.)\b/i;

const denied = /\b(?:no|without|not a|after the|before the|never)\s+(?:\w+\s+){0,1}$/i;
const ended =
  /^(?:\s+(?:outside|above|finally))?\s*(?:has|have|had|is|was)?\s*(?:just\s+|all\s+|finally\s+)?(?:stopped|stops|cleared|clears|ended|ends|passed|eases|eased|drops|dies|died|lifted|lifts)\b|^\s+(?:is|has|was) (?:over|gone|all gone)\b/i;
const otherThing =
  /^[- ](?:white|globe|hat|coat|boots?|man|angel|ball|leopard|check|screen|machine|proof|forest|shield|mobile|tires?|pipe|barrel|gauge|chimes?|turbines?|mill|breaker|jacket|instrument|up|down)\b/i;
const onGlass =
  /\b(?:wipes?|wiping|from the (?:window|glass|mirror)|breath|steam|hair|silver|of (?:bullets|arrows|blows|sparks|confetti|flowers|ash))\b/i;

/** The strongest weather a text plainly speaks of, or undefined. */
export const weatherIn = (text: string): Weather | undefined => {
  const present = signs.filter(([, pattern]) => pattern.test(text));
  if (present.length === 0 && !clearSky.test(text)) return undefined;
  const sentences = sentenceTexts(text);
  for (const [weather, pattern] of present) {
    for (const sentence of sentences) {
      const found = pattern.exec(sentence);
      if (found === null) continue;
      const after = sentence.slice(found.index + found[0].length);
      if (denied.test(sentence.slice(0, found.index)) || ended.test(after) || otherThing.test(after)) continue;
      if (weather === 'fog' && onGlass.test(sentence)) continue;
      if (/^ of\b/i.test(after) && onGlass.test(after)) continue;
      return weather;
    }
  }
  return sentences.some((sentence) => clearSky.test(sentence)) ? 'clear' : undefined;
};

/** Whether a text says that it stopped raining, blowing, snowing. */
export const weatherEnds = (text: string): boolean => {
  if (!signs.some(([, pattern]) => pattern.test(text))) return false;
  const sentences = sentenceTexts(text);
  return signs.some(([, pattern]) =>
    sentences.some((sentence) => {
      const found = pattern.exec(sentence);
      return found !== null && ended.test(sentence.slice(found.index + found[0].length));
    }),
  );
};
