import { cloudwatchGaps } from './gaps/cloudwatch-gaps';
import { endpointGaps } from './gaps/endpoint-gaps';
import { registryGaps } from './gaps/registry-gaps';
import { wireGaps } from './gaps/wire-gaps';
import type { Gap } from './gaps/gap';

/** All that is known; one that is not here is a defect. */
export const gaps: readonly Gap[] = [
  ...endpointGaps,
  ...registryGaps,
  ...cloudwatchGaps,
  ...wireGaps,
];
