/** One project with everything in it that has an id, all of it marked, so that a leak is seen in any answer. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { WholeStudio } from '../../kit/whole-studio.ts';
import type { Cast } from './access-actors.ts';

/** Ids by the names under which routes ask for them. */
export type World = {
  readonly mark: string;
  readonly projectId: string;
  readonly ids: Readonly<
    Record<
      | 'project'
      | 'asset'
      | 'job'
      | 'document'
      | 'version'
      | 'upload'
      | 'invitation'
      | 'webhook'
      | 'delivery'
      | 'session'
      | 'call'
      | 'generation'
      | 'apiKey'
      | 'member',
      string
    >
  >;
  readonly sha256: string;
};

export type WorldMaker = {
  /** A new world of the same people. `ownedBy` another owner: that person's own. */
  make(ownedBy?: string): Promise<World>;
  /** Takes a world away, with what was made in it. */
  remove(world: World): Promise<void>;
  /** What all rows of the world say together; changes when any of them does. */
  stateOf(world: World): Promise<string>;
};

const later = new Date(Date.now() + 3_600_000);

/** `contents`: a stored document, made once by the route that makes them. */
const storedDocument = async (studio: WholeStudio, owner: Readonly<Record<string, string>>): Promise<Uint8Array> => {
  const project = await studio.send('POST', '/api/v1/projects', { headers: owner, body: { name: 'pattern' } });
  const { data } = (await project.json()) as { data: { id: string } };
  const made = await studio.send('POST', '/api/v1/documents', {
    headers: owner,
    body: { projectId: data.id, kind: 'script', name: 'pattern', text: 'INT. ROOM - DAY' },
  });
  const answer = (await made.json()) as { data?: { id: string }; error?: unknown };
  if (!answer.data) throw new Error(`no document: ${JSON.stringify(answer.error)}`);
  const { id } = answer.data;
  const row = await studio.services.database.asStudio((query) =>
    query.selectFrom('workprint.documents').select('state').where('id', '=', id).executeTakeFirstOrThrow(),
  );
  return row.state;
};

