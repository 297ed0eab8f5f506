import http from 'node:http';

/** What the callers of many requests saw. */
export interface Answered {
  readonly byStatus: Readonly<Record<string, number>>;
  /** By the variant that AWS's header names; `none` where no variant answered. */
  readonly byVariant: Readonly<Record<string, number>>;
}

/** Sends InvokeEndpoint as often as asked, so many at once; by plain HTTP, which costs a tenth of an SDK's call. */
export async function invokeMany(
  endpointUrl: string,
  endpoint: string,
  { total, atOnce }: { readonly total: number; readonly atOnce: number },
): Promise<Answered> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const byStatus: Record<string, number> = {};
  const byVariant: Record<string, number> = {};
  let sent = 0;
  const sendAll = async (): Promise<void> => {
    while (sent < total) {
      sent += 1;
      const { status, variant } = await invoke(agent, endpointUrl, endpoint, `many-${sent}`);
      byStatus[status] = (byStatus[status] ?? 0) + 1;
      byVariant[variant] = (byVariant[variant] ?? 0) + 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, sendAll));
  } finally {
    agent.destroy();
  }
  return { byStatus, byVariant };
}

function invoke(
  agent: http.Agent,
  endpointUrl: string,
  endpoint: string,
  id: string,
): Promise<{ readonly status: number; readonly variant: string }> {
  const body = JSON.stringify({ transaction: id, amount: 12.5 });
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'x-amzn-sagemaker-inference-id': id,
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/sagemaker/aws4_request, SignedHeaders=host, Signature=none',
  };
  return new Promise((resolve, reject) => {
    const url = `${endpointUrl}/endpoints/${endpoint}/invocations`;
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      const variant = response.headers['x-amzn-invoked-production-variant'];
      response.resume().on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          variant: typeof variant === 'string' ? variant : 'none',
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
