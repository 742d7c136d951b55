/**
 * Extracts the story nouns from Noto Emoji (Apache-2.0) as flat path data: run once by hand, its result is committed.
 *   node src/adapters/panels/art/extract-noto.mjs
 * Each drawing is a list of [path, colour] on a square of 128; gradients become their mean colour.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const icons = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@iconify-json/noto/icons.json')), 'utf8'));

/** noun = name of the drawing where it differs */
const nouns = `accordion airplane=airplane ambulance anchor angel=baby-angel apple=red-apple arm=mechanical-arm arrow=bow-and-arrow artist-palette=artist-palette axe
baby-bottle backpack badge=name-badge bag=handbag bagpipe=flute bagel balance=balance-scale ball=soccer-ball ballot=ballot-box-with-ballot balloon ballet=ballet-shoes banana banjo bandage=adhesive-bandage barber=barber-pole baseball=baseball basket=basket basketball bat=bat battery bathtub beach=beach-with-umbrella bear=teddy-bear bee=honeybee beer=beer-mug bell bento=bento-box bicycle bikini binder=card-index-dividers bird=bird blood=drop-of-blood boat=sailboat bomb bone book=open-book books bookmark boot=womans-boot boots=hiking-boot bouquet bow=bow-and-arrow bowl=bowl-with-spoon box=package boxing-glove=boxing-glove bread brick=brick briefcase broom bucket burger=hamburger bus butter=butter butterfly
cactus cake=birthday-cake calendar=tear-off-calendar camera can=canned-food candle candy car=automobile card-file=card-file-box cards=joker carrot cart=shopping-cart castle cat=cat chain=chains chair chalice=trophy cheese=cheese-wedge cherries chess=chess-pawn chessboard=chess-pawn chicken=poultry-leg chocolate=chocolate-bar chopsticks cigarette clipboard cloud=cloud clover=four-leaf-clover coat cocktail=cocktail-glass coconut coffin coin compass=compass computer=desktop-computer cookie corn=ear-of-corn couch=couch-and-lamp crab crayon credit-card=credit-card croissant crown crystal=crystal-ball crystal-ball=crystal-ball
dagger diamond=gem-stone dice=game-die disc=optical-disk dna dog=dog doll=nesting-dolls door dove=dove dress=dress drum duck=duck drill=screwdriver
egg elephant envelope=envelope eyeglasses=glasses eye-glasses=glasses
fan=folding-hand-fan feather file=file-folder film=film-frames fire=fire fire-extinguisher=fire-extinguisher firecracker fireworks=fireworks fish=fish fishing-rod=fishing-pole flag=triangular-flag flashlight flask=alembic floppy=floppy-disk flower=hibiscus flute folder=file-folder football=american-football fork=fork-and-knife fox frog=frog fuel=fuel-pump
game=video-game gavel=hammer gem=gem-stone ghost gift=wrapped-gift glass=wine-glass glasses globe=globe-showing-europe-africa glove=gloves gloves goggles grapes guitar gun=water-pistol
hammer handcuffs=link handbag hat=top-hat headphone headphones=headphone heart=red-heart helmet=rescue-workers-helmet helicopter honey=honey-pot hook horn=postal-horn horse=horse-face horseshoe=magnet hourglass=hourglass-not-done house
ice=ice ice-cream=ice-cream id=identification-card
jar jeans joystick
kettle=teapot key=old-key keyboard kimono kite kitchen-knife=kitchen-knife knife=kitchen-knife knot
label lab-coat=lab-coat ladder lamp=red-paper-lantern lantern=red-paper-lantern laptop lead leaf=fallen-leaf ledger lemon letter=love-letter level lever=level-slider light-bulb=light-bulb lightbulb=light-bulb lipstick lobster lock=locked locket=locked-with-key lollipop lotion=lotion-bottle luggage
magnet magnifying-glass=magnifying-glass-tilted-left map=world-map mask=performing-arts match=candle mattress=bed medal=sports-medal medicine=pill megaphone melon memo menorah microphone microscope milk=glass-of-milk mirror money=money-bag moon=full-moon motorcycle mouse-trap=mouse-trap mouse=mouse mushroom
necklace=prayer-beads needle=syringe nest=nest-with-eggs net newspaper notebook=notebook nut-and-bolt=nut-and-bolt
oil=oil-drum orange=tangerine owl oyster
padlock=locked paddle=ping-pong paint=artist-palette paintbrush palette=artist-palette pan=cooking paper=page-facing-up paperclip passport=passport-control pear pearl=prayer-beads pen pencil petri-dish=petri-dish phone=mobile-phone photograph=framed-picture piano=musical-keyboard pie picture=framed-picture pig=pig-face pill pin=pushpin pipe pistol=water-pistol pizza plant=potted-plant plate=fork-and-knife-with-plate plug=electric-plug popcorn postbox=postbox postcard potato pot=pot-of-food potion=alembic present=wrapped-gift printer prosthesis=mechanical-leg pumpkin=jack-o-lantern purse puzzle=puzzle-piece
rabbit radio rat razor receipt record=optical-disk ribbon rice=cooked-rice ring rocket roller-skate=roller-skate rollerskate=roller-skate rope=knot rose rug ruler=straight-ruler
saddle sail=sailboat salt sandal=womans-sandal sandwich satellite satellite-dish=satellite-antenna saw=carpentry-saw saxophone scalpel=dagger scarf scissors screen=television screwdriver scroll seashell=spiral-shell seed=seedling sewing=sewing-needle shark shell=spiral-shell shield ship shirt=t-shirt shoe=mans-shoe shoes=running-shoe shopping-bag=shopping-bags shovel shower skateboard skis ski skull sled snake snowflake snowman soap sock=socks soldering sombrero soup=pot-of-food spade=spade-suit spider spoon=spoon sponge star statue=moai steak=cut-of-meat stethoscope stopwatch stone=rock stool suitcase=luggage sunglasses sushi sword=crossed-swords swords=crossed-swords syringe
tank tea=teacup-without-handle teapot teddy-bear=teddy-bear telephone telescope television tennis=tennis tent test-tube=test-tube thermometer thread throne=chair ticket=admission-tickets tie=necktie timer=timer-clock tin toast toilet tomato tombstone=headstone toolbox tooth toothbrush torch=flashlight toy=teddy-bear tractor train=locomotive trap=mouse-trap tray treasure=gem-stone tree=evergreen-tree trophy truck=delivery-truck trumpet typewriter=keyboard turtle
umbrella uniform
vase=amphora vest=safety-vest video-camera=video-camera videocassette=videocassette violin virus=microbe
waffle wallet=purse wand=magic-wand watch=watch water=droplet watermelon weight weapon=dagger wheel whale wheelchair=manual-wheelchair whistle wind-chime=wind-chime window wine=wine-glass wine-glass=wine-glass wolf worm wreath wrench
x-ray yarn yo-yo volcano robot alien island=desert-island sun rainbow lightning=high-voltage canoe parachute barrel=oil-drum tram ferry hut bat=bat wolf map=world-map moai nazar=nazar-amulet pancakes bacon taco spaghetti salad=green-salad doughnut donut=doughnut volleyball bowling cow sheep=ewe goat rooster dinosaur=t-rex dragon unicorn ant camel monkey lion tiger penguin parrot snail dolphin octopus clapperboard=clapper-board slate=clapper-board movie-camera projector=film-projector bed crutch pickaxe=pick clamp dartboard=bullseye boomerang hamster mailbox=closed-mailbox-with-raised-flag`.split(/\s+/);

