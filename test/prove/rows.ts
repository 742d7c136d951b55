/** Every row that `npm run prove` can run, in the order in which it runs them. */
import { argumentListsRow } from '../attack/argument-lists.ts';
import { decompressionBombs } from '../attack/decompression-bombs.ts';
import { determinism } from '../attack/determinism.ts';
import { hostileCaptionsRow } from '../attack/hostile-captions.ts';
import { hostileFiles } from '../attack/hostile-files.ts';
import { hostileFonts } from '../attack/hostile-fonts.ts';
import { insideTheJail } from '../attack/inside-the-jail.ts';
import { killedRenders } from '../attack/killed-renders.ts';
import { egressLint } from '../attack/network-egress.ts';
import { floodsRow } from '../attack/network-floods.ts';
import { hostileRedirects, privateAddresses, rebinding } from '../attack/network-inside.ts';
import { policiesRow } from '../attack/policies/policies.ts';
import { runaways } from '../attack/runaways.ts';
import { typeLies } from '../attack/type-lies.ts';
import { autosave } from '../live/autosave.ts';
import type { ProofRow } from './row.types.ts';

export const rows: readonly ProofRow[] = [
  hostileFiles,
  hostileCaptionsRow,
  argumentListsRow,
  runaways,
  insideTheJail,
  determinism,
  killedRenders,
  hostileFonts,
  typeLies,
  decompressionBombs,
  policiesRow,
  privateAddresses,
  rebinding,
  hostileRedirects,
  floodsRow,
  egressLint,
  autosave,
];
