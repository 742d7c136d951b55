/**
 * PE1: everybody there is, on every route there is, with every kind of id. What comes back must be what docs/access.md promises; whoever is
 * refused must learn nothing and change nothing. The routes are those of the running server.
 */
import { randomUUID } from 'node:crypto';
import type { Route } from '../../../src/features/api/api.ts';
import { describedRoutes } from '../../../src/main/studio-routes.ts';
import { startWholeStudio, type WholeStudio } from '../../kit/whole-studio.ts';
import type { ProofCase, ProofRow, ProofSize } from '../../prove/row.types.ts';
import { type Actor, gatherCast, type Naming, promised } from './access-actors.ts';
import { type AskedFor, foreignRequests, idsIn, nameOf, requestFor } from './access-requests.ts';
import { type AccessRow, readAccessTable } from './access-table.ts';
import { openWorldMaker, type World, type WorldMaker } from './access-world.ts';

/** Where being let in may end with another status than success, for reasons of the state and not of the person. */
const fine: Readonly<Record<string, readonly number[]>> = {
  'DELETE /me': [422], // the e-mail that confirms it is not theirs, so that nobody is lost
  'POST /projects/{id}/leave': [409], // the last owner stays
  'POST /projects/{id}/restore': [409], // it was not deleted
  'POST /assets/{id}/restore': [409],
  'POST /invitations/accept': [404], // nobody was invited by this token
  'PUT /projects/{id}/members/{personId}': [409],
  'POST /projects/{id}/transfer': [409, 422],
  'POST /jobs/{id}/cancel': [409],
  'POST /jobs/{id}/retry': [409],
  'PUT /films/{jobId}/budget': [409], // their job is no film
  'GET /assets/{id}/url': [409],
  'POST /videocreate': [422], // an empty timeline
  'POST /estimate-render': [422],
  'POST /webhooks/{id}/deliveries/{deliveryId}/redeliver': [409],
  'POST /api-keys': [409], // one of that name is there
  'POST /api-keys/test': [422], // of no provider that there is
  'GET /providers/{provider}/voices': [422], // nobody has a key for it
  'DELETE /models/{name}/price': [404], // nobody set one
  'POST /generate': [422], // nobody has a key for it
  'POST /estimate-cost': [422],
  'POST /generations/{id}/rerun': [422],
  'POST /generations/{id}/vary': [422],
  'POST /generations/{id}/resolve': [409], // no call is in doubt
  'POST /spending/calls/{id}/correct': [409], // nobody has resolved it
  'POST /provider-notices/{provider}': [401, 404], // nobody signed it
};

const malformed = [
  'not-an-id',
  "' or 1=1 --",
  '../../projects',
  '%00',
  '00000000-0000-0000-0000-00000000000g',
  '9'.repeat(3_000),
];

type Robot = {
  readonly studio: WholeStudio;
  readonly actors: readonly Actor[];
  readonly worlds: WorldMaker;
  readonly victim: World;
  /** Of the outsider. */
  readonly own: World;
};

type Answer = { readonly status: number; readonly text: string };

const ask = async ({ studio }: Robot, actor: Actor, { method, path, headers, body }: AskedFor): Promise<Answer> => {
  const response = await studio.send(method, path, {
    headers: { ...headers, ...actor.headers },
    ...(body !== undefined && { body }),
  });
  return { status: response.status, text: await response.text() };
};

const describe = (actor: Actor, request: AskedFor, { status, text }: Answer): string =>
  `${actor.name}: ${request.method} ${request.path.slice(0, 160)} → ${status} ${text.slice(0, 200)}`;

const isIn = (name: string, status: number): boolean =>
  (status >= 200 && status < 300) || (fine[name]?.includes(status) ?? false);

