import { awsJson } from './aws-json';
import type { Exchange, Protocol, WireRequest } from './exchange';
import { AwsError } from './operation';
import { query } from './query';
import { restJsonError } from './rest-json';
import { restXml } from './rest-xml';
import { rpcCbor } from './rpc-cbor';
import type { WireLog } from './wire-log';

export type Route =
  | { readonly kind: 'runtime'; readonly endpoint: string }
  | { readonly kind: 'exchange'; readonly exchange: Exchange };

const protocols: readonly Protocol[] = [awsJson, rpcCbor, restXml, query];

/** Finds what a request asks for, from its form alone. Never throws: what fits nothing is unknown. */
export function routeOf(request: WireRequest, wireLog?: WireLog): Route {
  const endpoint = request.scope === 's3' ? undefined : invoked(request);
  if (endpoint !== undefined) return { kind: 'runtime', endpoint };
  const exchange = exchangeOf(request);
  return { kind: 'exchange', exchange: wireLog?.recording(request, exchange) ?? exchange };
}

function exchangeOf(request: WireRequest): Exchange {
  for (const protocol of protocols) {
    const exchange = protocol(request);
    if (exchange !== undefined) return exchange;
  }
  return unknown(request);
}

function invoked(request: WireRequest): string | undefined {
  const match = /^\/endpoints\/([^/]+)\/invocations$/.exec(request.url.pathname);
  return request.method === 'POST' && isEncoded(match?.[1]) ? match?.[1] : undefined;
}

function isEncoded(segment = ''): boolean {
  try {
    decodeURIComponent(segment);
    return true;
  } catch {
    return false;
  }
}

function unknown(request: WireRequest): Exchange {
  return {
    service: undefined,
    operation: `${request.method} ${request.url.pathname}`,
    input: () => ({}),
    answer: (output) => ({ status: 200, headers: {}, body: JSON.stringify(output) }),
    refuse: ({ code, message, status }, requestId) => {
      const shown = code === 'UnknownOperationException' ? 404 : status;
      return restJsonError(new AwsError(code, message, shown), requestId);
    },
  };
}
