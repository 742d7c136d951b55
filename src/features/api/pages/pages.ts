/** What the API says of itself, mounted: the document, the reference, a page for each error. Made once when the server starts. */
import { type ErrorCode, errorTable } from '../../../domain/errors.ts';
import type { Mount } from '../mount.types.ts';
import type { OpenApi } from '../openapi/openapi.types.ts';
import { notFound } from '../problem.ts';
import { errorList, errorPage } from './error-page.ts';
import { landingPage } from './landing-page.ts';
import { fixedResponse, icon, type PageAssets } from './page.ts';
import { referencePage } from './reference-page.ts';

const page = 'text/html; charset=utf-8';

const fixed = (path: string, text: string, type: string): Mount => {
  const answer = fixedResponse(text, type);
  return { path, methods: ['GET'], handle: ({ request }) => answer(request) };
};

const isCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);

/** `errorTexts`: docs/errors by code, in Markdown. */
export const referenceMounts = (
  document: OpenApi,
  assets: PageAssets,
  errorTexts: ReadonlyMap<string, string>,
): readonly Mount[] => {
  const json = JSON.stringify(document);
  const errors = new Map(
    [...errorTexts].flatMap(([code, text]) =>
      isCode(code) ? [[code, fixedResponse(errorPage(code, text), page)] as const] : [],
    ),
  );
  return [
    fixed('/', landingPage(document.info.version), page),
    fixed('/api/v1/openapi.json', json, 'application/json'),
    fixed('/api/openapi.json', json, 'application/json'),
    fixed('/api/reference', referencePage(document), page),
    fixed('/api/reference/reference.css', assets.style, 'text/css; charset=utf-8'),
    fixed('/api/reference/reference.js', assets.script, 'text/javascript; charset=utf-8'),
    fixed('/api/reference/icon.svg', icon, 'image/svg+xml'),
    fixed('/api/errors', errorList(errorTexts), page),
    {
      path: '/api/errors/:code',
      methods: ['GET'],
      handle: ({ request, params }) => {
        const answer = errors.get(params['code'] as ErrorCode);
        if (!answer) throw notFound('error');
        return answer(request);
      },
    },
    ...['/api', '/api/v1'].map((path) => ({
      path,
      methods: ['GET'] as const,
      handle: () => new Response(null, { status: 302, headers: { location: '/api/reference' } }),
    })),
  ];
};