/** Throws when the answer is not what was promised, or tells who was refused of what they may not see. */
const hold = (robot: Robot, row: AccessRow, actor: Actor, naming: Naming, request: AskedFor, answer: Answer): void => {
  const promise = promised(row, actor, naming);
  const said = describe(actor, request, answer);
  if (answer.status >= 500) throw new Error(`broke: ${said}`);
  const isFine =
    promise === 'in'
      ? isIn(row.route, answer.status)
      : promise === 'link'
        ? [403, 404, 410, 422].includes(answer.status)
        : promise.includes(answer.status);
  if (!isFine) throw new Error(`expected ${String(promise)}: ${said}`);
  const maySee = promise === 'in' && actor.column !== 'stranger' && actor.column !== 'nobody';
  if (!maySee && answer.text.includes(robot.victim.mark)) throw new Error(`leaked: ${said}`);
};

/** Adds to a world and takes nothing from it, so that the next may find it as it was for them. */
const onlyAdds = ({ method, path }: Route): boolean =>
  method === 'post' &&
  !/\/(?:leave|transfer|cancel|retry|archive|unarchive|restore|redeliver|resolve|uploads\/\{id\})$/.test(path);

const isHarmless = ({ method }: Route): boolean => method === 'get' || method === 'head' || method === 'options';

/** Of those who are let in and spoil a world each: all, or at small size one, another one from route to route. */
const spoilersOf = (letIn: readonly Actor[], route: Route, size: ProofSize): readonly Actor[] =>
  size === 'full' || isHarmless(route) ? letIn : letIn.filter((_, at) => at === nameOf(route).length % letIn.length);

/** Each refusal on one world, which must be afterwards as it was; whoever is let in gets a world to spoil. */
const tryReal = async (robot: Robot, route: Route, row: AccessRow, size: ProofSize): Promise<number> => {
  const before = await robot.worlds.stateOf(robot.victim);
  const letIn = robot.actors.filter((actor) => promised(row, actor, 'real') === 'in');
  const refused = robot.actors.filter((actor) => !letIn.includes(actor));
  await Promise.all(
    refused.map(async (actor) => {
      const request = requestFor(route, robot.victim);
      hold(robot, row, actor, 'real', request, await ask(robot, actor, request));
    }),
  );
  if ((await robot.worlds.stateOf(robot.victim)) !== before)
    throw new Error('somebody who was refused changed something');
  let spare: World | undefined;
  const spoilers = spoilersOf(letIn, route, size);
  for (const actor of spoilers) {
    const isOwn = row.cells[actor.column] === 'own';
    const world = isHarmless(route) || isOwn ? robot.victim : (spare ?? (await robot.worlds.make()));
    // A list of one's own is asked for without naming a project that is not one's own.
    const request = requestFor(route, world, { withProject: !isOwn });
    hold(robot, row, actor, 'real', request, await ask(robot, actor, request));
    spare = world !== robot.victim && onlyAdds(route) ? world : undefined;
    if (world !== robot.victim && !spare) await robot.worlds.remove(world);
  }
  if (spare) await robot.worlds.remove(spare);
  return refused.length + spoilers.length;
};

/** One id of a path replaced by one that is nobody's, or none at all. */
const tryWrongId = async (
  robot: Robot,
  { route, row }: { readonly route: Route; readonly row: AccessRow },
  actor: Actor,
  { name, wrong }: { readonly name: string; readonly wrong: string | undefined },
): Promise<void> => {
  const naming: Naming = wrong === undefined ? 'unknown' : 'malformed';
  const request = requestFor(route, robot.victim, {
    idAt: (at, real) => (at === name ? (wrong ?? randomUUID()) : real),
  });
  const answer = await ask(robot, actor, request);
  const real = promised(row, actor, 'real');
  // Only the first id says whose it is: who is refused there is refused whatever follows.
  if (name === idsIn(route)[0] || !Array.isArray(real)) return hold(robot, row, actor, naming, request, answer);
  const fits = real.includes(answer.status) || (naming === 'malformed' && answer.status === 422);
  if (!fits) throw new Error(`expected ${String(real)}: ${describe(actor, request, answer)}`);
};

