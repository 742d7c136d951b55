/** Places by name: whether they are rooms or open air, for scripts that do not say INT. or EXT. */
import { wordSet } from './word-set.ts';

export const indoorPlaces = wordSet(`
  room bedroom bathroom kitchen hall hallway corridor office classroom school hospital ward theatre theater stage lift elevator
  bar saloon pub cafe café restaurant diner shop store market-hall library church chapel temple mosque courtroom courthouse prison
  cell jail cabin hut house home flat apartment cottage basement cellar attic garage warehouse factory laboratory lab studio gym
  museum gallery bank station airport terminal train carriage compartment bus car taxi van truck cockpit wheelhouse bridge ship
  spaceship spacecraft airlock submarine tent cave tunnel mine barn stable palace castle ballroom hotel lobby motel laundromat
  salon parlour parlor nursery dormitory bunker morgue pharmacy newsroom backstage cinema auditorium workshop greenhouse`);

export const outdoorPlaces = wordSet(`
  street road alley square park garden forest wood woods jungle field meadow desert beach shore sea ocean lake river mountain
  hill cliff valley canyon island harbour harbor dock pier rooftop roof playground yard courtyard backyard farm village town city
  market cemetery graveyard battlefield bridge highway motorway platform space sky moon planet mars ruins campsite camp swamp
  marsh dune prairie ranch trail path steps stadium vineyard orchard riverbank waterfall volcano glacier deck balcony porch`);
