/** Everybody there is: people in every role of one project, people without one, and what is left of sessions and keys that ended. */
import type { WholeStudio } from '../../kit/whole-studio.ts';
import type { AccessRow, Cell, Column } from './access-table.ts';

export type Actor = {
  readonly name: string;
  readonly column: Column;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a key; undefined: a session, or nobody. */
  readonly scopes?: readonly string[];
};

export type Cast = {
  readonly actors: readonly Actor[];
  /** By their part: owner, editor, viewer, outsider, removed. */
  readonly people: Readonly<
    Record<
      'owner' | 'editor' | 'viewer' | 'outsider' | 'removed',
      { readonly personId: string; readonly email: string }
    >
  >;
};

const all = ['read', 'write', 'run', 'manage'];

/** Signs everybody up, makes the keys, ends what has to have ended. */
export const gatherCast = async (studio: WholeStudio): Promise<Cast> => {
  const owner = await studio.signUp('Owner');
  const [editor, viewer, outsider, removed, gone] = [
    await studio.signUp('Editor'),
    await studio.signUp('Viewer'),
    await studio.signUp('Outsider'),
    await studio.signUp('Removed'),
    await studio.signUp('Gone'),
  ];
  const key = async (
    name: string,
    column: Column,
    person: typeof owner,
    scopes: readonly string[],
  ): Promise<Actor> => ({
    ...{ name, column, scopes, headers: (await studio.makeKey(person, scopes)).headers },
  });
  const revoked = await studio.makeKey(owner, all);
  const deleted = await studio.send('POST', '/api/auth/api-key/delete', {
    headers: owner.headers,
    body: { keyId: revoked.id },
  });
  if (!deleted.ok) throw new Error(`a key could not be deleted: ${deleted.status} ${await deleted.text()}`);
  await studio.signOut(gone);
  const session = (name: string, column: Column, { headers }: typeof owner): Actor => ({ name, column, headers });
  return {
    people: { owner, editor, viewer, outsider, removed },
    actors: [
      session('owner', 'owner', owner),
      session('editor', 'editor', editor),
      session('viewer', 'viewer', viewer),
      session('outsider', 'stranger', outsider),
      session('removed member', 'stranger', removed),
      session('ended session', 'nobody', gone),
      { name: 'nobody', column: 'nobody', headers: {} },
      { name: 'made-up key', column: 'nobody', headers: { 'x-api-key': `wp_${'A'.repeat(64)}` } },
      { name: 'deleted key', column: 'nobody', headers: revoked.headers },
      ...(await Promise.all(all.map((scope) => key(`owner’s key: ${scope}`, 'owner', owner, [scope])))),
      await key('editor’s key', 'editor', editor, all),
      await key('viewer’s key', 'viewer', viewer, all),
      await key('outsider’s key', 'stranger', outsider, all),
    ],
  };
};

/** Ways in which a request can name what it is about. */
export type Naming = 'real' | 'unknown' | 'malformed';

/** What the table promises this caller: let in, or one of these statuses. */
export const promised = (row: AccessRow, actor: Actor, naming: Naming): 'in' | 'link' | readonly number[] => {
  const cell: Cell = row.cells[actor.column];
  if (cell === 'link') return 'link';
  if (actor.column === 'nobody') return cell === 'yes' ? 'in' : [cell as number];
  const lacksScope = actor.scopes !== undefined && row.key !== '' && !actor.scopes.includes(row.key);
  if (lacksScope) return [403];
  if (naming === 'malformed') return [404, 422];
  if (naming === 'unknown') return [404];
  return cell === 'yes' || cell === 'own' ? 'in' : [cell];
};
