import { expect, test } from 'vitest';
import { pageOfRefusal } from './refusal-page.ts';

const browser = new Request('http://a/api/auth/local?token=x', { headers: { accept: 'text/html,*/*;q=0.8' } });
const refused = () =>
  Response.json(
    { code: 'LINK_OVER', message: 'This link was <b>already</b> used.' },
    { status: 410, headers: { 'cache-control': 'no-store', 'set-cookie': 'a=b' } },
  );

test('API-1 a link to sign in with that was used before is a page for the person who clicked it', async () => {
  const page = await pageOfRefusal(browser, refused(), 'request-1');
  expect([page.status, page.headers.get('content-type')]).toEqual([410, 'text/html; charset=utf-8']);
  expect([page.headers.get('cache-control'), page.headers.getSetCookie()]).toEqual(['no-store', ['a=b']]);
  const text = await page.text();
  expect(text).toContain('This link was &lt;b&gt;already&lt;/b&gt; used.');
  expect(text).toContain('request-1');
});

test('API-1 programs, and answers that are no refusals, get what there is', async () => {
  const program = new Request('http://a/', { headers: { accept: '*/*' } });
  expect(await (await pageOfRefusal(program, refused(), 'r')).json()).toMatchObject({ code: 'LINK_OVER' });
  const fine = Response.json({ fine: true });
  expect(await pageOfRefusal(browser, fine, 'r')).toBe(fine);
});
