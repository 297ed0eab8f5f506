import { GetObjectCommand } from '@aws-sdk/client-s3';
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime';
import type { SmokeSpec } from '../release/spec';
import type { ReleaseVerdict } from '../release/verdict';
import { failing } from './aws/failure-mapping';
import type { AwsClients } from './aws/clients';
import type { ActivityContext } from './context';
import { keep, type EvidenceAddress } from './evidence-store';

export interface SmokeInput {
  readonly endpoint: string;
  readonly variant: string;
  /** Without one an empty JSON object is sent, and any answer of the model but a 5xx counts. */
  readonly payload?: SmokeSpec;
  readonly evidence: EvidenceAddress;
}

/** Sends one request to the candidate by TargetVariant, which overrides the weights, and looks who answered. */
export function smokeRequest(context: ActivityContext, input: SmokeInput): Promise<ReleaseVerdict> {
  return failing(`smoke request to ${input.endpoint}/${input.variant}`, async () => {
    const body = input.payload ? await readPayload(context.clients, input.payload) : '{}';
    const answer = await invoke(context.clients, input, body);
    const good = input.payload ? answer.status < 300 : answer.status < 500;
    const ours = answer.variant === input.variant;
    const sentence = `${input.variant} answered a smoke request with ${answer.status}${ours ? '' : `, but ${answer.variant || 'no variant'} served it`}`;
    const verdict: ReleaseVerdict = {
      result: good && ours ? 'pass' : 'fail',
      reason: good && ours ? 'ChecksPassed' : 'SmokeFailed',
      sentence,
      at: new Date().toISOString(),
      checks: [],
      comparators: {},
    };
    return { ...verdict, evidence: await keep(context.store, input.evidence, { verdict, answer }) };
  });
}

interface Answer {
  readonly status: number;
  readonly variant: string;
}

/** A container's error arrives as ModelError 424 with the container's own status inside. */
async function invoke(
  clients: AwsClients,
  { endpoint, variant, payload }: SmokeInput,
  body: string | Uint8Array,
): Promise<Answer> {
  try {
    const answer = await clients.runtime.send(
      new InvokeEndpointCommand({
        EndpointName: endpoint,
        TargetVariant: variant,
        Body: body,
        ContentType: payload?.contentType ?? 'application/json',
      }),
    );
    return { status: 200, variant: answer.InvokedProductionVariant ?? '' };
  } catch (error) {
    const { name, OriginalStatusCode } = error as { name?: string; OriginalStatusCode?: number };
    if (name !== 'ModelError' || OriginalStatusCode === undefined) throw error;
    return { status: OriginalStatusCode, variant };
  }
}

async function readPayload(clients: AwsClients, { payload }: SmokeSpec): Promise<Uint8Array> {
  const { host, pathname } = new URL(payload);
  const object = await clients.s3.send(
    new GetObjectCommand({ Bucket: host, Key: decodeURIComponent(pathname.slice(1)) }),
  );
  return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
}
