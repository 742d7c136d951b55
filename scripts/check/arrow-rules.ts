/** Rules about imports between our own files: the arrows, film order, one door per folder. */
import { posix } from 'node:path';
import type { Import } from './imports.ts';
import {
  adapterFoundations,
  adapterStandsOn,
  featuresInFilmOrder,
  mayImport,
  providerFoundations,
  roomsWithDoors,
} from './rooms.ts';
import { isTest, roomOf } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** Folder of a room that a file lies in: `kokoro` for `src/adapters/kokoro/model/a.ts`; undefined directly in the room. */
const folderOf = (path: string): string | undefined => {
  const parts = path.split('/');
  return parts.length > 3 ? parts[2] : undefined;
};

const isDoor = (target: string, room: string, folder: string, from: string | undefined): boolean => {
  const doors = [`${folder}.ts`];
  if (room === 'features' && from === 'main') doors.push(`${folder}.routes.ts`, `${folder}.jobs.ts`);
  return doors.some((door) => target === `src/${room}/${folder}/${door}`) || target.endsWith('.types.ts');
};

const arrowProblem = (file: string, target: string): readonly [string, string] | undefined => {
  const [from, to] = [roomOf(file), roomOf(target)];
  if (from === undefined) return undefined;
  if (to === undefined) return ['arrow', `src/${from} imports ${target}, which is outside src.`];
  const allowed = mayImport[from];
  if (allowed === undefined)
    return ['arrow', `src/${from} is not a room of the house; add it to scripts/check/rooms.ts.`];
  if (from !== to && !allowed.includes(to)) {
    const upstream = allowed.length === 0 ? 'no other room' : allowed.join(', ');
    return ['arrow', `${from} may import ${upstream}; ${target} is downstream or beside it.`];
  }
  const [own, other] = [folderOf(file), folderOf(target)];
  if (other === undefined || (own === other && from === to)) return undefined;
  const standsOn = [...adapterFoundations, ...(adapterStandsOn[own ?? ''] ?? [])];
  if (from === 'adapters' && to === 'adapters' && !standsOn.includes(other)) {
    return ['arrow', `adapters do not know each other: ${own} and ${other} meet through a port.`];
  }
  if (from === 'providers' && to === 'providers' && !providerFoundations.includes(other)) {
    return ['arrow', `providers do not know each other: ${own} and ${other} meet at the desk.`];
  }
  if (from === 'features' && to === 'features') {
    const isUpstream = featuresInFilmOrder.indexOf(other) < featuresInFilmOrder.indexOf(own ?? '');
    if (!isUpstream || !featuresInFilmOrder.includes(other)) {
      return ['film-order', `${own} may import only features before it in film order; ${other} is not.`];
    }
  }
  // A worker is started by its adapter and takes only what it needs, to start fast.
  const isWorker = file.endsWith('-worker.ts');
  if (roomsWithDoors.includes(to) && !isWorker && !isDoor(target, to, other, from)) {
    return ['door', `enter src/${to}/${other} by its door, ${other}.ts, not by ${posix.basename(target)}.`];
  }
  return undefined;
};

/** What is wrong with the relative imports of one file. Tests may go anywhere. */
export const checkArrows = (file: string, imports: readonly Import[]): readonly Violation[] => {
  if (isTest(file)) return [];
  return imports.flatMap(({ specifier, line }) => {
    if (!specifier?.startsWith('.')) return [];
    const problem = arrowProblem(file, posix.join(posix.dirname(file), specifier));
    return problem ? [{ file, line, rule: problem[0], message: problem[1] }] : [];
  });
};
