import type { Variant } from '../fleet/variant';
import type { ContainerAnswer } from '../models/container-client';
import type { Invocation } from '../runtime/invocation';
import type { CapturePlan } from './capture-plan';
import type { Captures } from './captures';

/**
 * Captures one answer of a variant to a request that was drawn. One draw decides for production and
 * shadow alike, so that both answers to a request can be joined by their inference id.
 */
export function captureAnswer(
  captures: Captures,
  plan: CapturePlan,
  served: {
    readonly invocation: Invocation;
    readonly variant: Pick<Variant, 'name' | 'isShadow'>;
    readonly answer: ContainerAnswer;
  },
): void {
  const { invocation, variant, answer } = served;
  const { endpoint, body, contentType, inferenceId } = invocation;
  if (answer.status < 200 || answer.status > 299) {
    captures.tell(`requests that the model of ${endpoint} fails on are not captured`);
    return;
  }
  if (variant.isShadow) {
    captures.tell(`${endpoint} captures its shadow ${variant.name} of the requests it captures`);
  }
  captures.add(
    { plan, endpoint, variant: variant.name },
    {
      input: { body, contentType },
      output: { body: answer.body, contentType: answer.contentType },
      inferenceId,
      at: Date.now(),
    },
  );
}
