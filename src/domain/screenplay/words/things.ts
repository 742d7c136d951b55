/** Things people handle (props), and things that stand in a place (dressing). Lower case, singular. */
import { wordSet } from './word-set.ts';

export const propNouns = wordSet(`
  accordion album ammunition amulet anchor apple arrow ash-tray ashtray axe badge bag bagel ball balloon bandage banjo banknote banner
  baseball basin basket basketball bat baton battery bayonet bead bell belt bible bicycle bike binder binoculars biscuit blade blanket
  blood-bag blueprint board-game bomb bone book bookmark boomerang bottle bouquet bow bowl box bracelet branch bread briefcase brochure
  broom brush bucket bugle bullet bun bundle butterfly-net button cage cake calculator camcorder camera can candle candlestick candy
  cane canister canteen canvas card cardboard-box carton cartridge case cassette cello certificate chain chalice chalk check cheese
  cheque chess-piece chisel chocolate chopsticks cigar cigarette cigarettes clarinet cleaver clipboard cloth club coal coffee coffin coin
  comb comic compass computer contract cookie cord cork corkscrew cracker crayon credit-card crossbow crowbar crown crucifix crutch
  crystal cup cupcake cutlass dagger dart deck detonator diamond diary dice dictionary diploma disc disk document dog-tag doll donut
  doughnut drill drink drone drum duck-tape duffel dumpling duster dvd egg envelope eraser extinguisher fan feather fiddle file film
  fire-extinguisher firework fish flag flare flashlight flask flower flowers flute fly-swatter folder football fork frame fruit
  funnel gadget garland garlic gavel gem gift gin glass globe glove goblet goldfish gramophone grenade guitar gun gum hacksaw
  hairbrush hairpin hamburger hammer hamper handbag handcuffs handgun handkerchief harmonica harp harpoon hatchet headphones headset
  helmet hoe hook horn hose hourglass ice-cream ice-pick icon id-card ink insulin invitation iron ivory jar jerrycan jewel joint jug
  juice kettle key keycard keyring keys kite knapsack knife ladder ladle lamp lantern laptop lasso lead leaflet leash ledger lemon
  letter lever licence license lifebuoy lighter lipstick list lockpick locket log lollipop loudhailer luggage lunchbox lute machete
  magazine magnet magnifying-glass mail-bag mailbag mallet mandolin manuscript map marble marker mask match matchbox matches meal
  measuring-tape medal medallion medicine megaphone melon menu microphone mic microscope milk mirror mitten mobile money mop morphine
  mousetrap mug music-box nail napkin necklace needle net newspaper noose note notebook notepad oar orange orb package packet paddle
  padlock pail paintbrush paint painting pamphlet pan paper paperback papers paperweight parachute parasol parcel passport paw pebble
  pen pencil pendant pepper phone photo photograph photographs piano-key pick pickaxe picnic-basket picture pie pill pills pillow pin
  pipe pistol pitcher pitchfork pizza plaque plate playing-card plectrum pliers plunger pocketknife pocket-watch popcorn portfolio
  portrait postcard poster pot potion pram present projector protractor pump puppet purse puzzle quill quilt racket racquet radio rag
  rake rattle razor receipt recorder record remote revolver ribbon rice rifle ring robot rock rod roller-skate rolling-pin rope rosary
  rose rucksack rug rum ruler sabre sack saddle salt sandwich satchel saucepan saucer saw saxophone scalpel scanner scarf sceptre
  scissors scissor screwdriver script scroll scythe seashell seed sewing-kit shawl shears sheet shell shield shirt shoe shopping
  shotgun shovel shroud sickle sign signet silverware skateboard skeleton skewer ski skull slate sledge sledgehammer sled sleigh
  slice slide sling slingshot smartphone snack snowball snowglobe soap soda soup spade spanner spear speaker spectacles spindle sponge
  spoon spray spyglass staff stake stamp stapler star statue statuette steak stethoscope stick stone stopwatch straw string
  stuffed-toy sugar suitcase sunglasses sword syringe tablet tambourine tape tart tea teacup teapot teddy teddy-bear telegram
  telephone telescope tennis-ball test-tube thermometer thermos thread throttle ticket tie tin tissue toast toilet-paper tomahawk
  tongs tool toolbox tooth toothbrush top-hat torch towel toy toy-car tracker train-ticket trap tray treasure tricycle trident tripod
  trombone trophy trowel trumpet trunk tube turnip tweezers typewriter ukulele umbrella urn usb vacuum vase vial violin volcano vodka
  volleyball walkie-talkie wallet wand watch water-bottle watering-can weapon weight wheelbarrow wheelchair whip whisk whiskey whisky
  whistle wig will wine wire wood wrapper wreath wrench xylophone yo-yo
  apron bandana rucksack tongue-depressor mailbag keycard scabbard dynamite fuse flint gauge dial crate barrel oxygen-mask oxygen-tank
  ember firewood bouquet satellite-phone transmitter antenna sextant logbook rudder tiller lifejacket beaker petri-dish sample`);

