/** Where an order stands in what a person sends: every part of a script, of two formats, and of the request around it. */

/** What is sent to POST /films; `script` may be Fountain or FDX. */
export type HostileFilm = {
  readonly script: string;
  readonly name?: string;
  readonly cast?: unknown;
  readonly style?: string;
  readonly voice?: string;
  /** Of the stills; default a real one. */
  readonly stillModel?: string;
};

type Parts = Partial<
  Record<
    | 'title'
    | 'heading'
    | 'action'
    | 'name'
    | 'parenthetical'
    | 'line'
    | 'note'
    | 'cut'
    | 'synopsis'
    | 'section'
    | 'lyric'
    | 'transition',
    string
  >
>;

const fountain = (parts: Parts): string => `Title: ${parts.title ?? 'Rain'}
Author: ${parts.title ?? 'Somebody'}
Notes: ${parts.title ?? 'none'}

# ${parts.section ?? 'One'}

= ${parts.synopsis ?? 'They wait.'}

.INT. ${parts.heading ?? 'KITCHEN'} - NIGHT

MARA (40) sits at the table. ${parts.action ?? ''} [[${parts.note ?? 'a note'}]]

/* ${parts.cut ?? 'cut'} */

@${parts.name ?? 'MARA'}
(${parts.parenthetical ?? 'quietly'})
${parts.line ?? 'The mail gets through.'}

~${parts.lyric ?? 'La la la'}

> ${parts.transition ?? 'CUT TO:'}
`;

const xml = (text: string): string =>
  text.replace(/[<>&"']/g, (one) => `&#${one.charCodeAt(0)};`).replace(/[\u0000-\u001f\u202e\u2066]/g, ' ');

const fdx = (
  head: string,
  attribute: string,
  note: string,
  line: string,
): string => `<?xml version="1.0" encoding="UTF-8"?>
${head}<FinalDraft DocumentType="Script" Template="No" Version="5" X="${attribute}">
<Content>
<Paragraph Type="Scene Heading" Number="${attribute}"><SceneProperties Title="${attribute}"/><Text>INT. KITCHEN - NIGHT</Text></Paragraph>
<Paragraph Type="Action"><ScriptNote Name="${attribute}"><Paragraph><Text>${note}</Text></Paragraph></ScriptNote><Text Font="${attribute}">MARA sits at the table.</Text></Paragraph>
<Paragraph Type="Character"><Text>MARA</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>${line}</Text></Paragraph>
</Content></FinalDraft>
`;

/** A name in Fountain stands on one line and holds no brackets of its own. */
const asName = (text: string): string =>
  text
    .replace(/[()^\n]/g, ' ')
    .slice(0, 120)
    .toWellFormed();

export type Place = { readonly name: string; readonly film: (order: string, secretPath: string) => HostileFilm };

const ofScript = (name: string, parts: (order: string) => Parts): Place => ({
  name,
  film: (order) => ({ script: fountain(parts(order)) }),
});

export const places: readonly Place[] = [
  ofScript('the action', (action) => ({ action })),
  ofScript('a line', (line) => ({ line })),
  ofScript('a parenthetical', (parenthetical) => ({ parenthetical: parenthetical.replace(/[()]/g, ' ') })),
  ofScript('the name of a character', (name) => ({ name: asName(name) })),
  ofScript('a scene heading', (heading) => ({ heading })),
  ofScript('a note', (note) => ({ note })),
  ofScript('what was cut out', (cut) => ({ cut: cut.replaceAll('*/', '* /') })),
  ofScript('the title page', (title) => ({ title })),
  ofScript('a synopsis and a section', (order) => ({ synopsis: order, section: order })),
  ofScript('a lyric and a transition', (order) => ({
    lyric: order,
    transition: `${order.slice(0, 80).toWellFormed()} TO:`,
  })),
  { name: 'attributes of FDX', film: (order) => ({ script: fdx('', xml(order), 'a note', 'The mail gets through.') }) },
  { name: 'notes and lines of FDX', film: (order) => ({ script: fdx('', 'x', xml(order), xml(order)) }) },
  {
    name: 'entities of FDX',
    film: (order, secretPath) => ({
      script: fdx(
        `<!DOCTYPE FinalDraft [<!ENTITY file SYSTEM "file://${secretPath}"><!ENTITY order "${xml(order)}">]>`,
        'x',
        '&file; &order;',
        'The mail &file; gets through.',
      ),
    }),
  },
  {
    name: 'the name of the film',
    film: (order) => ({ script: fountain({}), name: order.slice(0, 190).toWellFormed() }),
  },
  {
    name: 'a path as the name',
    film: () => ({ script: fountain({}), name: '../../../../tmp/\r\ncontent-type: text/html\r\n\r\n' }),
  },
  {
    name: 'the name of a voice',
    film: (order) => ({ script: fountain({}), voice: order.slice(0, 290).toWellFormed() }),
  },
  {
    name: 'the style of pictures',
    film: (order) => ({ script: fountain({}), style: order.slice(0, 290).toWellFormed() }),
  },
  {
    name: 'the cast file',
    film: (order) => ({
      script: fountain({}),
      cast: { characters: { MARA: { description: [order.slice(0, 78).toWellFormed()] } } },
    }),
  },
  {
    name: 'the name of a model',
    film: (order) => ({ script: fountain({}), stillModel: `openai/${order.slice(0, 200).toWellFormed()}` }),
  },
];

/** All of a script's places at once. */
export const everywhere = (order: string): HostileFilm => ({
  script: fountain({
    ...{ title: order, section: order, synopsis: order, heading: order, action: order, note: order, lyric: order },
    ...{
      cut: order.replaceAll('*/', '* /'),
      parenthetical: order.replace(/[()]/g, ' '),
      line: order,
      name: asName(order),
    },
  }),
  name: order.slice(0, 190).toWellFormed(),
  style: order.slice(0, 290).toWellFormed(),
});
