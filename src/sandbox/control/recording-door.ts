import type { EventLog } from '../event-log';
import { isRecord } from '../wire/exchange';
import type { Call, Door, Ending, Outcome } from '../wire/operation';
import { FaultError } from './ending';
import type { Faults } from './faults';

/** Refuses a call by throwing AwsError: a limit, or a policy. */
export type Guard = (call: Call) => void;

/** What an account has to do with its calls. */
export interface Recording {
  readonly log: EventLog;
  readonly guards: { readonly calls: readonly Guard[] };
}

/**
 * The door of the wire: the account's guards and then faults act at it, and every call is written to
 * the account's log with its outcome.
 */
export function createRecordingDoor(faults: Faults, accountOf: (call: Call) => Recording): Door {
  const acted = new Map<string, { readonly ids: readonly string[]; readonly ending?: Ending }>();
  return {
    before: async (call) => {
      for (const guard of accountOf(call).guards.calls) guard(call);
      try {
        acted.set(call.requestId, { ids: await faults.before(call) });
      } catch (cause) {
        if (cause instanceof FaultError) {
          acted.set(call.requestId, { ids: cause.faults, ending: cause.ending });
        }
        throw cause;
      }
    },
    after: async (call, outcome) => {
      const { log } = accountOf(call);
      const before = acted.get(call.requestId);
      acted.delete(call.requestId);
      if (before?.ending !== undefined && before.ending !== 'answer') {
        record(log, call, outcome, before.ids);
        return before.ending;
      }
      const { ids, ending } = faults.after(call, outcome);
      // Written before a hold: what took effect is on record while its answer is still withheld.
      record(log, call, outcome, [...(before?.ids ?? []), ...ids]);
      return await ending;
    },
  };
}

function record(log: EventLog, call: Call, outcome: Outcome, faults: readonly string[]): void {
  const { service, operation, input, caller, requestId } = call;
  log.write({
    kind: 'call',
    service,
    operation,
    input: withoutBytes(input),
    caller: caller.userArn,
    requestId,
    ok: outcome.ok,
    ...(!outcome.ok && { code: outcome.code, message: outcome.message }),
    ...(faults.length > 0 && { faults }),
  });
}

/** Payloads do not belong in a log; their size does. */
function withoutBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: value.length };
  if (value instanceof Date || !(isRecord(value) || Array.isArray(value))) return value;
  if (Array.isArray(value)) return value.map(withoutBytes);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutBytes(item)]));
}