const attribute = (text, name) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1];
const number = (text, name) => Number(attribute(text, name) ?? 0);

/** Numbers of a path to a tenth, every one apart: packed decimals, lost minus signs and one-character arc flags all keep their meaning. */
const round = (path) =>
  path.replace(/([a-zA-Z])([^a-zA-Z]*)/g, (_, command, text) => {
    const numbers = [];
    const arc = command.toLowerCase() === 'a';
    for (let rest = text.trimStart(); rest !== ''; ) {
      const flag = arc && (numbers.length % 7 === 3 || numbers.length % 7 === 4);
      const [number] = (flag ? /^[01]/ : /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/).exec(rest) ?? [];
      if (number === undefined) throw new Error(`Not a number: ${rest}`);
      numbers.push(Math.round(Number(number) * 10) / 10);
      rest = rest.slice(number.length).replace(/^[\s,]+/, '');
    }
    return command + numbers.join(' ');
  });

const ring = (cx, cy, rx, ry) => `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${rx * 2} 0a${rx} ${ry} 0 1 0 ${-rx * 2} 0z`;

const meanOfStops = (gradient) => {
  const colours = [...gradient.matchAll(/stop-color="(#[0-9a-fA-F]{3,6})"/g)].map((match) => match[1]);
  if (colours.length === 0) return undefined;
  const sum = [0, 0, 0];
  for (const colour of colours) {
    const full = colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit).join('') : colour.slice(1);
    for (let i = 0; i < 3; i++) sum[i] += Number.parseInt(full.slice(i * 2, i * 2 + 2), 16);
  }
  return `#${sum.map((value) => Math.round(value / colours.length).toString(16).padStart(2, '0')).join('')}`;
};

const flatten = (body) => {
  const gradients = new Map();
  for (const match of body.matchAll(/<(?:linear|radial)Gradient [^>]*id="([^"]+)"[^>]*>(.*?)<\/(?:linear|radial)Gradient>/gs)) gradients.set(match[1], meanOfStops(match[2]));
  const drawn = body.replace(/<defs>.*?<\/defs>/gs, '').replace(/<clipPath.*?<\/clipPath>/gs, '').replace(/<(linear|radial)Gradient.*?<\/\1Gradient>/gs, '');
  const shapes = [];
  for (const match of drawn.matchAll(/<(path|circle|ellipse) ([^>]*?)\/?>/g)) {
    const [, tag, attributes] = match;
    if (attribute(attributes, 'transform') !== undefined || Number(attribute(attributes, 'opacity') ?? 1) < 0.35) continue;
    const fill = attribute(attributes, 'fill') ?? '#3a3a3a';
    const colour = fill.startsWith('url(') ? gradients.get(/#([^)]+)/.exec(fill)?.[1]) : fill;
    if (colour === undefined || colour === 'none') continue;
    const path = tag === 'path' ? attribute(attributes, 'd') : ring(number(attributes, 'cx'), number(attributes, 'cy'), number(attributes, 'r') || number(attributes, 'rx'), number(attributes, 'r') || number(attributes, 'ry'));
    if (path) shapes.push([round(path), colour]);
  }
  return shapes;
};

const drawings = {};
const missing = [];
for (const entry of nouns) {
  const [noun, name = noun] = entry.split('=');
  const icon = icons.icons[name] ?? icons.icons[icons.aliases?.[name]?.parent];
  if (icon === undefined || /<g[^>]*transform/.test(icon.body)) missing.push(entry);
  else drawings[noun] = flatten(icon.body);
}
const result = { source: 'Noto Emoji, Copyright Google Inc, Apache-2.0, https://github.com/googlefonts/noto-emoji', size: 128, drawings };
writeFileSync(new URL('./noto-props.json', import.meta.url), `${JSON.stringify(result)}\n`);
console.log(Object.keys(drawings).length, 'drawings; not found:', missing.join(' '));
