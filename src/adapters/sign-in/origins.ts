/**
 * Whether a request comes from a page of ours (CSRF). Browsers say the page's origin with everything that is not a plain navigation, and
 * no page can make them lie. A program sends none: it has the cookie because it signed in itself.
 */

/** `ours`: the studio's public address, if it has one, and the sites that may use the API. Without a public address it is the host asked for. */
export const isFromOurPages = (
  headers: Headers,
  ours: { readonly publicUrl: string | undefined; readonly others: readonly string[] },
): boolean => {
  const origin = headers.get('origin');
  if (origin === null) {
    // No origin: a navigation, a picture, a program. Of these only a page of another site says `cross-site`, and it may only navigate here.
    return headers.get('sec-fetch-site') !== 'cross-site' || headers.get('sec-fetch-mode') === 'navigate';
  }
  if (ours.others.includes(origin)) return true;
  if (ours.publicUrl !== undefined) return origin === ours.publicUrl;
  const host = URL.parse(origin)?.host;
  return host !== undefined && host !== '' && host === headers.get('host');
};
