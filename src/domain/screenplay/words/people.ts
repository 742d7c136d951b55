/** Words that say what kind of person somebody is, what they look like, and which cues are not persons. */
import { wordSet, wordTable } from './word-set.ts';

/** Titles before a name; they are no part of it when names are compared. */
export const titles = wordSet(`
  mr mrs ms miss mister madam madame mademoiselle monsieur sir lady lord dame dr doctor prof professor rev reverend father
  sister brother mother captain capt commander lieutenant lt sergeant sgt corporal private major colonel general admiral officer
  detective inspector constable sheriff deputy marshal agent judge justice chief president senator governor mayor king queen
  prince princess duke duchess count countess baron baroness emperor empress nurse engineer chef coach rabbi imam pastor bishop
  cardinal saint st uncle aunt auntie grandma grandpa granny nana baba herr frau señor señora señorita don doña signor signora
  sensei master mistress comrade ensign pilot ranger trooper`);

/** Words before a name that make a different person of it, for casting: `YOUNG MARA`. */
export const ageStates = wordSet(
  `young younger old older little teen teenage elderly adult baby child kid future past dead ghost`,
);

export const genderByNoun = wordTable({
  female: `woman girl lady mother mom mum mama mummy mommy grandmother grandma granny nana daughter sister aunt auntie niece wife
  bride widow fiancée girlfriend queen princess duchess countess baroness empress actress waitress hostess stewardess heroine nun
  witch schoolgirl policewoman saleswoman businesswoman spokeswoman fisherwoman horsewoman washerwoman landlady housewife maid
  housekeeper ballerina seamstress madam madame mademoiselle miss mrs ms señora señorita frau signora dame sorceress priestess
  goddess matriarch grandmotherly matron cowgirl barmaid bridesmaid midwife mistress`,
  male: `man boy gentleman guy bloke lad fellow father dad daddy papa grandfather grandpa granddad son brother uncle nephew husband
  groom widower fiancé boyfriend king prince duke baron emperor actor waiter host steward hero monk wizard schoolboy policeman
  salesman businessman spokesman fisherman horseman landlord butler footman mr mister sir monsieur señor herr signor lord priest
  god patriarch cowboy barman cabman doorman postman mailman milkman fireman deckhand stagehand sailor woodsman huntsman ferryman
  boatman strongman frontiersman godfather altar-boy busboy bellboy stableboy paperboy newsboy henchman handyman repairman
  watchman craftsman nobleman frenchman englishman irishman dutchman cameraman anchorman rabbi imam`,
});

/** Typical years for words that tell an age. */
export const yearsByNoun: ReadonlyMap<string, number> = new Map(
  Object.entries({
    baby: 1,
    infant: 1,
    toddler: 3,
    child: 8,
    kid: 9,
    boy: 10,
    girl: 10,
    schoolboy: 10,
    schoolgirl: 10,
    tween: 12,
    teen: 16,
    teenager: 16,
    teenage: 16,
    adolescent: 15,
    student: 20,
    youth: 18,
    'middle-aged': 50,
    grandmother: 70,
    grandfather: 70,
    grandma: 70,
    grandpa: 70,
    granny: 72,
    elderly: 75,
    aged: 75,
    ancient: 85,
    pensioner: 72,
  }),
);

/** `thirties` and friends. */
export const decades: ReadonlyMap<string, number> = new Map(
  Object.entries({
    twenties: 20,
    thirties: 30,
    forties: 40,
    fifties: 50,
    sixties: 60,
    seventies: 70,
    eighties: 80,
    nineties: 90,
    teens: 10,
  }),
);

/** Any noun for a person: with `the` before it, it can mean somebody the scene already knows. */
export const personNouns = wordSet(
  [...genderByNoun].map(([word]) => word).join(' '),
  `child kid baby toddler teenager teen infant person stranger figure soldier guard cop officer policeman detective sheriff judge
  lawyer doctor nurse surgeon medic patient teacher professor student pupil driver captain pilot engineer astronaut scientist
  commander lieutenant sergeant chef cook baker butcher farmer rancher miner bartender clerk cashier customer critic reporter
  journalist photographer writer poet painter musician singer dancer pianist violinist conductor caretaker janitor cleaner guide
  neighbour neighbor friend thief robber killer gunman sniper hunter prisoner hostage beggar merchant trader banker boss secretary
  assistant receptionist manager mechanic carpenter blacksmith gardener courier messenger passenger tourist hitchhiker rider
  stationmaster lighthouse-keeper keeper bride twin orphan apprentice lover couple victim suspect witness bailiff juror technician
  operator android robot alien ghost vampire zombie monster creature warrior knight squire peasant monk priest nun pirate sailor
  deckhand stagehand bodyguard caller interviewer announcer narrator librarian coach player referee crewman recruit villager elder
  shopkeeper barista dealer addict veteran vet nanny babysitter kidnapper hacker agent spy assassin executive minion partner suspect walker boxer waiter waitress bouncer dispatcher paramedic firefighter`,
);

