import {
  CreateModelPackageCommand,
  DescribeModelPackageCommand,
  type CreateModelPackageInput,
  type ModelPackageContainerDefinition,
} from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../../src/activities/aws/clients';

export const packageOf = (version: number): string =>
  `arn:aws:sagemaker:us-east-1:000000000000:model-package/fraud/${version}`;

/** Registers one more version of `fraud`, a copy of fraud/2 with changes; gives its ARN. */
export async function register(
  { sagemaker, sagemakerMutations }: AwsClients,
  change: {
    readonly container?: Partial<ModelPackageContainerDefinition>;
    readonly input?: Partial<CreateModelPackageInput>;
  },
): Promise<string> {
  const good = await sagemaker.send(
    new DescribeModelPackageCommand({ ModelPackageName: packageOf(2) }),
  );
  const specification = good.InferenceSpecification;
  const [container] = specification?.Containers ?? [];
  const { ModelPackageArn } = await sagemakerMutations.send(
    new CreateModelPackageCommand({
      ModelPackageGroupName: 'fraud',
      MetadataProperties: good.MetadataProperties,
      InferenceSpecification: {
        ...specification,
        Containers: [{ ...container, ...change.container }],
      },
      ...change.input,
    }),
  );
  return ModelPackageArn ?? '';
}
