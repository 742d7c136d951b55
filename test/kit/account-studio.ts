/** A studio with the routes of accounts and projects, real sign-in before them, and people who are signed in. */
import { createSecrets } from '../../src/adapters/secrets/secrets.ts';
import { peopleRoutes } from '../../src/features/people/people.ts';
import { projectRoutes } from '../../src/features/projects/projects.ts';
import type { SignIn } from '../../src/ports/sign-in.ts';
import { idleQueue } from './idle-queue.ts';
import { freshDatabase } from './postgres.ts';
import { type Browser, somebody, testSignIn } from './sign-in.ts';
import { type Asker, startTestStudio, type TestStudio } from './studio.ts';

export type Person = Browser & { readonly email: string; readonly personId: string } & Pick<Asker, 'ask'>;

export type AccountStudio = TestStudio & {
  readonly signIn: SignIn;
  /** Turned by hand. */
  readonly clock: { ms: number; now(): number };
  /** Bytes of blobs by their hash, as text. */
  readonly blobs: Map<string, string>;
  /** Somebody with a session. */
  person(): Promise<Person>;
  /** A project of `owner` with one asset, whose bytes are `bytes of <name>`. */
  projectWithAsset(
    owner: string,
    uploader: string,
    name: string,
  ): Promise<{ id: string; assetId: string; hash: string }>;
  join(projectId: string, personId: string, role: 'viewer' | 'editor' | 'owner'): Promise<void>;
};

export const startAccountStudio = async (): Promise<AccountStudio> => {
  const fresh = await freshDatabase();
  const { database } = fresh;
  const signIn = testSignIn(fresh);
  const secrets = createSecrets(Buffer.alloc(32, 7));
  const clock = { ms: Date.now(), now: () => clock.ms };
  const blobs = new Map<string, string>();
  const openBlob = async (hash: string) => {
    const text = blobs.get(hash);
    return text === undefined ? undefined : (new Blob([text]).stream() as ReadableStream<Uint8Array>);
  };
  const { forget, endedCookie, options } = signIn;
  const studio = await startTestStudio({
    fresh,
    ground: { identify: signIn.identify, absence: signIn.absence },
    routes: () => [
      ...peopleRoutes({
        ...{ database, secrets, clock, openBlob, forget, endedCookie, options },
        usage: async () => ({ usedBytes: 7, limitBytes: undefined }),
      }),
      ...projectRoutes({ clock, queue: idleQueue }),
    ],
  });

  return {
    ...{ ...studio, signIn, clock, blobs },
    person: async () => {
      const browser = await somebody(signIn, fresh, studio.url);
      const ask: Asker['ask'] = (method, path, asked = {}) =>
        studio.asNobody.ask(method, path, { ...asked, headers: { cookie: browser.cookieHeader(), ...asked.headers } });
      return { ...browser, ask };
    },
    projectWithAsset: (owner, uploader, name) => {
      const hash = Buffer.from(name.padEnd(32).slice(0, 32)).toString('hex');
      blobs.set(hash, `bytes of ${name}`);
      return database.asStudio(async (query) => {
        const { id } = await query
          .insertInto('workprint.projects')
          .values({ owner_id: owner, name: `Project of ${name}` })
          .returning('id')
          .executeTakeFirstOrThrow();
        await query.insertInto('workprint.blobs').values({ hash, bytes: 9, media_type: 'video/mp4' }).execute();
        const asset = await query
          .insertInto('workprint.assets')
          .values({ project_id: id, owner_id: uploader, blob_hash: hash, bytes: 9, name })
          .returning('id')
          .executeTakeFirstOrThrow();
        return { id, assetId: asset.id, hash };
      });
    },
    join: async (projectId, personId, role) => {
      await database.asStudio((query) =>
        query
          .insertInto('workprint.project_members')
          .values({ project_id: projectId, person_id: personId, role })
          .execute(),
      );
    },
    close: async () => {
      await studio.close();
      await fresh.close();
    },
  };
};