/** Nouns that fit half of any cast. */
export const genericPersonNouns = wordSet(
  'woman man girl boy lady miss child kid person figure stranger baby guy fellow',
);

/** Cues that are a crowd or a machine; nobody's face belongs to them. */
export const crowdCues = wordSet(`
  all both everyone everybody crowd crowds audience class chorus choir children kids students men women guards soldiers cops
  reporters passengers villagers protesters mob others group voices family team crew congregation court jury fans guests people
  together various several unison twins parents workers waiters nurses doctors sailors boys girls`);
export const machineCues = wordSet(`
  radio tv television television-set computer phone telephone speaker loudspeaker intercom tannoy pa p.a. p.a automated machine
  recording answering-machine answerphone voicemail gps satnav navigation alarm clock elevator lift screen terminal console
  monitor laptop tablet siri alexa robot drone system mainframe ship ship's car toaster jukebox gramophone record tape caption
  title text sign subtitle dog cat horse bird parrot wolf baby`);

/** Headwords of looks; with the words before them they are what a painter needs. */
export const lookNouns = wordSet(`
  hair curls curl braid braids plait plaits pigtails pigtail ponytail bun bob fringe bangs mohawk dreadlocks dreads locks afro
  crewcut buzzcut haircut cut quiff mullet beard moustache mustache whiskers stubble goatee sideburns head
  glasses spectacles sunglasses monocle goggles eyepatch patch scar scars freckles tattoo tattoos wrinkles dimples birthmark
  bandage plaster eyes eye eyebrows eyebrow nose cheek cheeks chin jaw teeth tooth face skin complexion build frame shoulders
  hands fingers lips lipstick makeup mascara bruise bruises burn limp hook stick cane crutch crutches wheelchair prosthetic`);

/** Headwords of clothes. */
export const wardrobeNouns = wordSet(`
  coat raincoat overcoat peacoat trenchcoat trench jacket blazer parka anorak windbreaker cardigan sweater jumper pullover hoodie
  sweatshirt shirt t-shirt tee blouse top tank-top vest waistcoat suit tuxedo tux dress gown robe robes kimono sari sarong skirt
  kilt trousers pants jeans shorts leggings dungarees overalls overall jumpsuit boilersuit uniform scrubs apron pyjamas pajamas
  nightgown nightdress nightshirt bathrobe swimsuit bikini leotard tutu costume armor armour cape cloak shawl scarf headscarf hijab
  veil turban hat cap beret bonnet helmet hood crown tiara stetson fedora bowler trilby beanie headband bandana kerchief tie
  bowtie necktie cravat collar necklace pearls earrings earring bracelet ring rings watch chain brooch medal medals badge belt
  suspenders braces gloves mittens mitten glove boots boot shoes shoe sneakers trainers sandals slippers heels clogs socks
  stockings tights spacesuit flightsuit wetsuit fatigues poncho sash toga tunic corset jewellery jewelry headphones lab-coat
  leathers furs fur silk linen velvet tweed rags habit cassock wig mask gasmask backpack satchel`);

/** Plain words for build, age and bearing that describe a person by themselves. */
export const buildWords = wordSet(`
  tall short small tiny little big large huge enormous massive thin lean slim slender skinny gaunt wiry lanky bony frail fat plump
  chubby round stout stocky heavy heavyset burly broad broad-shouldered muscular athletic strong stooped bent hunched wizened
  weathered wrinkled tanned pale freckled bald balding bearded unshaven clean-shaven bespectacled barefoot beautiful handsome
  pretty plain elegant graceful scruffy dishevelled disheveled unkempt dapper immaculate ragged dirty grimy muddy sunburned
  sunburnt tattooed scarred one-eyed one-armed blind pregnant young old elderly ancient middle-aged teenage youthful grey-haired
  gray-haired white-haired silver-haired red-haired dark-haired blonde blond brunette redhead redheaded ginger curly-haired
  long-haired black white asian african japanese chinese korean indian latino latina hispanic arab nigerian mexican dark-skinned
  brown-skinned fair-skinned light-skinned olive-skinned dark fair`);
