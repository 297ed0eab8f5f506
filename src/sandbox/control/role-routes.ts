import { z } from 'zod';
import type { Sts } from '../sts/service';
import { ControlError, read, type ControlRoutes } from './control-server';

const roleSchema = z.strictObject({ trustPolicy: z.record(z.string(), z.unknown()) });

/** Whom roles trust, and the end of their sessions, at the control port. */
export function roleRoutes(
  { sessions, trust }: Sts,
  accountOf: (query: URLSearchParams) => string,
): ControlRoutes {
  /** All accounts are meant where the query names none. */
  const named = (query: URLSearchParams): string | undefined =>
    query.has('account') ? accountOf(query) : undefined;
  return {
    'PUT /roles/:name': ({ names: [name = ''], query, body }) => {
      const { trustPolicy } = read(roleSchema, body);
      try {
        trust.set({ account: accountOf(query), name }, JSON.stringify(trustPolicy));
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new ControlError(400, `No trust policy that the sandbox understands:\n${why}`);
      }
    },
    'GET /sessions': ({ query }) => ({
      sessions: sessions.list(named(query)).map(({ accessKeyId, userArn, expiresAt }) => ({
        accessKeyId,
        arn: userArn,
        expires: new Date(expiresAt).toISOString(),
      })),
    }),
    'DELETE /sessions': ({ query }) => sessions.expire(named(query)),
  };
}
