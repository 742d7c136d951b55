/** Verbs of action and the pose they leave a body in. Base forms; every inflection leads back to its base. */
import type { Pose } from '../breakdown.types.ts';
import { wordTable } from './word-set.ts';

const basesByPose = wordTable<Exclude<Pose, 'pockets'>>({
  walk: `walk stride cross enter approach step pace hurry wander stroll march stagger stumble shuffle tiptoe creep sneak limp climb
    exit leave follow retreat advance return trudge lead arrive depart stalk pass wade hike amble saunter strut come go head move
    float circle descend ascend drift emerge appear slip back weave dance waltz tread prowl patrol shamble totter waddle`,
  run: `run sprint dash rush race bolt charge flee chase gallop scramble burst hurtle scurry jog dart leap jump vault skip dive plunge lunge pounce
    hop scamper storm barrel careen plunge escape`,
  sit: `sit perch ride drive slump settle row pedal huddle`,
  reach: `reach grab take pick pull push lift hand give offer open close pour catch snatch touch press flick switch draw type write
    unlock lock turn wipe sweep throw toss hurl pass raise hold carry place put set lay wave light pet stroke stir scrub wash unwrap
    unfold cut tear tie knock bang hit slap punch shove drag dig plug unplug dial swing strike chop tap drop grip clutch hug embrace smack slam shove
    feed tug shake clap climb strap untie load pack unpack brush comb peel slide steal rip`,
  lean: `lean flatten slouch bend stoop peer bow hunch duck crane loom nudge rest`,
  kneel: `kneel crouch squat crawl pray cower`,
  point: `point aim shoot fire gesture nod-toward beckon indicate`,
  lie: `lie sleep collapse faint sprawl recline doze fall die snore`,
  stand: `stand rise wait stop stare look watch turn-around freeze pause halt listen gaze glance kick spin dangle smile laugh nod shrug sigh frown wince
    flinch blink breathe cry weep sob speak shout whisper scream smoke drink eat read face study grin smirk shiver tremble sing
    hesitate remain stay linger tower straighten stiffen see notice squint spin glare chew taste sip swallow whistle hum beam
    blush sniff cough yawn think count check examine inspect scan search wonder kiss wear bite play blow exhale inhale gasp gulp
    pant mutter hover wake stretch salute juggle conduct puff spit`,
});

/** `stop` → `stopping`, `hurry` → `hurries`, `dance` → `dancing`. */
const thirdPerson = (base: string): string => {
  if (/(?:s|sh|ch|x|z|o)$/.test(base)) return `${base}es`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
};

const doubled =
  /^(?:stop|run|sit|step|grab|hop|skip|jog|slip|spin|grin|nod|drag|dig|tap|drop|grip|tug|hug|plug|unplug|cut|set|put|rip|strut|clap|hit|sob|hum|squat|get|chop|scan|sip|spit|pet|strap|swim|slap|shrug|scrub|rub|trip|drip)$/;
const participle = (base: string): string => {
  if (base === 'lie' || base === 'die' || base === 'tie' || base === 'untie') return `${base.slice(0, -2)}ying`;
  if (base.endsWith('e') && !base.endsWith('ee')) return `${base.slice(0, -1)}ing`;
  return `${base}${doubled.test(base) ? base.at(-1) : ''}ing`;
};

/** `past` is for stories; a screenplay is told in the present, where such a form only describes (`painted purple`). */
export type VerbForm = 'base' | 'third' | 'participle' | 'past';
export type KnownVerb = { readonly base: string; readonly pose: Pose; readonly form: VerbForm };

const irregularPast = new Map(
  `come:came go:went leave:left lead:led run:ran leap:leapt flee:fled sit:sat ride:rode drive:drove take:took catch:caught draw:drew write:wrote
  give:gave throw:threw hold:held lay:laid swing:swung strike:struck tear:tore steal:stole bend:bent kneel:knelt sleep:slept fall:fell lie:lay
  stand:stood rise:rose freeze:froze weep:wept speak:spoke drink:drank eat:ate read:read sing:sang see:saw think:thought wake:woke wear:wore
  bite:bit blow:blew spin:spun creep:crept stride:strode slide:slid dig:dug feed:fed cling:clung shake:shook break:broke spring:sprang shoot:shot
  hang:hung sink:sank begin:began light:lit stick:stuck wind:wound fight:fought tread:trod weave:wove get:got bring:brought keep:kept spit:spat`
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

const pastForm = (base: string): string => {
  const irregular = irregularPast.get(base);
  if (irregular !== undefined) return irregular;
  if (base.endsWith('e')) return `${base}d`;
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`;
  return `${base}${doubled.test(base) ? base.at(-1) : ''}ed`;
};

const buildForms = (): ReadonlyMap<string, KnownVerb> => {
  const forms = new Map<string, KnownVerb>();
  for (const [base, pose] of basesByPose) {
    forms.set(base, { base, pose, form: 'base' });
    forms.set(thirdPerson(base), { base, pose, form: 'third' });
    forms.set(participle(base), { base, pose, form: 'participle' });
  }
  for (const [base, pose] of basesByPose) {
    const past = pastForm(base);
    if (!forms.has(past)) forms.set(past, { base, pose, form: 'past' });
  }
  return forms;
};

/** Every form of every verb of action, lower case. */
export const actionVerbs: ReadonlyMap<string, KnownVerb> = buildForms();
