/** Settings from the environment, as the server will read them. */
import { WorkprintError } from '../../domain/errors.ts';
import { type Configuration, readConfiguration, settings } from '../settings/settings.ts';
import type { MachineCheck } from './machine-check.ts';

/** The row, and the configuration when there is one. No value is shown. */
export const checkSettings = (
  environment: Readonly<Record<string, string | undefined>>,
): { readonly check: MachineCheck; readonly configuration: Configuration | undefined } => {
  const name = 'Settings';
  try {
    const configuration = readConfiguration(environment);
    const given = Object.keys(settings).filter((each) => environment[each]?.trim());
    const found = given.length === 0 ? 'none set, none needed' : given.join(', ');
    return { check: { name, state: 'ok', found }, configuration };
  } catch (error) {
    if (!(error instanceof WorkprintError)) throw error;
    const check: MachineCheck = {
      name,
      state: 'weak',
      found: 'the studio server would not start',
      advice: error.message,
    };
    return { check, configuration: undefined };
  }
};
