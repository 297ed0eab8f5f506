import { performance } from 'node:perf_hooks';
import { captureAnswer } from '../capture/capture-answer';
import type { CapturePlan } from '../capture/capture-plan';
import { pickInstance, shadowVariant } from '../fleet/variant';
import { containerRequest, type Invocation } from './invocation';
import type { DataPlane } from './invoke-endpoint';
import type { Routed } from './route-invocation';

/** Copies wait here at most; beyond it a slow shadow loses requests instead of the caller's memory. */
const mostOutstanding = 500;

/**
 * Sends a copy of a production request to the shadow variant and drops its answer; the caller waits
 * for nothing of it. A shadow of smaller weight gets that share of the requests: AWS documents only
 * equal weights, which copy all.
 */
export function mirror(
  plane: DataPlane,
  { fleet, variant, conditions }: Routed,
  invocation: Invocation,
  capture: CapturePlan | undefined,
): void {
  const shadow = shadowVariant(fleet);
  if (shadow === undefined) return;
  const share = variant.currentWeight > 0 ? shadow.currentWeight / variant.currentWeight : 1;
  if (Math.random() >= share) return;
  const instance = pickInstance(shadow, Math.random());
  if (instance === undefined || instance.outstanding >= mostOutstanding) return;
  const sentAt = performance.now();
  const slowness = conditions.slowness(shadow.name);
  void instance.invoke(containerRequest(invocation), slowness).then((answer) => {
    const { status } = answer;
    if (capture !== undefined) {
      captureAnswer(plane.captures, capture, { invocation, variant: shadow, answer });
    }
    const { endpoint, inferenceId } = invocation;
    const modelMs = performance.now() - sentAt;
    plane.metrics.record({ endpoint, fleet, variant: shadow, status, modelMs, overheadMs: 0 });
    plane.log.write({
      kind: 'request',
      endpoint,
      variant: shadow.name,
      model: shadow.model,
      version: instance.options.version,
      instance: instance.options.id,
      status,
      ms: Math.round(modelMs * 1000) / 1000,
      mirrored: true,
      targeted: false,
      ...(inferenceId !== undefined && { id: inferenceId }),
    });
  });
}
