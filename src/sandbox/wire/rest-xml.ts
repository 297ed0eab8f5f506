import type { Exchange, WireRequest } from './exchange';
import { AwsError } from './operation';
import { s3Answer } from './s3-answer';
import { s3Input } from './s3-input';
import { s3Target } from './s3-route';
import { xmlElement } from './xml';

/** S3's REST-XML: everything signed for the service `s3`. */
export function restXml(request: WireRequest): Exchange | undefined {
  if (request.scope !== 's3') return undefined;
  const target = s3Target(request);
  return {
    service: 's3',
    operation: target.operation,
    input: () => s3Input(request, target),
    answer: (output, requestId) => s3Answer(target.operation, output, requestId),
    refuse: (error, requestId) => {
      const { code, message, status } = asS3Error(error);
      const detail = { Code: code, Message: message, RequestId: requestId };
      return {
        status,
        headers: {
          'content-type': 'application/xml',
          'x-amz-request-id': requestId,
          'x-amzn-requestid': requestId,
        },
        body: `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('Error', detail, 'flat')}`,
      };
    },
  };
}

/** S3 has words of its own for what the wire refuses before the service is asked. */
function asS3Error(error: AwsError): AwsError {
  switch (error.code) {
    case 'UnknownOperationException':
      return new AwsError('NotImplemented', 'The sandbox does not serve this S3 request.', 501);
    case 'MissingAuthenticationTokenException':
      return new AwsError('AccessDenied', 'Access Denied', 403);
    case 'RequestEntityTooLarge':
      return new AwsError('EntityTooLarge', error.message, 400);
    case 'ExpiredTokenException':
      return new AwsError('ExpiredToken', 'The provided token has expired.', 400);
    case 'UnrecognizedClientException':
      return new AwsError(
        'InvalidToken',
        'The provided token is malformed or otherwise invalid.',
        400,
      );
    case 'InternalFailure':
      return new AwsError('InternalError', error.message, 500);
    default:
      return error;
  }
}
