/** Why a deployment failed, in the words of DescribeEndpoint's FailureReason; the old fleet serves. */
export class DeploymentFailure extends Error {}

/** AWS took an update back and says nothing of it: the old fleet serves and FailureReason stays empty. */
export class SilentRevert extends Error {}

/** A rolling deployment could not be rolled back: parts of both fleets serve. */
export class RollbackFailure extends Error {}

/** AWS's answer when it has no machines of the type asked for. */
export function insufficientCapacity(): DeploymentFailure {
  return new DeploymentFailure(
    'Unable to provision requested ML compute capacity due to InsufficientInstanceCapacity error. Please retry using a different ML instance type or after some time.',
  );
}
