import { hasTool } from '../support/tools';
import { departures } from './departure';
import { judgeExchange } from './exchange-judge';
import { readWireLog, type Recorded } from './recorded';

/** Most violations that one message tells. */
const mostTold = 20;

/**
 * Throws when an exchange in a wire log breaks AWS's own models, with every rule that is broken once.
 * `tomorrow`: members and values of an AWS newer than the models, which a suite had the sandbox show. Without
 * Python, whose botocore holds the models, it says that nothing was judged.
 */
export function judgeWireLog(file: string, tomorrow: readonly string[] = []): void {
  if (!hasTool('python')) {
    process.stderr.write('NOT JUDGED: exchanges with the sandbox; Python with boto3 not set up\n');
    return;
  }
  const exchanges = readWireLog(file);
  const found = violations(exchanges, tomorrow);
  if (found.length === 0) return;
  const more = found.length > mostTold ? [`… and ${found.length - mostTold} more`] : [];
  throw new Error(
    [
      `${found.length} violations of AWS's service models in ${exchanges.length} exchanges with the sandbox:`,
      ...found.slice(0, mostTold),
      ...more,
    ].join('\n'),
  );
}

function violations(
  exchanges: readonly Recorded[],
  tomorrow: readonly string[],
): readonly string[] {
  const isExpected = (violation: string): boolean =>
    Object.hasOwn(departures, violation) ||
    tomorrow.some(
      (name) =>
        violation.endsWith(`: ${name} is no member that AWS knows`) ||
        violation.includes(`: "${name}" is none of `),
    );
  const found = exchanges.flatMap(judgeExchange).filter((violation) => !isExpected(violation));
  return [...new Set(found)];
}
