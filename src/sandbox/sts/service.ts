import type { StatePart } from '../state/state-part';
import type { Service } from '../wire/operation';
import { assumeRole } from './assume-role';
import { Sessions, type Session } from './sessions';
import { Trust } from './trust';

export interface Sts {
  readonly service: Service;
  readonly sessions: Sessions;
  readonly trust: Trust;
  readonly state: StatePart<StsRecord>;
}

interface StsRecord {
  readonly sessions: ReadonlyMap<string, Session>;
  readonly trust: ReadonlyMap<string, string>;
}

/** STS of all accounts: who the caller is, and sessions of roles. */
export function createStsService(clock: { now(): number } = Date): Sts {
  const sessions = new Sessions(clock);
  const trust = new Trust();
  const service: Service = {
    GetCallerIdentity: (_input, { caller }) => ({
      UserId: caller.principalId ?? caller.accessKeyId,
      Account: caller.account,
      Arn: caller.userArn,
    }),
    AssumeRole: (input: Parameters<typeof assumeRole>[1], call) =>
      assumeRole({ sessions, trust }, input, call),
  };
  const state: StatePart<StsRecord> = {
    snapshot: () => ({ sessions: sessions.snapshot(), trust: trust.snapshot() }),
    restore: (kept) => {
      sessions.restore(kept.sessions);
      trust.restore(kept.trust);
    },
  };
  return { service, sessions, trust, state };
}
