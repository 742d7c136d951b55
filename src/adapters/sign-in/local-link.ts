/** Links that sign one person in once: what a personal machine prints at its start, and what an operator hands to somebody locked out. */
import { randomBytes } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

export const linkLifetimeMs = 15 * 60_000;

/** Under what a link's token is kept; better-auth stores the SHA-256 of it. */
const identifierOf = (token: string): string => `link:${token}`;

/** A new link of a person: what to store, and the path to show. The token has 256 random bits. */
export const newLink = (personId: string) => {
  const token = randomBytes(32).toString('base64url');
  return {
    kept: { identifier: identifierOf(token), value: personId, expiresAt: new Date(Date.now() + linkLifetimeMs) },
    path: `/api/auth/local?token=${token}`,
  };
};

const overSentence =
  'This link was already used, or is older than 15 minutes. A new one is printed when the studio starts.';

/** GET /local?token=…: the session's cookie, then the studio's first page. */
export const localLink = () =>
  ({
    id: 'local-link',
    endpoints: {
      openLocalLink: createAuthEndpoint(
        '/local',
        { method: 'GET', query: z.object({ token: z.string().regex(/^[\w-]{43}$/) }), requireHeaders: true },
        async (ctx) => {
          const { internalAdapter } = ctx.context;
          // Taken and deleted in one step: of two who come with the same link one is signed in.
          const link = await internalAdapter.consumeVerificationValue(identifierOf(ctx.query.token));
          const user = link && (await internalAdapter.findUserById(link.value));
          if (!user) throw new APIError('GONE', { code: 'LINK_OVER', message: overSentence });
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(ctx, { session, user });
          throw ctx.redirect('/');
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
