/** The frame of every page of ours, and the policy it is shown under: nothing but its own style and script, from here. */
import { createHash } from 'node:crypto';
import { type Html, html } from './html.ts';

/** Files of the pages, by the name under which they are asked for below `/api/reference/`. */
export type PageAssets = { readonly style: string; readonly script: string };

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** A whole page. `script`: it gets the script of the reference. */
export const pageOf = (page: { readonly title: string; readonly body: Html; readonly script: boolean }): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<link rel="stylesheet" href="/api/reference/reference.css">
${page.script && html`<script src="/api/reference/reference.js" defer></script>`}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${page.body}
</body>
</html>
`.text;

/** A response for text that never changes while the server runs: tagged, kept for a short time. */
export const fixedResponse = (text: string, type: string): ((request: Request) => Response) => {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'content-type': type,
    etag,
    'cache-control': 'public, max-age=300',
    'content-security-policy': policy,
  };
  return (request) =>
    request.headers.get('if-none-match') === etag
      ? new Response(null, { status: 304, headers })
      : new Response(text, { headers });
};
