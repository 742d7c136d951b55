/** Action lines that plainly make a sound, and which. What is not plain stays silent. */
import type { EffectKind } from '../../domain/sound/sound.ts';

export type ActionRule = {
  readonly kind: EffectKind;
  readonly words: RegExp;
  /** How long it lasts when it can, in milliseconds. */
  readonly lengthMs: number;
  readonly gainDb: number;
  /** Heard from the place, not from a person: stays near the middle and carries less room. */
  readonly far?: boolean;
};

const rule = (kind: EffectKind, words: RegExp, lengthMs = 1000, gainDb = 0, far = false): ActionRule => ({
  kind,
  words,
  lengthMs,
  gainDb,
  far,
});

/** In order; a stretch of text taken by one rule is not read again by a later one. */
export const actionRules: readonly ActionRule[] = [
  rule(
    'door-slam',
    /\b(slams?|slamming) (the |a |her |his |their )?(\w+ )?door\b|\bdoors? (\w+ ){0,2}(slams?|bangs?)\b/gi,
  ),
  rule(
    'door-close',
    /\b(closes?|shuts?) (the |a |her |his |their )(\w+ )?doors?\b|\bdoor (\w+ ){0,2}(closes|shuts|clicks shut)\b|\bdoors (close|shut|slide shut)\b/gi,
  ),
  rule(
    'door-open',
    /\b(opens?|unlocks?|pushes open|pulls open) (the |a |her |his |their )(\w+ )?doors?\b|\bdoor (\w+ ){0,2}(opens|swings open|creaks|bursts open|flies open)\b|\bdoors (open|slide open|swing open|burst open)\b/gi,
  ),
  rule(
    'knock',
    /\b(knocks?|knocking|raps?|pounds?) (on|at|against) (the |a |her |his |their )?(\w+ ){0,2}(door|window|wall|table|wood)\b|\b(a|another|three|two) (\w+ )?knocks?\b|\bknock(?=[.!,])|\bbangs? (the |a |her |his )gavel\b/gi,
  ),
  rule(
    'glass-break',
    /\b(glass|window|bottle|mirror|vase|cup|plate|windscreen|windshield)(es|s)? (\w+ ){0,2}(shatters?|breaks?|smash(es)?|explodes?)\b|\b(shatters?|smash(es)?|breaks?) (the|a|her|his) (glass|window|bottle|mirror|vase|windshield)\b|\bshattering glass\b/gi,
  ),
  rule('glass-clink', /\b(clinks?|clinking)\b|\b(raise|raises|touch|touches) (their |a |his |her )?glass(es)?\b/gi),
  rule('thunder', /\bthunder\b(?!struck)|\bthunderclap\b/gi, 5000, 0, true),
  rule('phone-ring', /\b(tele)?phone (\w+ ){0,2}(rings?|ringing)\b/gi, 2600),
  rule('phone-buzz', /\b(cell ?phone|phone|mobile|pager) (\w+ ){0,2}(buzz(es)?|vibrates?)\b/gi, 1400),
  rule('ship-horn', /\b(fog ?horn|ship'?s horn|ferry'?s? horn|boat'?s? horn|horn of a ship)\b/gi, 2600, 0, true),
  rule(
    'car-horn',
    /\b(honks?|honking)\b|\b(car|truck|taxi|bus)('s)? horns?\b|\bhorns? (\w+ )?(blares?|sounds?|honks?|blasts?)\b/gi,
    700,
    0,
    true,
  ),
  rule(
    'gunshot',
    /\b(gun ?shots?|shots? rings? out|(fires?|firing) (the |a |his |her )?(gun|pistol|rifle|revolver|shot|shotgun)|(gun|pistol|rifle) (fires|goes off))\b/gi,
  ),
  rule(
    'splash',
    /\bsplash(es)?\b|\b(dives?|jumps?|falls?|plunges?) into the (\w+ )?(water|sea|lake|river|pool|ocean)\b|\bhits? the water\b/gi,
  ),
  rule(
    'engine-start',
    /\bengines? (\w+ ){0,2}(starts?|roars? to life|turns? over|coughs?|sputters?|catch(es)?)\b|\bstarts? the (car|engine|truck|van|motor)\b/gi,
    3000,
  ),
  rule('static-burst', /\bstatic\b(?! (stops?|fades?|dies|is gone|ends?))/gi, 900),
  rule(
    'bell',
    /\bbells? (\w+ ){0,2}(rings?|tolls?|chimes?)\b|\b(rings?|tolls?) (the |a )?(\w+ )?bell\b|\bchurch bells?\b/gi,
    3500,
    0,
    true,
  ),
  rule('thud', /\bthuds?\b|\b(collapses?|crash(es)?|falls?|drops?) (heavily )?(on)?to the (floor|ground|deck)\b/gi),
  rule(
    'click',
    /\b(clicks?|clicking)\b|\b(flips?|flicks?|hits?|throws?) (a|the) (light )?switch\b|\b(switches|turns) (on|off) the (lamp|light|radio|torch|flashlight|television|tv)\b|\b(turns|switches) the (lamp|light|radio|torch|flashlight|television|tv) (on|off)\b|\bthumb finds the key\b/gi,
  ),
  rule(
    'running',
    /\b(runs?|running|sprints?|races?|dashes|bolts)\b (to|toward|towards|down|up|through|across|along|for|out|past|into)\b/gi,
    1900,
  ),
  rule(
    'footsteps',
    /\bfootsteps?\b|\b(walks?|paces?|strides?|marches|crosses) (to|toward|towards|down|up|through|across|along|out|past|back|into|the room|away)\b|\bclimbs? the (stairs|steps)\b/gi,
    2200,
  ),
  rule(
    'paper',
    /\b(unfolds?|crumples?|tears? (open|up)|rips? (open|up)|leafs? through|turns? (a|the) page|shuffles?) ?(the |a |his |her )?(\w+ )?(letter|paper|papers|page|note|envelope|map|newspaper|file|book|photo|photograph)?\b/gi,
  ),
  rule('typing', /\b(types?|typing)\b(?! of\b)/gi, 1800),
  rule('beep', /\b(beeps?|beeping|bleeps?|pings?)\b/gi),
];

/** Words right before a match that take it back: `no knock`, `doesn't run to`, `without a splash`. */
export const denied =
  /\b(no|not|never|without|nobody|nothing|stops?|cannot|can't|doesn't|don't|didn't|won't|isn't)(?:\W+\w+){0,2}\W*$/i;
