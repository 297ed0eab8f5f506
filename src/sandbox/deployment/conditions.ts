import { insufficientCapacity, RollbackFailure } from './failure';

/**
 * What goes wrong on AWS's side of one endpoint. Nothing does unless somebody asks for it; what is
 * asked for lasts for the times given, or until it is taken back.
 */
export class Conditions {
  #capacityRefusals = 0;
  #silentReverts = 0;
  #rollbackFailures = 0;
  /** By variant, ms; of all variants without a name. */
  readonly #slow = new Map<string | undefined, number>();
  #stuck: { readonly until: Promise<void>; readonly release: () => void } | undefined;

  /** The next `times` requests for instances fail with AWS's InsufficientInstanceCapacity; 0 ends that. */
  refuseCapacity(times = Number.POSITIVE_INFINITY): void {
    this.#capacityRefusals = times;
  }

  /** The next `times` updates end InService with the old config and without a FailureReason. */
  revertSilently(times = 1): void {
    this.#silentReverts = times;
  }

  /** The next `times` rollbacks of rolling deployments fail: UpdateRollbackFailed. */
  failRollback(times = 1): void {
    this.#rollbackFailures = times;
  }

  /** The machines of a variant, or of all of them, take so much longer for each request, ms; 0 ends that. */
  slow(ms: number, variant?: string): void {
    if (variant === undefined) this.#slow.clear();
    this.#slow.set(variant, ms);
  }

  /** How much longer a request to a variant takes, ms. */
  slowness(variant: string): number {
    return this.#slow.get(variant) ?? this.#slow.get(undefined) ?? 0;
  }

  /** Every change that needs instances stays where it is until `release`. */
  stick(): void {
    if (this.#stuck !== undefined) return;
    let release = (): void => {};
    const until = new Promise<void>((resolve) => (release = resolve));
    this.#stuck = { until, release };
  }

  /** Lets go on what `stick` holds. */
  release(): void {
    this.#stuck?.release();
    this.#stuck = undefined;
  }

  /** Resolves when nothing holds the endpoint. */
  async passed(): Promise<void> {
    await this.#stuck?.until;
  }

  /** Throws DeploymentFailure when AWS has no instances to give. */
  assertCapacity(): void {
    if (this.#capacityRefusals <= 0) return;
    this.#capacityRefusals -= 1;
    throw insufficientCapacity();
  }

  /** Throws RollbackFailure when this rollback is meant to fail. */
  assertRollback(): void {
    if (this.#rollbackFailures <= 0) return;
    this.#rollbackFailures -= 1;
    throw new RollbackFailure('Rollback of the deployment failed.');
  }

  /** Whether this update is one that AWS takes back silently. */
  takesBackSilently(): boolean {
    if (this.#silentReverts <= 0) return false;
    this.#silentReverts -= 1;
    return true;
  }
}
