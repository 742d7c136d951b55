/** What stands at the address of a studio that has no web app yet: where to go. */
import { html } from './html.ts';
import { pageOf } from './page.ts';

export const landingPage = (version: string): string =>
  pageOf({
    title: 'Workprint',
    script: false,
    body: html`<main id="content" class="narrow" tabindex="-1"><h1>Workprint</h1>
<p>This studio is running, version ${version}. It has an API and no pages of its own yet: whoever came here by the link of a first start is signed in now, and this browser may ask it everything.</p>
<ul><li><a href="/api/reference">The reference of the API</a>, with an example for every request</li>
<li><a href="/api/v1/me">Who you are</a> and <a href="/api/v1/projects">your projects</a>, as the API tells them</li>
<li><a href="/health">How the studio is</a></li>
<li><a href="/api/errors">What an error means</a></li></ul></main>`,
  });
