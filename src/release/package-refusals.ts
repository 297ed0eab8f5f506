import { pinnedImage } from './candidate-model';
import type { ArtifactFacts, Facts, ImageFacts, PackageFacts } from './facts';
import { objectsAt, textAt, unknownKeys } from './json-access';
import { packageContainerFields } from './known-fields';
import type { Refusal } from './refusal';
import { sameVersion } from './same-version';
import type { ReleaseSpec } from './spec';

/** AWS's limit of an image reference, the digest included. */
const longestImage = 255;

/** What about the candidate's package, its images, artifacts or lineage keeps it from production. */
export function packageRefusals(spec: ReleaseSpec, facts: Facts): Refusal[] {
  const { candidate, images, artifacts } = facts;
  const refused = [
    ...registrySentences(candidate),
    ...containerSentences(spec, candidate),
    ...fitSentences(facts),
    ...images.flatMap((image) => imageSentences(candidate.version, image)),
    ...artifacts.flatMap((artifact) => artifactSentences(candidate.version, artifact)),
  ].map((sentence): Refusal => ({ type: 'Refused', sentence }));
  if (candidate.approvalStatus !== 'Rejected') return refused;
  const sentence = `${candidate.version} is Rejected in the Model Registry. Register a new version, or have the rejection taken back there.`;
  return [{ type: 'PackageRejected', sentence }, ...refused];
}

function registrySentences(candidate: PackageFacts): string[] {
  const { version, status, registrationType, group, lineage, arn } = candidate;
  const sentences: string[] = [];
  if (status !== 'Completed')
    sentences.push(
      `${version} has package status ${status}, not Completed. Wait for it or register it again.`,
    );
  if (registrationType === 'Logged')
    sentences.push(
      `${version} is only logged, not registered. Register it as a release candidate.`,
    );
  if (group === undefined)
    sentences.push(
      `${arn} is in no model package group, so it has no versions. Register it in a group.`,
    );
  if (Object.keys(lineage).length === 0)
    sentences.push(
      `${version} has no lineage: nothing says what produced it. Register it with MetadataProperties (CommitId or GeneratedBy) or CustomerMetadataProperties.`,
    );
  return sentences;
}

function containerSentences({ shadow }: ReleaseSpec, candidate: PackageFacts): string[] {
  const { version, containers } = candidate;
  if (containers.length === 0)
    return [
      `${version} has no inference specification, so it can't be deployed. Register it with one.`,
    ];
  const unknown = containers.flatMap((container, index) =>
    unknownKeys(container, packageContainerFields).map(
      (field) =>
        `${version}, container ${index + 1} has a field ${field} that Slipway can't carry into a model. Register the version without it.`,
    ),
  );
  if (!shadow || containers.length === 1) return unknown;
  return [
    ...unknown,
    `${version} has ${containers.length} containers, and SageMaker mirrors traffic to one-container models only. Leave out the shadow.`,
  ];
}

function fitSentences(facts: Facts): string[] {
  const { candidate, config, endpoint, stable } = facts;
  const sentences: string[] = [];
  if (sameVersion(facts))
    sentences.push(
      `${candidate.version} is what ${endpoint.name} serves already (model ${stable.model}). Name another version.`,
    );
  const { instanceTypes } = candidate;
  for (const variant of objectsAt(config, 'ProductionVariants')) {
    const type = textAt(variant, 'InstanceType');
    if (type === undefined || instanceTypes.length === 0 || instanceTypes.includes(type)) continue;
    sentences.push(
      `${candidate.version} supports ${instanceTypes.join(', ')}, but ${endpoint.name} runs on ${type}. Register the version for ${type}.`,
    );
  }
  return sentences;
}

function imageSentences(version: string, image: ImageFacts): string[] {
  if (image.contradiction)
    return [`${version}: ${image.contradiction}. Register the version again.`];
  if (image.digest === undefined) {
    const now = image.tagNow ? ` It names ${image.tagNow} now.` : '';
    return [
      `${version} names its image by tag, ${image.image}, and a tag can move.${now} Register the version with the image by digest (…@sha256:…) or with ImageDigest.`,
    ];
  }
  const pinned = pinnedImage(image);
  if (image.presence === 'missing')
    return [
      `image ${pinned} of ${version} is not in its registry. Push it again, or register another version.`,
    ];
  if (pinned.length <= longestImage) return [];
  return [
    `image ${pinned} of ${version} has ${pinned.length} characters by digest, AWS takes ${longestImage}. Use a shorter repository name.`,
  ];
}

function artifactSentences(version: string, artifact: ArtifactFacts): string[] {
  const { uri, expectedEtag, found, unpinnable } = artifact;
  if (unpinnable) return [`artifact ${uri} of ${version} can't be pinned: ${unpinnable}.`];
  if (!found)
    return [
      `artifact ${uri} of ${version} does not exist. Restore the object, or register another version.`,
    ];
  if (expectedEtag === undefined || expectedEtag === found.etag) return [];
  return [
    `artifact ${uri} of ${version} was overwritten: its ETag is ${found.etag}, registered was ${expectedEtag}. Restore the registered object, or register the new one as a version.`,
  ];
}
