import type { Span } from '../behaviour-schema';

/** How long a model process has lived, and what it has been asked. */
export interface Age {
  readonly ms: number;
  /** Requests before this one. */
  readonly requests: number;
}

/** How much of a span lies behind a model, 0 to 1; an empty span is over from the start. */
export function passed({ minutes, requests }: Span, age: Age): number {
  const parts: number[] = [];
  if (minutes !== undefined) parts.push(share(age.ms, minutes * 60_000));
  if (requests !== undefined) parts.push(share(age.requests, requests));
  return parts.length === 0 ? 1 : Math.max(...parts);
}

function share(done: number, whole: number): number {
  return whole === 0 ? 1 : Math.min(done / whole, 1);
}
