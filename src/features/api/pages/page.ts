/** The frame of every page of ours, and the policy it is shown under: nothing but its own style and script, from here. */
import { isKnown, tagOf } from '../json-response.ts';
import { pack, packingFor } from '../packing.ts';
import { type Html, html } from './html.ts';

/** Files of the pages, by the name under which they are asked for below `/api/reference/`. */
export type PageAssets = { readonly style: string; readonly script: string };

/** A frame of film. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#a63d16"/><g fill="#fff"><rect x="9" y="8" width="14" height="16" rx="2"/><rect x="4.5" y="8" width="2" height="3"/><rect x="4.5" y="14.5" width="2" height="3"/><rect x="4.5" y="21" width="2" height="3"/><rect x="25.5" y="8" width="2" height="3"/><rect x="25.5" y="14.5" width="2" height="3"/><rect x="25.5" y="21" width="2" height="3"/></g></svg>';

/** What a page may load and do. */
export const pagePolicy = [
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
<link rel="icon" type="image/svg+xml" href="/api/reference/icon.svg">
<link rel="stylesheet" href="/api/reference/reference.css">
${page.script && html`<script src="/api/reference/reference.js" defer></script>`}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${page.body}
</body>
</html>
`.text;

/** A response for text that never changes while the server runs: tagged, packed once, kept for a short time. */
export const fixedResponse = (text: string, type: string): ((request: Request) => Promise<Response>) => {
  const etag = tagOf(text);
  const headers = {
    'content-type': type,
    etag,
    vary: 'accept-encoding',
    'cache-control': 'public, max-age=300',
    'content-security-policy': pagePolicy,
  };
  const packed = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return async (request) => {
    if (isKnown(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
    const packing = packingFor(request.headers.get('accept-encoding'));
    if (!packing) return new Response(text, { headers });
    const bytes = packed.get(packing) ?? pack(packing, text);
    packed.set(packing, bytes);
    return new Response(await bytes, { headers: { ...headers, 'content-encoding': packing } });
  };
};
