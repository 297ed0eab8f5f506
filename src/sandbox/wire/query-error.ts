import type { AwsError } from './operation';

/**
 * Shape names of CloudWatch whose code in the query protocol differs (the `awsQueryError` trait of
 * its model), and of credentials that are refused. SDKs that moved from the query protocol still hand these codes to their users.
 */
const queryCodes: Readonly<Record<string, string>> = {
  ExpiredTokenException: 'ExpiredToken',
  InternalServiceFault: 'InternalServiceError',
  InvalidFormatFault: 'InvalidFormat',
  InvalidParameterCombinationException: 'InvalidParameterCombination',
  InvalidParameterValueException: 'InvalidParameterValue',
  LimitExceededFault: 'LimitExceeded',
  MissingRequiredParameterException: 'MissingParameter',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  SerializationException: 'MalformedInput',
  UnknownOperationException: 'InvalidAction',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ValidationException: 'ValidationError',
};

/** The code a caller of the query protocol sees for this error. */
export function queryCode(error: AwsError): string {
  return Object.hasOwn(queryCodes, error.code) ? queryCodes[error.code]! : error.code;
}

export function faultOf(error: AwsError): 'Sender' | 'Receiver' {
  return error.status < 500 ? 'Sender' : 'Receiver';
}

/**
 * For callers that set `x-amzn-query-mode: true`: the query code beside the modelled shape. An
 * unknown operation has no shape to stand beside; it keeps the name it has in the new protocols.
 */
export function queryErrorHeader(error: AwsError): Readonly<Record<string, string>> {
  if (error.code === 'UnknownOperationException') return {};
  return { 'x-amzn-query-error': `${queryCode(error)};${faultOf(error)}` };
}
