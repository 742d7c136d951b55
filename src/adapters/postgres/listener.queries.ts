/** What the listening connection says. */
import type pg from 'pg';

const nameOf = (channel: string): string => {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(channel)) throw new TypeError(`“${channel}” is no name of a channel.`);
  return channel;
};

/** Saying it twice is as good as once. */
export const hear = async (client: pg.Client, channel: string): Promise<void> => {
  await client.query(`listen ${nameOf(channel)}`);
};

export const unhear = async (client: pg.Client, channel: string): Promise<void> => {
  await client.query(`unlisten ${nameOf(channel)}`);
};

export const isThere = async (client: pg.Client): Promise<void> => {
  await client.query('select 1');
};
