import {
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  ListEndpointsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import type { AwsClients } from './aws/clients';

/** More endpoints than this are not read: not knowing counts as "may serve elsewhere". */
const mostEndpoints = 100;

/** Why the package may still serve on another endpoint, or undefined where it surely does not. */
export async function otherEndpointsServing(
  clients: AwsClients,
  packageArn: string,
  endpoint: string,
): Promise<string | undefined> {
  const list = await clients.sagemaker.send(
    new ListEndpointsCommand({ MaxResults: mostEndpoints }),
  );
  if (list.NextToken) return `the account has more than ${mostEndpoints} endpoints`;
  for (const { EndpointName = '' } of list.Endpoints ?? []) {
    if (EndpointName === endpoint) continue;
    if (await serves(clients, EndpointName, packageArn)) return `${EndpointName} serves it too`;
  }
  return undefined;
}

async function serves(clients: AwsClients, endpoint: string, packageArn: string): Promise<boolean> {
  const live = await clients.sagemaker.send(
    new DescribeEndpointCommand({ EndpointName: endpoint }),
  );
  const config = await clients.sagemaker.send(
    new DescribeEndpointConfigCommand({ EndpointConfigName: live.EndpointConfigName }),
  );
  for (const { ModelName } of config.ProductionVariants ?? []) {
    if (!ModelName) continue;
    const model = await clients.sagemaker.send(new DescribeModelCommand({ ModelName }));
    if (model.PrimaryContainer?.ModelPackageName === packageArn) return true;
    const { Tags = [] } = await clients.sagemaker.send(
      new ListTagsCommand({ ResourceArn: model.ModelArn }),
    );
    if (Tags.some((tag) => tag.Key === 'slipway:model-package' && tag.Value === packageArn))
      return true;
  }
  return false;
}
