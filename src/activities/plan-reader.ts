import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  type DescribeEndpointCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { buildPlan } from '../release/build-plan';
import type { JsonObject } from '../release/canonical';
import type { EndpointFacts, Facts } from '../release/facts';
import { forecastRefusals } from '../release/forecast-refusals';
import { objectsAt, textAt, without } from '../release/json-access';
import { nextVariant, type ReleasePlan } from '../release/plan';
import type { Refusal } from '../release/refusal';
import { refusals } from '../release/refusals';
import type { ReleaseSpec } from '../release/spec';
import { checkSpec } from '../spec/check-spec';
import { renderFault } from '../spec/fault';
import { readAlarmFacts } from './alarm-definitions';
import { readArtifacts } from './artifact';
import { isNotFound } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { droppedMembers } from './aws/dropped-members';
import { failing } from './aws/failure-mapping';
import { failureOf } from './aws/failure-of';
import { describeRaw } from './aws/raw-answer';
import { missingCaptureBucket } from './capture-bucket';
import { forecastRelease } from './forecast-release';
import { readImage } from './image';
import { packageArn, readPackage, type Home } from './package-reader';
import { readScaling } from './scaling-reader';
import { readStable } from './stable-reader';
import { unreadableLabels } from './unreadable-labels';

/** Resolves a spec against what AWS holds now; every reason not to release comes in one failure. */
export async function resolvePlan(clients: AwsClients, spec: ReleaseSpec): Promise<ReleasePlan> {
  const plan = await readPlan(clients, spec);
  const what = `foresee a release of ${plan.endpoint}`;
  const observed = await failing(what, () => forecastRelease(clients, plan));
  const hopeless = observed.forecast ? forecastRefusals(plan, observed.forecast) : [];
  refuse(hopeless);
  return { ...plan, observed: { ...plan.observed, ...observed } };
}

/** The same plan without a look at traffic, which may change without making it stale. */
export async function readPlan(clients: AwsClients, spec: ReleaseSpec): Promise<ReleasePlan> {
  const checked = checkSpec(spec);
  if (!checked.ok) {
    const faults = checked.faults.map(renderFault);
    throw failureOf('SpecInvalid', faults.join('\n'), { details: [faults] });
  }
  return await failing(`plan a release of ${checked.spec.endpoint}`, async () => {
    const facts = await readFacts(clients, checked.spec);
    refuse(refusals(checked.spec, facts));
    return buildPlan(checked.spec, facts);
  });
}

/** Throws all reasons in one failure, whose type is the first one's. */
function refuse(found: readonly Refusal[]): void {
  const [worst] = found;
  if (!worst) return;
  const sentences = found.map(({ sentence }) => sentence);
  throw failureOf(worst.type, sentences.join('\n'), { details: [sentences] });
}

/** Reads everything a plan is made of once; what does not depend on each other is read together. */
export async function readFacts(clients: AwsClients, spec: ReleaseSpec): Promise<Facts> {
  const { endpoint, home } = await readEndpointFacts(clients, spec.endpoint);
  const [live, candidate, alarms, scaling] = await Promise.all([
    readConfig(clients, endpoint),
    packageArn(clients, home, spec.model).then((arn) => readPackage(clients, arn)),
    readAlarmFacts(clients, spec.alarms),
    readVariantScaling(clients, endpoint),
  ]);
  const { containers, group } = candidate.facts;
  const model = textAt(objectsAt(live.config, 'ProductionVariants')[0] ?? {}, 'ModelName');
  const [stable, images, artifacts, missingBucket, labelsFault] = await Promise.all([
    model === undefined ? hostsComponents : readStable(clients, model, group),
    Promise.all(containers.map((container) => readImage(clients, home.region, container))),
    readArtifacts(clients, containers),
    missingCaptureBucket(clients, spec),
    unreadableLabels(clients, spec),
  ]);
  return {
    at: new Date().toISOString(),
    account: home.account,
    region: home.region,
    endpoint,
    config: live.config,
    stable: stable.stable,
    candidate: candidate.facts,
    images,
    artifacts,
    alarms,
    ...scaling,
    ...(missingBucket !== undefined && { missingBucket }),
    ...(labelsFault !== undefined && { unreadableLabels: labelsFault }),
    unknownMembers: [live, candidate, stable].flatMap(({ unknownMembers }) => unknownMembers),
  };
}

/** How the variant that serves is scaled, and whether the name of the candidate's variant is registered already. */
async function readVariantScaling(
  clients: AwsClients,
  { name, variants: [variant] }: EndpointFacts,
): Promise<Pick<Facts, 'scaling' | 'leftOverTarget'>> {
  if (!variant) return {};
  const next = nextVariant(variant.name);
  const [found, leftOver] = await Promise.all([
    readScaling(clients, name, variant.name),
    readScaling(clients, name, next),
  ]);
  return {
    ...(found && { scaling: found.scaling }),
    ...(leftOver && { leftOverTarget: next }),
  };
}

/** A variant without a model hosts inference components; the config says so and is refused. */
const hostsComponents = { stable: { model: '', containers: [] }, unknownMembers: [] } as const;

function readEndpointFacts(
  { sagemaker }: AwsClients,
  name: string,
): Promise<{ endpoint: EndpointFacts; home: Home }> {
  return failing(`read endpoint ${name}`, async () => {
    const live = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name }));
    const arn = live.EndpointArn ?? '';
    const [, partition = 'aws', , region = '', account = ''] = arn.split(':');
    return { endpoint: endpointFacts(name, arn, live), home: { partition, region, account } };
  });
}

function endpointFacts(
  name: string,
  arn: string,
  live: DescribeEndpointCommandOutput,
): EndpointFacts {
  return {
    name,
    arn,
    status: live.EndpointStatus ?? 'in an unknown state',
    config: live.EndpointConfigName ?? '',
    variants: (live.ProductionVariants ?? []).map((variant) => ({
      name: variant.VariantName ?? '',
      weight: variant.CurrentWeight ?? 0,
      desiredWeight: variant.DesiredWeight ?? variant.CurrentWeight ?? 0,
      instances: variant.CurrentInstanceCount ?? 0,
      desiredInstances: variant.DesiredInstanceCount ?? variant.CurrentInstanceCount ?? 0,
    })),
    shadows: (live.ShadowProductionVariants ?? []).map(({ VariantName }) => VariantName ?? ''),
    pendingConfig: live.PendingDeploymentSummary?.EndpointConfigName,
    failureReason: live.FailureReason?.slice(0, 500),
  };
}

async function readConfig(
  { sagemaker }: AwsClients,
  { name, config }: EndpointFacts,
): Promise<{ config: JsonObject; unknownMembers: string[] }> {
  const command = new DescribeEndpointConfigCommand({ EndpointConfigName: config });
  try {
    const { output, raw } = await describeRaw(command, () => sagemaker.send(command));
    const unknownMembers = droppedMembers(`endpoint config ${config}`, raw, output);
    const own = ['EndpointConfigName', 'EndpointConfigArn', 'CreationTime'];
    return { config: without(raw, own), unknownMembers };
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw failureOf(
      'Refused',
      `endpoint config ${config} of ${name} no longer exists, so there is no way back to it. Update the endpoint to a config that exists, then plan again.`,
    );
  }
}
