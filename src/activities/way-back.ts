import { ApplicationFailure } from '@temporalio/common';
import { DescribeEndpointConfigCommand } from '@aws-sdk/client-sagemaker';
import type { ReleasePlan } from '../release/plan';
import { readArtifacts } from './artifact';
import { isNotFound } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { readImage } from './image';
import type { PackageFinding } from './package-verdict';
import { readStable } from './stable-reader';

/** Whether the rollback target can still be brought up: its config, its model, and what the model loads. */
export async function wayBackFindings(
  clients: AwsClients,
  plan: ReleasePlan,
): Promise<PackageFinding[]> {
  const { config, model } = plan.rollbackTarget;
  const [configGone, { stable }] = await Promise.all([
    isConfigGone(clients, config),
    readStable(clients, model, undefined),
  ]);
  const parts = stable.document ? await missingParts(clients, plan.region, stable.containers) : [];
  return [
    finding('rollback config', `endpoint config ${config}`, configGone ? 'gone' : 'there'),
    finding('rollback model', `model ${model}`, stable.document ? 'there' : 'gone'),
    ...(stable.document
      ? [finding('rollback parts', `what model ${model} loads`, parts.join(', ') || 'there')]
      : []),
  ];
}

function finding(check: string, what: string, value: string): PackageFinding {
  const there = value === 'there';
  return {
    check,
    value,
    limit: 'there',
    sentence: there
      ? `${what} of the rollback target is there`
      : `${what} of the rollback target: ${value}`,
    ...(!there && { reason: 'RollbackTargetGone' }),
  };
}

async function isConfigGone({ sagemaker }: AwsClients, name: string): Promise<boolean> {
  try {
    await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name }));
    return false;
  } catch (error) {
    if (isNotFound(error)) return true;
    throw error;
  }
}

/** Images and objects that are gone or overwritten; what we may not look at is no finding against it. */
async function missingParts(
  clients: AwsClients,
  region: string,
  containers: Parameters<typeof readArtifacts>[1],
): Promise<string[]> {
  const images = await Promise.all(
    containers.map((container) => readImage(clients, region, container)),
  );
  const artifacts = await readArtifacts(clients, containers).catch((error: unknown) => {
    if (error instanceof ApplicationFailure && error.type === 'AccessDenied') return [];
    throw error;
  });
  return [
    ...images
      .filter(({ presence }) => presence === 'missing')
      .map(({ image }) => `${image} is gone`),
    ...artifacts.flatMap(({ uri, expectedEtag, found, unpinnable }) => {
      if (unpinnable !== undefined) return [];
      if (!found) return [`${uri} is gone`];
      const same = expectedEtag === undefined || expectedEtag === found.etag;
      return same ? [] : [`${uri} was overwritten`];
    }),
  ];
}
