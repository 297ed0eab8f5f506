import type { RecentCall } from './recent';

export interface CallView {
  /** ms */
  readonly at: number;
  readonly service: string;
  readonly operation: string;
  /** What it was about: the first name in its input. */
  readonly about: string;
  readonly by: string;
  readonly ok: boolean;
  /** AWS's error and its text; empty where the call was good. */
  readonly error: string;
  readonly faults: readonly string[];
}

/** One call in a line. */
export function callView(call: RecentCall): CallView {
  const { at, service, operation, input, caller, ok, code, message, faults = [] } = call;
  return {
    at,
    service,
    operation,
    about: aboutOf(input),
    by: caller.split('/').at(-1) ?? caller,
    ok,
    error: ok ? '' : `${code}: ${message}`,
    faults,
  };
}

function aboutOf(input: unknown): string {
  const members = Object.entries((input ?? {}) as Record<string, unknown>);
  const text = members.find(
    ([name, value]) => typeof value === 'string' && /(Name|Arn|Key|Id)$/.test(name),
  )?.[1];
  const list = members.find(([, value]) => Array.isArray(value) && typeof value[0] === 'string');
  const first = (list?.[1] as readonly string[] | undefined)?.[0];
  return withoutAccount(typeof text === 'string' ? text : (first ?? ''));
}

/** All ARNs begin alike; what tells them apart is their end. */
const withoutAccount = (name: string): string => name.replace(/^arn:(?:[^:]*:){4}/, '');
