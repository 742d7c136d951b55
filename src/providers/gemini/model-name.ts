/** Names of models stand in paths of the Gemini API, and people may type any. */
import { ownFailure, type VendorLine } from '../wire/wire.ts';

/** `name` when it is one a path can hold. Throws `provider-rejected`. */
export const modelName = (line: VendorLine, name: string): string => {
  if (/^[\w][\w.-]{0,199}$/.test(name)) return name;
  throw ownFailure('provider-rejected', line, `“${name.slice(0, 80)}” is no name of a model.`, { taken: 'no' });
};
