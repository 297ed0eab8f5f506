import type { Facts } from './facts';
import type { Refusal } from './refusal';

/** Without their bucket captures are lost without a word, and a day's shadow could only end inconclusive. */
export function captureRefusals({ missingBucket }: Facts): Refusal[] {
  if (missingBucket === undefined) return [];
  const sentence = `there is no bucket ${missingBucket} for the captures of the shadow. Create it in the endpoint's account, let the model's execution role write to it, then plan again.`;
  return [{ type: 'Refused', sentence }];
}
