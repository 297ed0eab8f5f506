import type { Reply } from './exchange';
import type { AwsError } from './operation';

/** An error as the REST-JSON services (SageMaker Runtime) write it. */
export function restJsonError(error: AwsError, requestId: string): Reply {
  return {
    status: error.status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': error.code,
      'x-amzn-requestid': requestId,
    },
    body: JSON.stringify({ message: error.message }),
  };
}
