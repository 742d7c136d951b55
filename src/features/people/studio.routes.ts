/** `/studio/sign-in`: what a sign-in page must know, and the switch that closes the studio to new people. */
import { z } from 'zod';
import type { SignInOptions } from '../../ports/sign-in.ts';
import { defineRoute, RequestRefused, type Route } from '../api/api.ts';
import { writeAudit } from './audit.ts';
import { setSignUp } from './studio.queries.ts';

const answer = z.object({ isSignUpOpen: z.boolean(), providers: z.array(z.enum(['google', 'github'])) });

export const studioRoutes = ({ options }: { readonly options: () => Promise<SignInOptions> }): readonly Route[] => {
  const read = async () => {
    const { isSignUpOpen, providers } = await options();
    return { isSignUpOpen, providers: [...providers] };
  };
  return [
    defineRoute({
      ...{ method: 'get', path: '/studio/sign-in', tag: 'account', summary: 'How people may sign in here' },
      access: { who: 'anyone' },
      answer,
      handle: read,
    }),
    defineRoute({
      ...{ method: 'put', path: '/studio/sign-in', tag: 'account', summary: 'Open or close the studio to new people' },
      description: 'For the local owner of a personal machine. Elsewhere the operator sets WORKPRINT_SIGN_UP.',
      access: { who: 'person', scope: 'manage', bySession: true },
      body: z.strictObject({ isSignUpOpen: z.boolean() }),
      answer,
      handle: async (call, query) => {
        if (!(await setSignUp(query, call.body.isSignUpOpen)))
          throw new RequestRefused(
            'forbidden',
            'Only the local owner of this machine may; an operator sets WORKPRINT_SIGN_UP instead.',
          );
        await writeAudit(query, call, {
          ...{ action: 'sign-up-changed', subject: 'studio', detail: { isSignUpOpen: call.body.isSignUpOpen } },
        });
        return { ...(await read()), isSignUpOpen: call.body.isSignUpOpen };
      },
      // Read again once it is committed: WORKPRINT_SIGN_UP may say otherwise.
      afterwards: read,
    }),
  ];
};
