/** Definitions of routes, checked by their own schemas. */
import type { z } from 'zod';
import type { JsonRoute, StreamRoute } from './route.types.ts';

type Nothing = z.ZodType<Record<string, never>>;

/** A route that answers JSON; `kind` is filled in. */
export const defineRoute = <
  A extends z.ZodType,
  P extends z.ZodType = Nothing,
  S extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(
  route: Omit<JsonRoute<P, S, B, A>, 'kind'>,
): JsonRoute<P, S, B, A> => ({ kind: 'json', ...route });

/** A route that takes or gives streams. */
export const defineStream = <P extends z.ZodType = Nothing, S extends z.ZodType = Nothing>(
  route: Omit<StreamRoute<P, S>, 'kind'>,
): StreamRoute<P, S> => ({ kind: 'stream', ...route });
