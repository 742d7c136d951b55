/** Which assets of the library a timeline names, so that nobody deletes them by accident. */
import type { Query } from '../../ports/database.ts';
import { findAssets, replaceUses } from '../library/library.ts';
import type { Contents, Json } from './contents.ts';

const named = /^asset:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** More than a timeline has clips; beyond it a document is not looked through any further. */
const mostAssets = 10_000;

/** Ids behind `asset:` anywhere in a value, each once. */
export const assetIdsIn = (value: Json): ReadonlySet<string> => {
  const ids = new Set<string>();
  const line: Json[] = [value];
  for (let next = line.pop(); next !== undefined && ids.size < mostAssets; next = line.pop()) {
    const id = typeof next === 'string' ? named.exec(next)?.[1] : undefined;
    if (id) ids.add(id.toLowerCase());
    else if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next)) line.push(inner as Json);
  }
  return ids;
};

/** Writes down which assets a document uses now, in the transaction that stores it. A script uses none. */
export const noteAssetsUsed = async (
  query: Query,
  document: { readonly id: string; readonly projectId: string },
  contents: Contents,
): Promise<void> => {
  if (!('timeline' in contents)) return;
  const found = await findAssets(query, document.projectId, [...assetIdsIn(contents.timeline)]);
  await replaceUses(query, { projectId: document.projectId, userKind: 'document', userId: document.id }, [
    ...found.keys(),
  ]);
};