export const dressingNouns = wordSet(`
  window door table chair desk bed sofa couch armchair bench stool counter bar shelf bookshelf bookcase cupboard cabinet wardrobe
  dresser drawer lamp lantern chandelier candle fireplace stove oven fridge refrigerator sink bath bathtub shower toilet mirror
  curtain blinds carpet rug painting portrait clock piano jukebox television screen monitor console radio computer keyboard
  telephone blackboard whiteboard locker poster map globe bookshelf altar pew pulpit cross organ stage podium throne pillar column
  arch staircase stairs ladder banister railing rail ramp gate fence wall hedge bush tree trunk log stump branch flower grass
  meadow rock boulder cliff cave river stream lake pond waterfall bridge road path street pavement sidewalk kerb lamppost
  streetlight sign billboard shop stall awning fountain statue car truck bus van train tram carriage wagon cart bicycle motorcycle
  boat ship ferry canoe raft dock pier jetty harbour lighthouse buoy crane container crate barrel sack pallet machine pipe valve
  engine generator boiler furnace cable antenna satellite hull airlock hatch porthole cockpit seat dashboard steering-wheel windscreen
  elevator lift escalator corridor hallway vent wheelchair gurney stretcher curtain drip monitor tent campfire fire bonfire well
  windmill barn haystack hay fence tractor scarecrow tombstone grave coffin chapel church temple mosque tower castle skyscraper
  house cabin hut shed garage porch balcony roof chimney skylight skyline mountain hill dune desert beach sea sail mast anchor net
  cactus saloon hitching-post trough tumbleweed barn sign windowsill sill mantelpiece vase plant pot pan basin tap bucket mop crib
  cradle toy drum easel canvas mannequin sewing-machine loom anvil forge workbench toolbox counter till cash-register menu
  chessboard pool-table dartboard neon vending-machine turnstile ticket-machine platform track rails signal shelter hydrant
  pigeon lawn pool swing slide seesaw sandbox goal court net scoreboard bleachers tables chairs beds windows lanterns planets
  stars moon sun`);

/** Capitals in action that are noises or shouted verbs, not things. */
export const soundWords = wordSet(`
  bang bangs boom booms crash crashes click clicks clack clank clang thud thump thumps knock knocks knocking slam slams ring rings ringing buzz
  buzzes beep beeps bleep chime chimes scream screams shriek shrieks roar roars howl howls bark barks growl gunshot gunshots shot shots explosion
  explodes blast siren sirens whistle whistles splash crack cracks snap snaps pop pops hiss hisses creak creaks squeal screech screeches
  honk honks rumble rumbles thunder static silence music song applause laughter laughing voice voices sound sounds noise footsteps
  light white black darkness flash flashes suddenly then now later end continued intercut montage super title and the a an of
  smash ding dong tick tock whoosh whir hum hums wail alarm alarms echo echoes bell-rings wham whack thwack zap
  stops runs falls fires shoots grabs hits jumps bursts throws drops dies kills leaps dives kicks punches turns freezes erupts
  on off in out to at is it he she they we no not never more all one two three four five six seven eight nine ten cold hot
  pov insert close angle wide continuous day night morning evening dawn dusk beat pause`);

/** Verbs by which a thing passes through hands. */
export const handlingVerbs = wordSet(`
  hold holds holding take takes taking grab grabs grabbing lift lifts lifting carry carries carrying picks picking pull pulls
  pulling push pushes pushing hands handing gives giving offers offering throw throws throwing dropping
  opens opening closes closing reads reading writes writing pours pouring drinks drinking eats
  eating lights lighting strikes raises raising lowers put puts putting places placing sets lays
  laying clutches clutching grips gripping swings waves waving drag drags dragging ties unties
  cuts cutting tears folds unfolds wipes tosses catches aims aiming loads loading
  counts wears wearing wraps shows showing examines inspects studies
  uses using snatches steals pockets produces draws drawing shakes breaks
  sweeps sweeping stirs tastes plays playing presses pressing hurls shoves brings bringing delivers drops
  typing types tunes dials unlocks unfolding shaking points pointing with`);
