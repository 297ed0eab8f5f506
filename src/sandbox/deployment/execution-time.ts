import { DeploymentFailure } from './failure';

/**
 * The time that a deployment may take, MaximumExecutionTimeoutInSeconds. What counts are AWS's seconds:
 * provisioning counts as long as on AWS however fast the clock is, a bake as long as it lasts.
 */
export class ExecutionTime {
  #spent = 0;

  constructor(private readonly limit: number | undefined) {}

  /** Does something that takes `seconds`, or as much of it as the limit leaves; then throws DeploymentFailure. */
  async spend(seconds: number, run: (seconds: number) => Promise<void>): Promise<void> {
    const limit = this.limit ?? Number.POSITIVE_INFINITY;
    const granted = Math.min(seconds, limit - this.#spent);
    this.#spent += granted;
    await run(granted);
    if (granted === seconds) return;
    throw new DeploymentFailure(
      `The deployment exceeded its MaximumExecutionTimeoutInSeconds of ${limit} and was rolled back.`,
    );
  }
}
