/** The reference page's own script: finding routes while typing, copying examples, showing where one is. The page is whole without it. */

const find = document.querySelector<HTMLInputElement>('#find');
const found = document.querySelector<HTMLElement>('#found');
const articles = [...document.querySelectorAll<HTMLElement>('article.operation')];
const sections = [...document.querySelectorAll<HTMLElement>('main section.tag, nav section')];
const entryOf = new Map(
  [...document.querySelectorAll<HTMLElement>('nav li[data-for]')].map((entry) => [entry.dataset['for'] ?? '', entry]),
);

/** Shows the routes that hold every word. */
const filter = (): void => {
  const words = (find?.value ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const article of articles) {
    const fits = words.every((word) => article.dataset['words']?.includes(word));
    article.hidden = !fits;
    const entry = entryOf.get(article.id);
    if (entry) entry.hidden = !fits;
    if (fits) count++;
  }
  for (const section of sections)
    section.hidden = section.querySelector('article:not([hidden]), li[data-for]:not([hidden])') === null;
  if (found) found.textContent = count === 1 ? '1 route' : `${count} routes`;
};

const open = (): void => {
  const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
  if (target?.hidden && find) {
    find.value = '';
    filter();
    target.scrollIntoView();
  }
};

find?.addEventListener('input', () => {
  filter();
  scrollTo(0, 0);
});
addEventListener('hashchange', open);
addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    find?.focus();
  }
  if (event.key === 'Escape' && isTyping && find) {
    find.value = '';
    filter();
  }
  if (event.key === 'Enter' && isTyping) {
    const first = articles.find((article) => !article.hidden);
    if (first) location.hash = first.id;
  }
});

/** A button beside every example. */
for (const example of document.querySelectorAll<HTMLElement>('figure.call')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', () => {
    const text = example.querySelector('code')?.textContent ?? '';
    navigator.clipboard.writeText(text).then(
      () => {
        button.textContent = 'Copied';
      },
      () => {
        button.textContent = 'Select and copy by hand';
      },
    );
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  });
  example.querySelector('figcaption')?.append(button);
}

/** The entry of what is being read is marked in the list. */
const watcher = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) {
      const link = entryOf.get(target.id)?.querySelector('a');
      if (isIntersecting) link?.setAttribute('aria-current', 'true');
      else link?.removeAttribute('aria-current');
    }
  },
  { rootMargin: '-20% 0px -70% 0px' },
);
for (const article of articles) watcher.observe(article);

// A browser keeps what was typed when one comes back to the page.
filter();
