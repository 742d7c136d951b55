import { expect, test } from 'vitest';
import { z } from 'zod';
import { readBy } from './issue-words.ts';

const schema = z.strictObject({
  projectId: z.uuid(),
  name: z.string().trim().min(1).max(200),
  wait: z.number().min(0).max(300).optional(),
  rate: z.number().positive().optional(),
  height: z.int().min(16).multipleOf(2).optional(),
  format: z.enum(['mp4', 'webm', 'mov']).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  mail: z.email().optional(),
  when: z.iso.datetime().optional(),
  on: z.literal(true).optional(),
  tags: z.array(z.string().max(5)).min(1).max(3).optional(),
  any: z.union([z.record(z.string(), z.number()), z.string().min(1)]).optional(),
  code: z.string().regex(/^a+$/).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  own: z.string().min(3, 'is too short for a name of ours').optional(),
  choice: z
    .discriminatedUnion('kind', [z.object({ kind: z.literal('a'), x: z.number() }), z.object({ kind: z.literal('b') })])
    .optional(),
  pair: z
    .object({ a: z.string().optional(), b: z.string().optional() })
    .refine((one) => one.a ?? one.b, 'give a or b')
    .optional(),
});
const whole = { projectId: '0198c2d4-8f6e-7a1b-9c3d-5e7f90a1b2c3', name: 'A film' };
const said = (given: object): string => {
  const read = readBy(schema, { ...whole, ...given });
  return 'problems' in read ? read.problems.map(({ path, message }) => `${path} ${message}`).join('; ') : 'fine';
};

test.each<[object, string]>([
  [{}, 'fine'],
  [{ name: '' }, 'name must have 1 to 200 characters'],
  [{ name: 'x'.repeat(201) }, 'name must have 1 to 200 characters'],
  [{ name: undefined }, 'name is missing; give a text'],
  [{ name: 7 }, 'name must be a text, not a number'],
  [{ name: null }, 'name must be a text, not null'],
  [{ projectId: undefined }, 'projectId is missing; give an id such as “0198c2d4-8f6e-7a1b-9c3d-5e7f90a1b2c3”'],
  [{ projectId: 'x' }, 'projectId must be an id such as “0198c2d4-8f6e-7a1b-9c3d-5e7f90a1b2c3”'],
  [{ wait: -1 }, 'wait must be 0 to 300'],
  [{ wait: '3' }, 'wait must be a number, not a text'],
  [{ rate: 0 }, 'rate must be above 0'],
  [{ height: 17 }, 'height must be an even number'],
  [{ height: 2 }, 'height must be 16 or more'],
  [{ height: 20.5 }, 'height must be a whole number'],
  [{ format: 'avi' }, 'format takes one of “mp4”, “webm” or “mov”'],
  [{ on: false }, 'on must be true'],
  [{ url: 'nonsense' }, 'url must be an address that begins with https:// or http://'],
  [{ url: 'ftp://a/b' }, 'url must be an address that begins with https:// or http://'],
  [{ mail: 'x' }, 'mail must be an e-mail address such as “ada@example.com”'],
  [{ when: 'yesterday' }, 'when must be a time such as “2026-11-20T12:00:00Z”'],
  [{ tags: [] }, 'tags must have 1 to 3 entries'],
  [{ tags: ['x', 'toolong', 3] }, 'tags[1] must have at most 5 characters; tags[2] must be a text, not a number'],
  [{ any: 7 }, 'any must be an object or a text, not a number'],
  [{ any: { a: 'x' } }, 'any.a must be a number, not a text'],
  [{ code: 'b' }, 'code is not written as it must be'],
  [{ limit: 'x' }, 'limit must be a whole number'],
  [{ limit: '1000' }, 'limit must be 1 to 100'],
  [{ own: 'x' }, 'own is too short for a name of ours'],
  [{ choice: { kind: 'c' } }, 'choice.kind takes one of “a” or “b”'],
  [{ choice: { kind: 'a' } }, 'choice.x is missing; give a number'],
  [{ pair: {} }, 'pair give a or b'],
  [{ nome: 1 }, 'nome there is no such field'],
])('API-28 %j: %s', (given, expected) => {
  expect(said(given)).toBe(expected);
});

test('API-28 a body that is none at all is told what it must be', () => {
  expect(readBy(schema, [])).toEqual({ problems: [{ path: '(body)', message: 'must be an object, not a list' }] });
});
