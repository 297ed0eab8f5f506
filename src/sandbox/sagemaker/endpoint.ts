import { awsSeconds } from '../aws-time';
import { bringUp, grow, shrink, takeDown } from '../fleet/run-fleet';
import type { Fleet, Variant } from '../fleet/variant';
import type { ServingLine } from '../log-line';
import { invalid } from './names';
import type { World } from './world';

export type Status = 'Creating' | 'InService' | 'Updating' | 'Failed' | 'Deleting';

export type PendingPhase = 'Creating' | 'ActivatingTraffic' | 'Deleting';

/** A fleet on its way to serve. */
export interface Pending {
  readonly fleet: Fleet;
  readonly startedAt: Date;
  phase: PendingPhase;
}

/** What UpdateEndpointWeightsAndCapacities asks of one variant; absent members stay. */
export interface DesiredChange {
  readonly variant: Variant;
  readonly weight?: number;
  readonly count?: number;
}

/**
 * One endpoint and its state machine. A change sets the status at once and goes on by itself; until
 * it is over every other change is refused.
 */
export class Endpoint {
  readonly createdAt = new Date();
  modifiedAt = this.createdAt;
  status: Status = 'Creating';
  failureReason: string | undefined;
  /** Undefined until the first fleet serves. */
  serving: Fleet | undefined;
  pending: Pending | undefined;
  #first: Fleet | undefined;

  constructor(
    private readonly world: World,
    readonly name: string,
    readonly arn: string,
  ) {}

  /** Name of the config that serves, or of the first one while it is brought up. */
  get config(): string {
    return (this.serving ?? this.#first)?.config ?? '';
  }

  /** What the config says beyond its variants. */
  get settings(): Fleet['settings'] | undefined {
    return (this.serving ?? this.#first)?.settings;
  }

  uses(config: string): boolean {
    return this.config === config || this.pending?.fleet.config === config;
  }

  /** Brings up a whole new fleet, switches to it and takes the old one down. */
  deploy(fleet: Fleet): void {
    const isFirst = this.serving === undefined;
    if (isFirst) this.#first = fleet;
    this.pending = { fleet, startedAt: new Date(), phase: 'Creating' };
    this.#become(isFirst ? 'Creating' : 'Updating');
    this.#inBackground(() => this.#replaceWith(fleet));
  }

  /** Changes weights and counts of the fleet that serves. */
  change(changes: readonly DesiredChange[]): void {
    for (const { variant, weight, count } of changes) {
      variant.desiredWeight = weight ?? variant.desiredWeight;
      variant.desiredCount = count ?? variant.desiredCount;
    }
    this.#become('Updating');
    this.#inBackground(() => this.#adjust(changes));
  }

  /** Takes everything down, then calls `gone`. */
  remove(gone: () => void): void {
    this.#become('Deleting');
    this.#inBackground(async () => {
      await this.world.time.wait(awsSeconds.fleetRemoval);
      if (this.serving !== undefined) await takeDown(this.serving);
      gone();
    });
  }

  /** Throws AWS's in-progress error, or that the endpoint has failed, when no change is possible. */
  assertChangeable(): void {
    if (this.status === 'InService') return;
    if (this.status === 'Failed') {
      throw invalid(`Cannot update endpoint "${this.arn}" with status Failed; delete it instead.`);
    }
    this.assertSettled();
  }

  assertSettled(): void {
    if (this.status === 'InService' || this.status === 'Failed') return;
    throw invalid(`Cannot update in-progress endpoint "${this.arn}".`);
  }

  /** Ends every process, when the sandbox does. */
  kill(): void {
    for (const fleet of [this.serving, this.pending?.fleet]) {
      for (const variant of fleet?.variants ?? []) {
        for (const instance of variant.instances) instance.kill();
      }
    }
  }

  async #replaceWith(next: Fleet): Promise<void> {
    const old = this.serving;
    await bringUp(this.world, this.name, next);
    this.#phase('ActivatingTraffic');
    this.serving = next;
    this.#tellServing('deployment');
    if (old !== undefined) {
      this.#phase('Deleting');
      await this.world.time.wait(awsSeconds.fleetRemoval);
      await takeDown(old);
    }
  }

  async #adjust(changes: readonly DesiredChange[]): Promise<void> {
    const { time } = this.world;
    await time.wait(awsSeconds.weightChange / 2);
    for (const { variant } of changes) variant.currentWeight = variant.desiredWeight;
    this.#tellServing('change');
    for (const { variant } of changes) {
      if (variant.desiredCount > variant.instances.length) {
        await time.wait(awsSeconds.provisioning);
        await grow(this.world, this.name, variant, variant.desiredCount);
        this.#tellServing('change');
      } else if (variant.desiredCount < variant.instances.length) {
        const removal = shrink(variant, variant.desiredCount);
        this.#tellServing('change');
        await removal;
      }
    }
    await time.wait(awsSeconds.weightChange / 2);
  }

  /** Whatever goes wrong, the endpoint ends with what served before and says why. */
  #inBackground(work: () => Promise<void>): void {
    void work().then(
      () => this.status !== 'Deleting' && this.#settle(undefined),
      (cause: unknown) => {
        if (this.world.time.isStopped) return;
        this.#settle(cause instanceof Error ? cause.message : String(cause));
      },
    );
  }

  #settle(failureReason: string | undefined): void {
    this.failureReason = failureReason;
    this.pending = undefined;
    for (const variant of this.serving?.variants ?? []) {
      variant.desiredCount = variant.instances.length;
      variant.desiredWeight = variant.currentWeight;
    }
    this.#become(this.serving === undefined ? 'Failed' : 'InService');
  }

  #phase(phase: PendingPhase): void {
    if (this.pending === undefined) return;
    this.pending.phase = phase;
    const { config } = this.pending.fleet;
    const share = phase === 'Creating' ? 0 : 1;
    this.world.log.write({
      kind: 'deployment',
      endpoint: this.name,
      config,
      stage: phase,
      share,
    });
  }

  #become(status: Status): void {
    this.status = status;
    this.modifiedAt = new Date();
    const pendingConfig = this.pending?.fleet.config;
    this.world.log.write({
      kind: 'endpoint',
      endpoint: this.name,
      status,
      config: this.config,
      ...(pendingConfig !== undefined && { pendingConfig }),
      ...(this.failureReason !== undefined && { failureReason: this.failureReason }),
    });
  }

  /** Writes the weights and counts that are in force from now on to the log. */
  #tellServing(cause: ServingLine['cause']): void {
    if (this.serving === undefined) return;
    const { config, variants } = this.serving;
    const shown = variants.map((variant) => {
      const { currentWeight: weight, instances, model, version, isShadow: shadow } = variant;
      return [variant.name, { weight, instances: instances.length, model, version, shadow }];
    });
    this.world.log.write({
      kind: 'serving',
      endpoint: this.name,
      config,
      cause,
      variants: Object.fromEntries(shown) as ServingLine['variants'],
    });
  }
}
