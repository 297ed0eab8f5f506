import http from 'node:http';
import type { Door, Service } from './operation';

export type ServiceName =
  'sagemaker' | 'monitoring' | 's3' | 'ecr' | 'application-autoscaling' | 'sts';

/** Answers `POST /endpoints/{name}/invocations`; it owns the response from there on. */
export type RuntimeHandler = (
  endpoint: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  body: Buffer,
) => Promise<void>;

export interface WireOptions {
  readonly services: Readonly<Record<ServiceName, Service>>;
  readonly runtime: RuntimeHandler;
  readonly door: Door;
}

/** One HTTP server for all services; the caller listens (127.0.0.1) and closes. */
export function createWireServer(options: WireOptions): http.Server {
  return http.createServer((_request, response) => {
    void options;
    response.writeHead(501).end();
  });
}
