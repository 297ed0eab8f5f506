import type { BlueGreenUpdatePolicy, DeploymentConfig } from '@aws-sdk/client-sagemaker';
import { invalid } from '../sagemaker/names';

/** Throws SageMaker's ValidationException for what a DeploymentConfig combines wrongly; ranges are the service model's. */
export function checkDeploymentConfig(config: DeploymentConfig): void {
  const { BlueGreenUpdatePolicy: blueGreen, RollingUpdatePolicy: rolling } = config;
  if (blueGreen !== undefined && rolling !== undefined) {
    throw invalid(
      'DeploymentConfig has both BlueGreenUpdatePolicy and RollingUpdatePolicy; only one update policy can be specified.',
    );
  }
  if (blueGreen !== undefined) checkBlueGreen(blueGreen);
}

function checkBlueGreen({ TrafficRoutingConfiguration: routing }: BlueGreenUpdatePolicy): void {
  const { Type, CanarySize, LinearStepSize } = routing ?? {};
  if ((Type === 'CANARY') !== (CanarySize !== undefined)) {
    throw invalid(
      `CanarySize must be specified with Type CANARY and only with it; Type is ${Type}.`,
    );
  }
  if ((Type === 'LINEAR') !== (LinearStepSize !== undefined)) {
    throw invalid(
      `LinearStepSize must be specified with Type LINEAR and only with it; Type is ${Type}.`,
    );
  }
}
