import type http from 'node:http';

/** An answer of the data plane that is not a prediction. */
export interface RuntimeError {
  readonly status: number;
  readonly code: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export function validationError(message: string): RuntimeError {
  return { status: 400, code: 'ValidationError', body: { message } };
}

export function unavailable(message: string): RuntimeError {
  return { status: 503, code: 'ServiceUnavailable', body: { message } };
}

/** How AWS answers whatever a container did that is no success; `status` 0 means no answer at all. */
export function modelError(container: {
  readonly status: number;
  readonly text: string;
  readonly endpoint: string;
  readonly account: string;
  readonly region: string;
}): RuntimeError {
  const { status, text, endpoint, account, region } = container;
  const whose = status >= 400 && status < 500 ? 'client' : 'server';
  const logs = `/aws/sagemaker/Endpoints/${endpoint}`;
  return {
    status: 424,
    code: 'ModelError',
    body: {
      message: `Received ${whose} error (${status}) from primary with message "${text}". See ${logs} in account ${account} for more information.`,
      OriginalStatusCode: status,
      OriginalMessage: text,
      LogStreamArn: `arn:aws:logs:${region}:${account}:log-group:${logs}`,
    },
  };
}

/** Writes an error as the REST-JSON protocol does. */
export function sendError(
  response: http.ServerResponse,
  { status, code, body }: RuntimeError,
  headers: Readonly<Record<string, string>>,
): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'x-amzn-errortype': code,
    ...headers,
  });
  response.end(text);
}
