import { createHash, randomBytes } from 'node:crypto';
import { userOf, type Credential } from '../wire/caller';
import { AwsError, type Caller } from '../wire/operation';
import type { Role } from './role';

/** Temporary credentials of a role in somebody's hands. */
export interface Session {
  readonly accessKeyId: string;
  readonly sessionToken: string;
  readonly account: string;
  /** ARN of the role. */
  readonly role: string;
  readonly userArn: string;
  readonly principalId: string;
  /** ms */
  expiresAt: number;
}

/** Temporary keys of AWS begin with ASIA; no other key is taken for one of ours. */
const keyPrefix = 'ASIASANDBOX';

/** An expired session is remembered for this long, ms: then its key is one that nobody knows. */
const rememberedMs = 24 * 3_600_000;

/** The sessions that were issued, and who calls with which key. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  constructor(private readonly clock: { now(): number } = Date) {}

  /** A new session of a role, under a name, for a time, s. */
  issue({ account, name, arn }: Role, sessionName: string, seconds: number): Session {
    const now = this.clock.now();
    for (const [key, { expiresAt }] of this.#sessions) {
      if (expiresAt + rememberedMs < now) this.#sessions.delete(key);
    }
    const session: Session = {
      accessKeyId: `${keyPrefix}${letters(9)}`,
      sessionToken: randomBytes(96).toString('base64'),
      account,
      role: arn,
      userArn: `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`,
      principalId: `${roleId(arn)}:${sessionName}`,
      expiresAt: now + seconds * 1000,
    };
    this.#sessions.set(session.accessKeyId, session);
    return session;
  }

  /** Who calls; throws AwsError for a session that is over, or that was never issued with this token. */
  identify(credential: Credential): Caller {
    const { accessKeyId, region, sessionToken } = credential;
    if (!accessKeyId.startsWith(keyPrefix)) return userOf(credential);
    const session = this.#sessions.get(accessKeyId);
    if (session === undefined || session.sessionToken !== sessionToken) throw invalidToken();
    if (session.expiresAt <= this.clock.now()) throw expiredToken();
    const { account, userArn, principalId, role } = session;
    return { accessKeyId, account, region, userArn, principalId, role };
  }

  /** Those that are not over, of one account where it is named. */
  list(account?: string): readonly Session[] {
    const now = this.clock.now();
    return [...this.#sessions.values()].filter(
      (session) => session.expiresAt > now && (account ?? session.account) === session.account,
    );
  }

  /** Lets the time of sessions be over now. */
  expire(account?: string): void {
    for (const session of this.list(account)) session.expiresAt = this.clock.now();
  }

  snapshot(): ReadonlyMap<string, Session> {
    return this.#sessions;
  }

  restore(sessions: ReadonlyMap<string, Session>): void {
    for (const [key, session] of sessions) this.#sessions.set(key, session);
  }
}

/** The same role has the same id; AWS gives roles ids that begin with AROA. */
function roleId(arn: string): string {
  return `AROA${base32(createHash('sha256').update(arn).digest()).slice(0, 17)}`;
}

const letters = (count: number): string => base32(randomBytes(count)).slice(0, count);

/** A letter or digit a byte. */
function base32(bytes: Buffer): string {
  return [...bytes].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('');
}

function invalidToken(): AwsError {
  const message = 'The security token included in the request is invalid.';
  return new AwsError('UnrecognizedClientException', message, 403);
}

function expiredToken(): AwsError {
  const message = 'The security token included in the request is expired';
  return new AwsError('ExpiredTokenException', message, 403);
}
