/** Every place of the database where something sealed lies. A new column of sealed text gets a line here, or a test fails. */
import { keyIdentity } from '../../features/provider-keys/provider-keys.ts';
import { secretIdentity } from '../../features/webhooks/webhooks.ts';

/** A sealed text in its row. */
export type SealedRow = {
  readonly id: string;
  readonly sealed: string;
  /** Other columns of the row, by their names. */
  readonly facts: Readonly<Record<string, string>>;
};

export type SealedPlace = {
  readonly table: string;
  readonly column: string;
  /** Other columns of the row to which its text is sealed. */
  readonly facts: readonly string[];
  /** Whose form it has: the studio's own (identity: what it is sealed to), or better-auth's. */
  readonly by: { readonly identity: (row: SealedRow) => string } | 'sign-in';
};

const ofWebhook = ({ id }: SealedRow): string => secretIdentity(id);

export const sealedPlaces: readonly SealedPlace[] = [
  {
    ...{ table: 'provider_keys', column: 'sealed', facts: ['person_id', 'provider'] },
    by: {
      identity: ({ id, facts: { person_id: personId = '', provider = '' } }) => keyIdentity({ id, personId, provider }),
    },
  },
  { table: 'webhooks', column: 'secret_sealed', facts: [], by: { identity: ofWebhook } },
  { table: 'webhooks', column: 'former_secret_sealed', facts: [], by: { identity: ofWebhook } },
  { table: 'logins', column: 'access_token', facts: [], by: 'sign-in' },
  { table: 'logins', column: 'refresh_token', facts: [], by: 'sign-in' },
];
