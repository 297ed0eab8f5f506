import type { JsonObject } from './canonical';
import { isObject, numberAt, objectAt, textAt } from './json-access';
import type { Difference, ReleasePlan } from './plan';
import type { CompareSpec } from './spec';

/** Where requests and answers are captured while the shadow stands: a prefix of the plan's own, without a slash at its end. */
export function capturesOf(plan: ReleasePlan): string | undefined {
  const captures = plan.shadow?.answers?.captures;
  return captures === undefined ? undefined : `${captures}/${plan.digest.slice(0, 12)}`;
}

/**
 * The data capture of the shadow's config: every request and its answer. The live key and content types stay; every
 * later config is made of the live one, so that the live settings come back with it.
 */
export function shadowCapture(plan: ReleasePlan): JsonObject {
  const destination = capturesOf(plan);
  if (destination === undefined) return {};
  const live = objectAt(plan.liveConfig, 'DataCaptureConfig');
  const { KmsKeyId, CaptureContentTypeHeader } = live;
  return {
    DataCaptureConfig: {
      EnableCapture: true,
      InitialSamplingPercentage: 100,
      DestinationS3Uri: destination,
      ...(KmsKeyId !== undefined && { KmsKeyId }),
      CaptureOptions: [{ CaptureMode: 'Input' }, { CaptureMode: 'Output' }],
      CaptureContentTypeHeader: CaptureContentTypeHeader ?? asText,
    },
  };
}

/** Content types that are written as text; all others are written as base64. */
const asText: JsonObject = {
  CsvContentTypes: ['text/csv'],
  JsonContentTypes: ['application/json'],
};

/** What the shadow changes about data capture, in words: only the plan's digest is missing in the prefix. */
export function captureDifferences(
  liveConfig: JsonObject,
  compare: CompareSpec | undefined,
): Difference[] {
  if (!compare) return [];
  return [
    {
      of: 'config',
      path: 'DataCaptureConfig during the shadow',
      stable: liveCapture(liveConfig.DataCaptureConfig),
      candidate: `100 % to ${compare.captures}`,
    },
  ];
}

function liveCapture(config: JsonObject[string]): string {
  if (!isObject(config) || config.EnableCapture === false) return '(none)';
  return `${numberAt(config, 'InitialSamplingPercentage') ?? 0} % to ${textAt(config, 'DestinationS3Uri') ?? '(nowhere)'}`;
}
