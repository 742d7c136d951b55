/** The three roles of the database (db/migrations/0001-ground.sql), by what they act for. */
export const roleNames = { person: 'workprint_app', studio: 'workprint_studio', signIn: 'workprint_auth' } as const;

export type RoleName = (typeof roleNames)[keyof typeof roleNames];