const tryWrongIds = async (
  robot: Robot,
  route: Route,
  row: AccessRow,
  actors: readonly Actor[],
  words: readonly string[],
): Promise<number> => {
  const wrongs = [undefined, ...words];
  for (const name of idsIn(route))
    for (const wrong of wrongs)
      await Promise.all(actors.map((actor) => tryWrongId(robot, { route, row }, actor, { name, wrong })));
  return idsIn(route).length * wrongs.length * actors.length;
};

/** Somebody else's id below, or beside, what is one's own. */
const tryCrossed = async (robot: Robot, route: Route): Promise<number> => {
  const [first] = idsIn(route);
  const before = await robot.worlds.stateOf(robot.victim);
  const strangers = robot.actors.filter(({ name }) => name === 'outsider' || name === 'outsider’s key');
  for (const actor of strangers) {
    const own = requestFor(route, robot.own);
    const request = requestFor(route, robot.victim, {
      idAt: (name, real) => (name === first && idsIn(route).length > 1 ? (own.path.split('/')[4] ?? real) : real),
    });
    const answer = await ask(robot, actor, request);
    if (answer.text.includes(robot.victim.mark)) throw new Error(`leaked: ${describe(actor, request, answer)}`);
    if (answer.status >= 500) throw new Error(`broke: ${describe(actor, request, answer)}`);
    const named = JSON.stringify(request.body ?? '').includes(robot.victim.projectId);
    if (named && answer.status < 400) throw new Error(`let in: ${describe(actor, request, answer)}`);
  }
  const foreign = foreignRequests(route, robot.own, robot.victim);
  for (const request of foreign)
    for (const actor of strangers) {
      const answer = await ask(robot, actor, request);
      const isRefused = answer.status >= 400 && answer.status < 500 && !answer.text.includes(robot.victim.mark);
      if (!isRefused) throw new Error(`let in by what is theirs: ${describe(actor, request, answer)}`);
    }
  if ((await robot.worlds.stateOf(robot.victim)) !== before)
    throw new Error('a stranger changed something through what is theirs');
  return strangers.length * (1 + foreign.length);
};

const caseOf = (robot: Robot, route: Route, row: AccessRow | undefined, size: ProofSize): ProofCase => ({
  name: nameOf(route),
  run: async () => {
    if (!row) throw new Error(`docs/access.md has no line for ${nameOf(route)}: say there who may.`);
    const some =
      size === 'full'
        ? robot.actors
        : robot.actors.filter(({ name }) => ['owner', 'outsider', 'nobody'].includes(name));
    const words = size === 'full' ? malformed : malformed.slice(0, 1);
    const real = await tryReal(robot, route, row, size);
    const wrong = await tryWrongIds(robot, route, row, some, words);
    return { combinations: real + wrong + (await tryCrossed(robot, route)) };
  },
});

/** The row. Its routes are read off the mounted list; a line of the table without a route fails too. */
export const accessRobot: ProofRow = {
  id: 'PE1',
  promise: 'everybody is let in where the table says so and nowhere else; the refused learn and change nothing',
  counts: 'routes',
  facts: { combinations: 'sum' },
  open: async (size) => {
    const table = readAccessTable();
    const routes = describedRoutes();
    const studio = await startWholeStudio();
    const cast = await gatherCast(studio);
    const worlds = await openWorldMaker(studio, cast);
    const robot: Robot = {
      ...{ studio, worlds, actors: cast.actors, victim: await worlds.make() },
      own: await worlds.make(cast.people.outsider.personId),
    };
    const known = new Set(routes.map(nameOf));
    const idle = [...table.keys()].filter((name) => !known.has(name));
    const leftOver: ProofCase = {
      name: 'lines without a route',
      run: async () => {
        if (idle.length > 0) throw new Error(`docs/access.md speaks of ${idle.join(', ')}, which no route answers.`);
        return { combinations: 0 };
      },
    };
    return {
      cases: [leftOver, ...routes.map((route) => caseOf(robot, route, table.get(nameOf(route)), size))],
      close: () => studio.close(),
    };
  },
};