/** Makes worlds in which the cast has its roles. */
export const openWorldMaker = async (studio: WholeStudio, cast: Cast): Promise<WorldMaker> => {
  const { database, secrets } = studio.services;
  const owner = cast.actors.find(({ name }) => name === 'owner');
  const state = await storedDocument(studio, owner?.headers ?? {});
  const { people } = cast;

  const make: WorldMaker['make'] = (ownerId = people.owner.personId) =>
    database.asStudio(async (query) => {
      const mark = `MARK${randomBytes(12).toString('hex')}`;
      const sha256 = createHash('sha256').update(mark).digest('hex');
      const project_id = randomUUID();
      const ids = Object.fromEntries(
        [
          'asset',
          'job',
          'document',
          'version',
          'upload',
          'invitation',
          'webhook',
          'delivery',
          'session',
          'call',
          'generation',
          'apiKey',
        ].map((name) => [name, randomUUID()]),
      ) as Record<Exclude<keyof World['ids'], 'project' | 'member'>, string>;
      const mine = { project_id, person_id: ownerId };
      await query
        .insertInto('workprint.projects')
        .values({ id: project_id, owner_id: ownerId, name: `Film ${mark}` })
        .execute();
      if (ownerId === people.owner.personId)
        await query
          .insertInto('workprint.project_members')
          .values([
            { project_id, person_id: people.editor.personId, role: 'editor' },
            { project_id, person_id: people.viewer.personId, role: 'viewer' },
          ])
          .execute();
      await query.insertInto('workprint.blobs').values({ hash: sha256, bytes: 9, media_type: 'video/mp4' }).execute();
      await query
        .insertInto('workprint.assets')
        .values({
          id: ids.asset,
          project_id,
          owner_id: ownerId,
          blob_hash: sha256,
          bytes: 9,
          name: `Clip ${mark}`,
          state: 'ready',
          kind: 'video',
          media_type: 'video/mp4',
        })
        .execute();
      await query
        .insertInto('workprint.job_runs')
        .values({
          id: ids.job,
          ...mine,
          kind: 'render',
          label: `Job ${mark}`,
          state: 'failed',
          input: JSON.stringify({}),
          error: JSON.stringify({ code: 'internal', message: mark }),
          finished_at: new Date(),
        })
        .execute();
      await query
        .insertInto('workprint.documents')
        .values({ id: ids.document, project_id, kind: 'script', name: `Script ${mark}`, state })
        .execute();
      await query
        .insertInto('workprint.document_versions')
        .values({ id: ids.version, document_id: ids.document, ...mine, name: `Version ${mark}`, state })
        .execute();
      await query
        .insertInto('workprint.uploads')
        .values({ id: ids.upload, ...mine, name: `Upload ${mark}`, length_bytes: 10, expires_at: later })
        .execute();
      await query
        .insertInto('workprint.project_invitations')
        .values({
          id: ids.invitation,
          project_id,
          email: `${mark}@example.com`,
          role: 'viewer',
          token_hash: sha256,
          expires_at: later,
        })
        .execute();
      await query
        .insertInto('workprint.webhooks')
        .values({
          ...{ id: ids.webhook, person_id: ownerId, project_id, url: `https://example.com/${mark}` },
          ...{
            secret_sealed: secrets.seal('secret', `webhooks:${ids.webhook}:secret`),
            secret_ending: 'cret',
            events: ['job.done'],
          },
        })
        .execute();
      await query
        .insertInto('workprint.webhook_deliveries')
        .values({
          id: ids.delivery,
          webhook_id: ids.webhook,
          person_id: ownerId,
          event_id: randomUUID(),
          event: 'job.done',
          payload: JSON.stringify({ mark }),
          state: 'failed',
          finished_at: new Date(),
        })
        .execute();
      await query
        .insertInto('workprint.sessions')
        .values({ id: ids.session, person_id: ownerId, token: mark, expires_at: later, user_agent: mark })
        .execute();
      await query
        .insertInto('workprint.provider_keys')
        .values({
          ...{ id: ids.apiKey, ...mine, provider: 'openai', name: `Key ${mark}`, last_four: mark.slice(-4) },
          // No route that the robot tries opens it.
          sealed: mark,
        })
        .execute();
      await query
        .insertInto('workprint.provider_calls')
        .values({
          ...{ id: ids.call, ...mine, order_key: mark, place: 1, request_key: mark, provider: 'paid', model: mark },
          ...{ type: 'text', ask: JSON.stringify({ prompt: mark }), state: 'unknown', charged: 'unknown' },
          ...{ reserved_micros: 400_000, period: '2026-11' },
        })
        .execute();
      await query
        .insertInto('workprint.generations')
        .values({
          ...{ id: ids.generation, ...mine, job_id: ids.job, type: 'image', prompt: mark },
          asked: JSON.stringify({
            ...{ body: { type: 'image', model: 'openai/gpt-image-2', prompt: mark }, leftOpen: [], options: {} },
            ...{
              ask: { type: 'image', prompt: mark, count: 1 },
              policy: { kind: 'model', model: 'openai/gpt-image-2' },
            },
          }),
        })
        .execute();
      return {
        mark,
        projectId: project_id,
        sha256,
        ids: { ...ids, project: project_id, member: people.viewer.personId },
      };
    });

  const stateOf: WorldMaker['stateOf'] = async ({ projectId, ids }) => {
    const tables = [
      'project_members',
      'project_invitations',
      'assets',
      'job_runs',
      'documents',
      'document_versions',
      'uploads',
      'provider_calls',
      'provider_keys',
      'generations',
    ];
    const { rows } = await database.asStudio((query) =>
      sql<{ state: string }>`
        select md5(concat_ws('|', (select p::text from workprint.projects p where id = ${projectId}),
          ${sql.join(tables.map((table) => sql`(select string_agg(t::text, ',' order by t::text) from ${sql.table(`workprint.${table}`)} t where project_id = ${projectId})`))},
          (select string_agg(w::text, ',' order by w::text) from workprint.webhooks w where id = ${ids.webhook}),
          (select string_agg(d::text, ',' order by d::text) from workprint.webhook_deliveries d where webhook_id = ${ids.webhook}),
          (select count(*)::text from workprint.sessions where id = ${ids.session}))) as state`.execute(query),
    );
    return rows[0]?.state ?? '';
  };
  const remove: WorldMaker['remove'] = ({ projectId }) =>
    database.asStudio(async (query) => {
      await query.deleteFrom('workprint.projects').where('id', '=', projectId).execute();
      // Made by routes that name no project.
      await query.deleteFrom('workprint.provider_keys').where('project_id', 'is', null).execute();
      await query.deleteFrom('workprint.webhooks').where('project_id', 'is', null).execute();
    });

  return { make, remove, stateOf };
};
