import { DescribeModelPackageCommand } from '@aws-sdk/client-sagemaker';
import { pinnedImage } from '../release/candidate-model';
import type { PackageFacts } from '../release/facts';
import type { PinnedArtifact, ReleasePlan } from '../release/plan';
import type { ReleaseVerdict } from '../release/verdict';
import { readArtifact } from './artifact';
import { isNotFound } from './aws/aws-error';
import type { AwsClients } from './aws/clients';
import { failing } from './aws/failure-mapping';
import { failureOf } from './aws/failure-of';
import { readImage } from './image';
import { readPackage } from './package-reader';
import { packageVerdict, type PackageFinding } from './package-verdict';
import { wayBackFindings } from './way-back';

/** Stage 0 read again: the package, what it pins, and what production would go back to; each with its own line. */
export function verifyPackage(clients: AwsClients, plan: ReleasePlan): Promise<ReleaseVerdict> {
  return failing(`verify ${plan.candidate.version}`, async () => {
    const [candidate, wayBack] = await Promise.all([
      candidateFindings(clients, plan),
      wayBackFindings(clients, plan),
    ]);
    return packageVerdict(plan, [...candidate, ...wayBack], new Date().toISOString());
  });
}

/** One cheap look right before a step forward: a version rejected or deleted meanwhile goes no further. */
export function refuseIfRejected(clients: AwsClients, packageArn: string): Promise<void> {
  return failing(`read model package ${packageArn}`, async () => {
    const read = await clients.sagemaker.send(
      new DescribeModelPackageCommand({
        ModelPackageName: packageArn,
        IncludedData: 'MetadataOnly',
      }),
    );
    if (read.ModelApprovalStatus === 'Rejected')
      throw failureOf(
        'PackageRejected',
        `${packageArn} was Rejected in the Model Registry meanwhile${read.ApprovalDescription ? `: ${read.ApprovalDescription}` : ''}. It goes no further.`,
      );
    if (read.ModelPackageStatus === 'Deleting')
      throw failureOf('NotFound', `${packageArn} is being deleted. It goes no further.`);
  });
}

async function candidateFindings(
  clients: AwsClients,
  { candidate, region }: ReleasePlan,
): Promise<PackageFinding[]> {
  const read = await existing(() => readPackage(clients, candidate.packageArn));
  if (!read)
    return [
      {
        check: 'registry',
        value: 'gone',
        limit: 'registered',
        sentence: `${candidate.packageArn} no longer exists`,
        reason: 'PackageGone',
      },
    ];
  const { facts } = read;
  const images = candidate.images.map((pin, index) =>
    imageFinding(clients, region, facts, { ...pin, index }),
  );
  const artifacts = candidate.artifacts.map((pin) => artifactFinding(clients, pin));
  return [
    registryFinding(facts),
    lineageFinding(facts),
    ...(await Promise.all([...images, ...artifacts])),
  ];
}

function registryFinding({ version, status, approvalStatus }: PackageFacts): PackageFinding {
  const rejected = approvalStatus === 'Rejected';
  return {
    check: 'registry',
    value: `${status}, ${approvalStatus}`,
    limit: 'Completed, not Rejected',
    sentence: `${version} is ${status} and ${approvalStatus}`,
    ...(rejected && { reason: 'PackageRejected' }),
    ...(!rejected && status !== 'Completed' && { reason: 'PackageChanged' }),
  };
}

function lineageFinding({ version, lineage }: PackageFacts): PackageFinding {
  const names = Object.keys(lineage);
  return {
    check: 'lineage',
    value: `${names.length} records`,
    limit: 'at least 1',
    sentence:
      names.length > 0
        ? `${version} says what produced it: ${names.slice(0, 6).join(', ')}`
        : `nothing says what produced ${version}`,
    ...(names.length === 0 && { reason: 'PackageChanged' }),
  };
}

async function imageFinding(
  clients: AwsClients,
  region: string,
  facts: PackageFacts,
  pin: { readonly image: string; readonly digest: string; readonly index: number },
): Promise<PackageFinding> {
  const now = await readImage(clients, region, facts.containers[pin.index] ?? {});
  const same = now.digest === pin.digest && now.contradiction === undefined;
  const gone = now.presence === 'missing';
  return {
    check: `image ${pin.index + 1}`,
    value: gone ? 'gone' : (now.digest ?? 'no digest'),
    limit: pin.digest,
    sentence: same
      ? `image ${pinnedImage({ ...pin, presence: 'present' })} ${gone ? 'is no longer in its registry' : 'is the pinned one'}`
      : `image of ${facts.version} is ${now.digest ?? 'not by digest'}, pinned was ${pin.digest}`,
    ...((!same || gone) && { reason: 'PackageChanged' }),
  };
}

async function artifactFinding(clients: AwsClients, pin: PinnedArtifact): Promise<PackageFinding> {
  const now = await readArtifact(clients, pin.uri);
  const same = now?.etag === pin.etag && now.versionId === pin.versionId;
  const text = ({ etag, versionId }: PinnedArtifact): string =>
    versionId === undefined ? etag : `${etag}, version ${versionId}`;
  return {
    check: 'artifact',
    value: now ? text(now) : 'gone',
    limit: text(pin),
    sentence: same
      ? `${pin.uri} is the pinned object`
      : `${pin.uri} is ${now ? text(now) : 'gone'}, pinned was ${text(pin)}`,
    ...(!same && { reason: 'PackageChanged' }),
  };
}

async function existing<Value>(read: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
