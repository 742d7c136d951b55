/** A provider as docs/providers.md shows it. */
import { askTypes } from '../../../src/domain/generation/ask.types.ts';
import type { ProviderKind } from '../../../src/ports/provider.ts';

const nobody = async (): Promise<Response> => {
  throw new Error('Nobody is asked what a provider makes.');
};

/** A row: names, what it makes, its key, where it stands, whether anybody tried it with a key. */
export const rowOf = (kind: ProviderKind): string => {
  const { makers } = kind.open({ key: undefined, baseUrl: kind.baseUrl, fetch: nobody });
  const others = Object.entries(kind.aliases).map(([name, { model }]) => (model ? `${name} (${model})` : name));
  const setting = `WORKPRINT_${kind.name.toUpperCase().replaceAll('-', '_')}_BASE_URL`;
  const variables = kind.keyVariables.map((name) => `\`${name}\``).join(', ');
  const key = kind.keyPage ? `[${variables}](${kind.keyPage})` : variables;
  const cells = [
    `\`${kind.name}\`${others.length > 0 ? `; also ${others.join(', ')}` : ''}`,
    askTypes.filter((type) => makers[type]).join(' '),
    `${key}${kind.needsKey === 'optional' ? ', if it wants one' : ''}`,
    `${kind.baseUrl} · \`${setting}\``,
    kind.verifiedLive || 'not yet',
  ];
  return `| ${cells.join(' | ')} |`;
};
