/** Who may, in words: for the reference. */
import type { Access } from '../route.types.ts';

const places: Readonly<Record<string, string>> = { params: 'path', search: 'query', body: 'body' };

/** One or two sentences. */
export const accessInWords = (access: Access): string => {
  if (access.who === 'anyone') return 'Anyone, signed in or not.';
  const way = access.bySession ? 'Only a signed-in person, no key.' : `A key needs the scope \`${access.scope}\`.`;
  if (access.who === 'person') return `Everyone who is signed in, for what is theirs. ${way}`;
  const [part = '', field = ''] = access.at.split('.');
  const whose =
    access.role === 'owner'
      ? 'Owners'
      : access.role === 'editor'
        ? 'Editors and owners'
        : 'Viewers, editors and owners';
  const place = access.of === 'project' ? 'of the project' : `of the project of the ${access.of}`;
  return `${whose} ${place} that \`${field}\` in the ${places[part] ?? part} names. ${way}`;
};
