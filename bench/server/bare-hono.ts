/** A program, the peer: a route of Hono over pg as one writes it in an afternoon. No session, no roles, no limits, no checks of what comes or goes. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 10 });
const app = new Hono();
app.get('/projects/:id', async (context) => {
  const { rows } = await pool.query({
    name: 'read',
    text: 'select id, name, version, created_at, updated_at from workprint.projects where id = $1',
    values: [context.req.param('id')],
  });
  return context.json({ success: true, data: rows[0] });
});
app.post('/projects', async (context) => {
  const { name } = await context.req.json<{ name: string }>();
  const { rows } = await pool.query({
    name: 'write',
    text: 'insert into workprint.projects (owner_id, name) values ($1, $2) returning id, name, version, created_at, updated_at',
    values: [process.argv[3] ?? '', name],
  });
  return context.json({ success: true, data: rows[0] }, 201);
});
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
