/** What one simulator said to one call. */
export interface Answer {
  readonly step: string;
  readonly operation: string;
  readonly output?: unknown;
  readonly error?: { readonly code: string; readonly status: number };
}

/** How moto's answer differs from the sandbox's. */
export type Kind =
  | 'moto accepts'
  | 'moto refuses'
  | 'moto crashes'
  | 'other error'
  | 'moto lacks it'
  | 'moto adds it'
  | 'other value';

export interface Difference {
  readonly operation: string;
  readonly step: string;
  /** Member of the output, `A.B[].C`; empty where one refuses what the other does. */
  readonly member: string;
  readonly kind: Kind;
}

/** Every difference between the answers to the same call. */
export function differences(moto: Answer, sandbox: Answer): readonly Difference[] {
  const { operation, step } = sandbox;
  const found = [...between(moto, sandbox)];
  const told = found.map(({ member, kind }) => ({ operation, step, member, kind }));
  return [...new Map(told.map((each) => [JSON.stringify(each), each])).values()];
}

type Found = Pick<Difference, 'member' | 'kind'>;

function* between(moto: Answer, sandbox: Answer): Generator<Found> {
  const codes = [moto.error?.code, sandbox.error?.code];
  if (moto.error === undefined && sandbox.error === undefined) {
    yield* members(moto.output, sandbox.output, '');
  } else if (codes[0] !== codes[1] || moto.error?.status !== sandbox.error?.status) {
    yield { member: '', kind: kindOf(moto, sandbox) };
  }
}

function kindOf(moto: Answer, sandbox: Answer): Kind {
  if (moto.error === undefined) return 'moto accepts';
  if (moto.error.status >= 500) return 'moto crashes';
  return sandbox.error === undefined ? 'moto refuses' : 'other error';
}

function* members(moto: unknown, sandbox: unknown, at: string): Generator<Found> {
  if (Array.isArray(moto) && Array.isArray(sandbox) && moto.length === sandbox.length) {
    for (const [index, item] of moto.entries()) yield* members(item, sandbox[index], `${at}[]`);
  } else if (isRecord(moto) && isRecord(sandbox)) {
    for (const name of new Set([...Object.keys(moto), ...Object.keys(sandbox)])) {
      const member = at === '' ? name : `${at}.${name}`;
      if (!Object.hasOwn(moto, name)) yield { member, kind: 'moto lacks it' };
      else if (!Object.hasOwn(sandbox, name)) yield { member, kind: 'moto adds it' };
      else yield* members(moto[name], sandbox[name], member);
    }
  } else if (JSON.stringify(moto) !== JSON.stringify(sandbox)) {
    yield { member: at, kind: 'other value' };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
