/** Every row that `npm run prove` can run, in the order in which it runs them. */
import { accessRobot } from '../attack/access/access-robot.ts';
import { argumentListsRow } from '../attack/argument-lists.ts';
import { decompressionBombs } from '../attack/decompression-bombs.ts';
import { determinism } from '../attack/determinism.ts';
import { hostileCaptionsRow } from '../attack/hostile-captions.ts';
import { hostileFiles } from '../attack/hostile-files.ts';
import { hostileFonts } from '../attack/hostile-fonts.ts';
import { injection } from '../attack/injection/injection.ts';
import { insideTheJail } from '../attack/inside-the-jail.ts';
import { killedRenders } from '../attack/killed-renders.ts';
import { bombsOnTheServer } from '../attack/library-bombs.ts';
import { endlessCreations } from '../attack/library-creations.ts';
import { liesOnTheServer } from '../attack/library-lies.ts';
import { hostileNamesRow } from '../attack/library-names.ts';
import { quotaRace } from '../attack/library-quota.ts';
import { egressLint } from '../attack/network-egress.ts';
import { floodsRow } from '../attack/network-floods.ts';
import { hostileRedirects, privateAddresses, rebinding } from '../attack/network-inside.ts';
import { forgedNotices } from '../attack/notices/forged-notices.ts';
import { noticeStorm } from '../attack/notices/notice-storm.ts';
import { scopeClimbing } from '../attack/people-scopes.ts';
import { sessionsRow } from '../attack/people-sessions.ts';
import { policiesRow } from '../attack/policies/policies.ts';
import { repeatedRequests } from '../attack/repeated-requests.ts';
import { runaways } from '../attack/runaways.ts';
import { sealedKeys } from '../attack/secrets/sealed-keys.ts';
import { secretsSweep } from '../attack/secrets-sweep.ts';
import { signedLinks } from '../attack/signed-links.ts';
import { storedScripts } from '../attack/stored-scripts.ts';
import { supply } from '../attack/supply.ts';
import { typeLies } from '../attack/type-lies.ts';
import { webhooksOut } from '../attack/webhooks-out.ts';
import { databaseAway } from '../faults/database-away.ts';
import { fullVolume } from '../faults/full-volume.ts';
import { interruptedUploads } from '../faults/interrupted-uploads.ts';
import { cleanStop } from '../faults/jobs/clean-stop.ts';
import { crashAnywhere } from '../faults/jobs/crash-anywhere.ts';
import { fairness } from '../faults/jobs/fairness.ts';
import { poison } from '../faults/jobs/poison.ts';
import { speed } from '../faults/jobs/speed.ts';
import { trees } from '../faults/jobs/trees.ts';
import { zombies } from '../faults/jobs/zombies.ts';
import { observability } from '../faults/observability.ts';
import { spendRace } from '../faults/spend/spend-race.ts';
import { backupDrill } from '../faults/storage/backup-drill.ts';
import { flippedBits } from '../faults/storage/flipped-bits.ts';
import { orphans } from '../faults/storage/orphans.ts';
import { tornWrites } from '../faults/storage/torn-writes.ts';
import { killedTakes } from '../faults/takes/killed-takes.ts';
import { upgrades } from '../faults/upgrades.ts';
import { weather } from '../faults/weather/weather.ts';
import { autosave } from '../live/autosave.ts';
import { editors } from '../load/editors.ts';
import { longRender } from '../load/long-render.ts';
import { overload } from '../load/overload.ts';
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
  databaseAway,
  upgrades,
  scopeClimbing,
  sessionsRow,
  privateAddresses,
  rebinding,
  hostileRedirects,
  floodsRow,
  egressLint,
  webhooksOut,
  forgedNotices,
  noticeStorm,
  killedTakes,
  secretsSweep,
  sealedKeys,
  supply,
  autosave,
  interruptedUploads,
  fullVolume,
  endlessCreations,
  hostileNamesRow,
  liesOnTheServer,
  bombsOnTheServer,
  quotaRace,
  longRender,
  editors,
  tornWrites,
  orphans,
  flippedBits,
  backupDrill,
  signedLinks,
  crashAnywhere,
  zombies,
  weather,
  spendRace,
  poison,
  trees,
  fairness,
  speed,
  cleanStop,
  accessRobot,
  injection,
  repeatedRequests,
  storedScripts,
  observability,
  overload,
];
