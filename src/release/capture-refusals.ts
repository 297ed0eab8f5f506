import type { Facts } from './facts';
import type { Refusal } from './refusal';

/** Without their bucket captures are lost without a word, and a day's shadow could only end inconclusive. */
export function captureRefusals({ missingBucket, unreadableLabels }: Facts): Refusal[] {
  const labels = unreadableLabels === undefined ? [] : [labelRefusal(unreadableLabels)];
  if (missingBucket === undefined) return labels;
  const sentence = `there is no bucket ${missingBucket} for the captures of the shadow. Create it in the endpoint's account, let the model's execution role write to it, then plan again.`;
  return [{ type: 'Refused', sentence }, ...labels];
}

/** Labels that nobody may read would only be missed a day later. */
function labelRefusal(why: string): Refusal {
  const sentence = `the labels of the shadow cannot be read: ${why}. Let the worker's role list and read below that prefix, or remove \`labels\` from the spec, then plan again.`;
  return { type: 'Refused', sentence };
}
