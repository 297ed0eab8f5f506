import type { CreateEndpointConfigInput } from '@aws-sdk/client-sagemaker';

/** What an endpoint config asks to be captured, ready to be applied to each request. */
export interface CapturePlan {
  /** Share of the requests, 0 to 1. */
  readonly ratio: number;
  readonly bucket: string;
  /** Of every key, without a slash at its end; may be empty. */
  readonly prefix: string;
  readonly input: boolean;
  readonly output: boolean;
  /** Content types written as text; all others are written as base64. */
  readonly csv: readonly string[];
  readonly json: readonly string[];
}

/** Each config is read once: it never changes, and requests must not wait for it. */
const plans = new WeakMap<CreateEndpointConfigInput, CapturePlan | 'none'>();

/** Undefined where nothing is captured. */
function capturePlan(settings: CreateEndpointConfigInput): CapturePlan | undefined {
  let plan = plans.get(settings);
  if (plan === undefined) {
    plan = read(settings) ?? 'none';
    plans.set(settings, plan);
  }
  return plan === 'none' ? undefined : plan;
}

/** What to capture of one request: the plan where this one is drawn, else undefined. */
export function drawCapture(
  settings: CreateEndpointConfigInput,
  random: () => number,
): CapturePlan | undefined {
  const plan = capturePlan(settings);
  return plan !== undefined && random() < plan.ratio ? plan : undefined;
}

/** AWS captures unless EnableCapture is false. */
function read({ DataCaptureConfig: config }: CreateEndpointConfigInput): CapturePlan | undefined {
  if (config === undefined || config.EnableCapture === false) return undefined;
  const [, bucket = '', rest = ''] =
    /^s3:\/\/([^/]+)\/?(.*)$/.exec(config.DestinationS3Uri ?? '') ?? [];
  const modes = (config.CaptureOptions ?? []).map(({ CaptureMode }) => CaptureMode);
  const { CsvContentTypes = [], JsonContentTypes = [] } = config.CaptureContentTypeHeader ?? {};
  return {
    ratio: (config.InitialSamplingPercentage ?? 0) / 100,
    bucket,
    prefix: rest.replace(/\/+$/, ''),
    input: modes.includes('Input') || modes.includes('InputAndOutput'),
    output: modes.includes('Output') || modes.includes('InputAndOutput'),
    csv: CsvContentTypes.map(bareType),
    json: JsonContentTypes.map(bareType),
  };
}

/** `text/csv; charset=utf-8` is written as CSV where `text/csv` is: the developer guide's own example. */
export function bareType(contentType: string): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}
