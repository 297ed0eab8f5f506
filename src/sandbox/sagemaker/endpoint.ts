import type { DeploymentConfig, VariantStatus } from '@aws-sdk/client-sagemaker';
import { awsSeconds } from '../aws-time';
import { allAtOnce } from '../deployment/all-at-once';
import { Conditions } from '../deployment/conditions';
import { RollbackFailure, SilentRevert } from '../deployment/failure';
import type { Rollout, Site } from '../deployment/site';
import type { Traffic } from '../deployment/traffic';
import { desire, wayBack, type DesiredChange } from '../fleet/capacity-change';
import { takeDown, type Ground } from '../fleet/run-fleet';
import type { Fleet } from '../fleet/variant';
import { tellDeployment, tellServing, tellStatus } from './endpoint-log';
import * as states from './endpoint-states';
import type { Status } from './endpoint-states';
import { changeCapacity, removeAll, type Task } from './endpoint-task';
import { invalid } from './names';
import type { World } from './world';

/** A fleet on its way to serve. */
export interface Pending {
  readonly fleet: Fleet;
  readonly startedAt: Date;
  readonly stage: {
    readonly status: VariantStatus;
    readonly message?: string | undefined;
    readonly since: Date;
  };
}

/**
 * One endpoint and its state machine. A change sets the status at once and goes on by itself; until
 * it is over every other change is refused.
 */
export class Endpoint {
  modifiedAt: Date;
  status: Status = 'Creating';
  failureReason: string | undefined;
  /** Undefined until the first fleet serves. */
  serving: Fleet | undefined;
  pending: Pending | undefined;
  /** Two fleets share the traffic: a guarded deployment shifts it, or its rollback failed. */
  traffic: Traffic | undefined;
  /** How the last deployment that named it was carried out. */
  lastDeployment: DeploymentConfig | undefined;
  /** What goes wrong on AWS's side of this endpoint. */
  readonly conditions = new Conditions();
  readonly ground: Ground;
  /** The first fleet ever, which may never have served. */
  first: Fleet | undefined;
  task: Task | undefined;
  /** Why what is under way is being taken back. */
  failing: Error | undefined;

  constructor(
    private readonly world: World,
    readonly name: string,
    readonly arn: string,
    readonly createdAt = new Date(),
  ) {
    this.modifiedAt = createdAt;
    const { conditions } = this;
    const wait = (seconds: number): Promise<void> => world.time.wait(seconds);
    this.ground = { world, endpoint: name, conditions, wait };
  }

  /** Name of the config that serves, or of the first one while it is brought up. */
  get config(): string {
    return (this.serving ?? this.first)?.config ?? '';
  }

  /** What the config says beyond its variants. */
  get settings(): Fleet['settings'] | undefined {
    return (this.serving ?? this.first)?.settings;
  }

  /** The fleets that may get requests now. */
  get fleets(): readonly Fleet[] {
    const { blue, green } = this.traffic ?? {};
    return [blue ?? this.serving, green].flatMap((fleet) => fleet ?? []);
  }

  uses(config: string): boolean {
    return [this.config, this.pending?.fleet.config, this.traffic?.green.config].includes(config);
  }

  /** Brings up a new fleet and moves to it as the rollout says. */
  deploy(next: Fleet, rollout: Rollout = { policy: allAtOnce }): void {
    const leftover = this.traffic?.green;
    if (this.serving === undefined) this.first = next;
    const since = new Date();
    this.pending = { fleet: next, startedAt: since, stage: { status: 'Creating', since } };
    this.become(this.serving === undefined ? 'Creating' : 'Updating');
    this.carryOut({ kind: 'deployment', next, rollout, leftover });
  }

  /** Changes weights and counts of the fleet that serves. */
  change(changes: readonly DesiredChange[]): void {
    const back = wayBack(changes);
    desire(changes);
    this.become('Updating');
    this.carryOut({ kind: 'capacity', changes, back });
  }

  /** Takes everything down, then calls `gone`. */
  remove(gone: () => void): void {
    this.become('Deleting');
    this.carryOut({ kind: 'removal', gone });
  }

