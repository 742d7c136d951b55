/** Text that can be kept: PostgreSQL holds no NUL and no half of a character, so neither gets in anywhere. */
import { RequestRefused } from './problem.ts';

const refuse = (path: string): never => {
  const message = 'this text holds a NUL or half a character';
  throw new RequestRefused('request-invalid', `${path}: ${message}.`, { problems: [{ path, message }] });
};

const isKeepable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Looks at every text of a parsed value, names of fields included. Throws `request-invalid`. */
export const refuseUnkeepable = (value: unknown, path = ''): void => {
  if (typeof value === 'string') {
    if (!isKeepable(value)) refuse(path || '(body)');
  } else if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) refuseUnkeepable(one, `${path}[${at}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      if (!isKeepable(name)) refuse(path || '(body)');
      refuseUnkeepable(one, path ? `${path}.${name}` : name);
    }
  }
};
