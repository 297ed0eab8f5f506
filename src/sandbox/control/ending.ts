import type { Breakage } from '../wire/broken-answer';
import { AwsError, type Ending, type Outcome } from '../wire/operation';
import { altered } from './altered-answer';
import { messageOf, statusOf, type CallFault } from './fault';

const breakages: readonly Breakage[] = ['drop', 'reset', 'truncate', 'html'];

function breakageOf({ action }: CallFault): Breakage | undefined {
  return breakages.find((breakage) => breakage === action);
}

/** What becomes of the answer to a call that has been performed; `past` knows what was answered before. */
export function endingOf(
  orders: readonly CallFault[],
  outcome: Outcome,
  past: (secondsAgo: number) => Outcome | undefined,
): Ending {
  let shown = outcome;
  for (const order of orders) {
    const breakage = breakageOf(order);
    if (breakage !== undefined) return breakage;
    if (order.action === 'stale') shown = past(order.seconds) ?? shown;
    if (order.action === 'alter' && shown.ok) {
      shown = { ok: true, output: altered(shown.output, order.set) };
    }
    if (order.action === 'fail') {
      shown = {
        ok: false,
        code: order.code,
        message: messageOf(order),
        status: statusOf(order),
      };
    }
  }
  return shown === outcome ? 'answer' : shown;
}

/** What a fault answers instead of letting the call take effect; the log says so. */
export class FaultError extends AwsError {
  /** What is answered, or how the answer breaks, where it is no error of AWS. */
  readonly ending: Ending;

  constructor(
    order: CallFault,
    /** Ids of all that acted on the call. */
    readonly faults: readonly string[],
  ) {
    const isMadeUp = order.action === 'alter';
    const message = isMadeUp ? 'It never took effect; its answer is made up.' : messageOf(order);
    super(order.code, message, statusOf(order));
    this.ending = isMadeUp ? { ok: true, output: order.set } : (breakageOf(order) ?? 'answer');
  }
}
