import type { Guard } from '../control/recording-door';
import type { EventLog } from '../event-log';
import { AwsError, type Call } from '../wire/operation';
import { rateOf } from './rates';
import { TokenBucket } from './token-bucket';

/** Refuses calls above the rate of their operation, which all callers of an account and region share. */
export function createThrottle(log: Pick<EventLog, 'write'>): Guard {
  const buckets = new Map<string, TokenBucket>();
  return ({ service, operation, caller }: Call) => {
    const rate = rateOf(service, operation);
    if (rate === undefined) return;
    const key = `${caller.account} ${caller.region} ${service} ${operation}`;
    const now = Date.now();
    const bucket = buckets.get(key) ?? new TokenBucket(rate, now);
    buckets.set(key, bucket);
    if (bucket.take(now)) return;
    if (service === 'sagemaker') {
      const what = `${operation} was refused above ${rate} a second: SageMaker publishes no rates`;
      log.write({ kind: 'undocumented', what });
    }
    throw throttled(service);
  };
}

/** CloudWatch keeps the name that it has in the query protocol. */
function throttled(service: string): AwsError {
  const code = service === 'monitoring' ? 'Throttling' : 'ThrottlingException';
  return new AwsError(code, 'Rate exceeded');
}
