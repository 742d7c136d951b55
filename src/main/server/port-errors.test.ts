import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { listen } from '../../adapters/http/http.ts';
import { asPortError } from './port-errors.ts';

const other = createServer();
afterAll(() => other.close());

test('SRV-5 a port that is taken is said in one sentence with what to do', async () => {
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const failed = listen({ fetch: () => new Response(), port }).catch((error: unknown) => error);
  expect(asPortError(await failed, '127.0.0.1', port)).toMatchObject({
    code: 'usage',
    message: `Port ${port} of 127.0.0.1 is taken by another program; choose another with --port.`,
  });
  const elsewhere = await listen({ fetch: () => new Response(), port: 0, host: '192.0.2.7' }).catch(
    (error: unknown) => error,
  );
  expect(asPortError(elsewhere, '192.0.2.7', 0)).toMatchObject({ message: expect.stringContaining('--host') });
});