  /** Does what is under way, once `ready`. */
  carryOut(task: Task, ready: Promise<void> = Promise.resolve()): void {
    this.task = task;
    this.inBackground(async () => {
      await ready;
      await this.#work(task);
    });
  }

  /** Throws AWS's refusal when weights and counts cannot be changed now. */
  assertChangeable(): void {
    this.#assert(states.changeable);
  }

  /** Throws AWS's refusal when the endpoint cannot be updated to a config now. */
  assertUpdatable(): void {
    this.#assert(states.updatable);
  }

  /** Throws AWS's refusal when the endpoint cannot be deleted now. */
  assertSettled(): void {
    this.#assert(states.deletable);
  }

  /** Ends every process, when the sandbox does. */
  kill(): void {
    for (const fleet of [...this.fleets, this.pending?.fleet]) {
      for (const variant of fleet?.variants ?? []) {
        for (const instance of variant.instances) instance.kill();
      }
    }
  }

  /** Whatever goes wrong, the endpoint ends with what served before and says why. */
  inBackground(work: () => Promise<void>): void {
    void work().then(
      () => this.status !== 'Deleting' && this.#settle(undefined),
      (cause: unknown) => {
        if (!this.world.time.isStopped) this.#settle(cause);
      },
    );
  }

  /** Enters a state and writes it to the log. */
  become(status: Status): void {
    this.status = status;
    this.modifiedAt = new Date();
    tellStatus(this.world, this);
  }

  async #work(task: Task): Promise<void> {
    switch (task.kind) {
      case 'deployment':
        await task.rollout.policy(this.#site(this.serving, task.next));
        if (task.leftover !== undefined) await takeDown(task.leftover);
        return;
      case 'capacity':
        return await changeCapacity(this, task);
      case 'removal':
        return await removeAll(this, task.gone);
      case 'end':
        await this.ground.wait(awsSeconds.fleetRemoval);
        if (task.failure !== undefined) throw task.failure;
    }
  }

  #assert(allowed: readonly Status[]): void {
    const refusal = states.refusal(this.arn, this.status, allowed);
    if (refusal !== undefined) throw invalid(refusal);
  }

  #site(old: Fleet | undefined, next: Fleet): Site {
    return {
      ...this.ground,
      old,
      next,
      stage: (status, message) => this.#stage(next, status, message),
      route: (share) => this.#route(old, next, share),
      serve: (fleet) => {
        this.serving = fleet;
        this.traffic = undefined;
        tellServing(this.world, this, 'deployment');
      },
      failed: (cause) => {
        this.failing = asError(cause);
      },
      alarmState: this.world.alarmState,
    };
  }

  #route(blue: Fleet | undefined, green: Fleet, share: number): void {
    if (blue === undefined) return;
    this.traffic = share > 0 ? { blue, green, share } : undefined;
    for (const fleet of [blue, green]) fleet.isBeingCompared = true;
    tellDeployment(this.world, this);
  }

  #stage(fleet: Fleet, status: VariantStatus, message?: string): void {
    const { startedAt = new Date() } = this.pending ?? {};
    this.pending = { fleet, startedAt, stage: { status, message, since: new Date() } };
    tellDeployment(this.world, this);
  }

  #settle(cause: unknown): void {
    this.failureReason = reasonOf(cause);
    this.failing = undefined;
    this.task = undefined;
    for (const fleet of [...this.fleets, this.pending?.fleet]) {
      if (fleet !== undefined) fleet.isBeingCompared = false;
    }
    this.pending = undefined;
    const isMixed = cause instanceof RollbackFailure || this.traffic !== undefined;
    if (isMixed) this.become('UpdateRollbackFailed');
    else this.become(this.serving === undefined ? 'Failed' : 'InService');
  }
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(JSON.stringify(cause));
}

/** Silent where AWS is: when nothing failed, and when it took an update back without a word. */
function reasonOf(cause: unknown): string | undefined {
  if (cause === undefined || cause instanceof SilentRevert) return undefined;
  return asError(cause).message;
}
