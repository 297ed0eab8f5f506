import { randomUUID } from 'node:crypto';
import type { EventLog } from '../event-log';
import { sandboxRegion } from '../sagemaker/names';
import { AwsError, type Call } from '../wire/operation';

const roleName = 'AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint';

/** The service-linked role that Application Auto Scaling assumes for endpoint variants. */
export function serviceRoleArn(account: string): string {
  return `arn:aws:iam::${account}:role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/${roleName}`;
}

/** What Application Auto Scaling itself calls; the log names its role as the caller. */
export type ServiceRole = <Output>(
  order: Pick<Call, 'service' | 'operation' | 'input'>,
  act: (call: Call) => Output,
) => Output;

/** Calls of the role do not come over the wire: no fault stands in their way. */
export function createServiceRole(log: Pick<EventLog, 'write'>, account: string): ServiceRole {
  const userArn = `arn:aws:sts::${account}:assumed-role/${roleName}/AutoScaling`;
  const caller = {
    accessKeyId: 'SANDBOXAUTOSCALING',
    account,
    region: sandboxRegion,
    userArn,
  };
  return (order, act) => {
    const call: Call = { ...order, caller, requestId: randomUUID() };
    const line = { kind: 'call', ...order, caller: userArn, requestId: call.requestId } as const;
    try {
      const output = act(call);
      log.write({ ...line, ok: true });
      return output;
    } catch (cause) {
      const code = cause instanceof AwsError ? cause.code : 'InternalFailure';
      const message = cause instanceof Error ? cause.message : String(cause);
      log.write({ ...line, ok: false, code, message });
      throw cause;
    }
  };
}
