/** What layout works on: items that take up time. */
import type { Clip } from '../draft.types.ts';
import type { Gap } from '../timeline.types.ts';

/** An item with a length; transitions have none of their own. */
export type Item = Clip | Gap;
