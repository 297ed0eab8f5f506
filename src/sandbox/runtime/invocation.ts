import type http from 'node:http';
import { randomUUID } from 'node:crypto';
import { customAttributesHeader, type ContainerRequest } from '../models/container-client';

/** One InvokeEndpoint call as the data plane reads it. */
export interface Invocation {
  readonly endpoint: string;
  readonly body: Buffer;
  readonly requestId: string;
  readonly targetVariant: string | undefined;
  readonly inferenceId: string | undefined;
  readonly inferenceComponent: string | undefined;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly customAttributes: string | undefined;
}

export function readInvocation(
  endpoint: string,
  { headers }: http.IncomingMessage,
  body: Buffer,
): Invocation {
  const one = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    endpoint,
    body,
    requestId: randomUUID(),
    targetVariant: one('x-amzn-sagemaker-target-variant'),
    inferenceId: one('x-amzn-sagemaker-inference-id'),
    inferenceComponent: one('x-amzn-sagemaker-inference-component'),
    contentType: one('content-type'),
    accept: one('accept'),
    customAttributes: one(customAttributesHeader),
  };
}

/** What the container gets to see of it. */
export function containerRequest(invocation: Invocation): ContainerRequest {
  const { body, contentType, accept, customAttributes, inferenceId } = invocation;
  return {
    body,
    headers: {
      ...(contentType !== undefined && { 'content-type': contentType }),
      ...(accept !== undefined && { accept }),
      ...(customAttributes !== undefined && { [customAttributesHeader]: customAttributes }),
      ...(inferenceId !== undefined && { 'x-amzn-sagemaker-inference-id': inferenceId }),
    },
  };
}
