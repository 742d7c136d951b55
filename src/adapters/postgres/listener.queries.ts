/** What the listening connection says. */
import type pg from 'pg';

const nameOf = (channel: string): string => {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(channel)) throw new TypeError(`“${channel}” is no name of a channel.`);
  return channel;
};

const lines = new WeakMap<pg.Client, Promise<unknown>>();

/** A connection is told one thing after the other. */
const say = async (client: pg.Client, text: string): Promise<void> => {
  const said = (lines.get(client) ?? Promise.resolve()).then(() => client.query(text));
  // Whoever said it hears what went wrong; the next one in line is not concerned.
  lines.set(
    client,
    said.catch(() => undefined),
  );
  await said;
};

/** Saying it twice is as good as once. */
export const hear = (client: pg.Client, channel: string): Promise<void> => say(client, `listen ${nameOf(channel)}`);

export const unhear = (client: pg.Client, channel: string): Promise<void> => say(client, `unlisten ${nameOf(channel)}`);

export const isThere = (client: pg.Client): Promise<void> => say(client, 'select 1');
