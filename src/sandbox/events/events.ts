import { randomUUID } from 'node:crypto';
import type { Alarms } from '../cloudwatch/alarms';
import type { EventLog } from '../event-log';
import type { LogEvent } from '../log-line';
import { sandboxRegion } from '../sagemaker/names';
import type { World } from '../sagemaker/world';
import { alarmDetail, toldState, type ToldState } from './alarm-event';
import { awsEvent, type AwsEvent } from './aws-event';
import { deploymentDetail, endpointDetail } from './endpoint-event';
import { EventFaults, type EventFault } from './event-fault';
import { EventSender } from './event-sender';
import type { EventTarget } from './event-target';
import { packageDetail } from './package-event';

export interface EventsOptions {
  readonly targets: readonly EventTarget[];
  readonly world: World;
  readonly alarms: Alarms;
  readonly log: EventLog;
}

/** An alarm may be gone when its change is told. */
const goneAlarmArn = ({ account }: World, name: string): string =>
  `arn:aws:cloudwatch:${sandboxRegion}:${account}:alarm:${name}`;

/** Tells changes of state to the targets, as EventBridge would. Without targets it does nothing. */
export class Events {
  readonly faults = new EventFaults();
  readonly #options: EventsOptions;
  readonly #senders: readonly EventSender[];
  readonly #deployments = new Map<string, string>();
  readonly #alarmStates = new Map<string, ToldState>();
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Swapped events: each waits for the one that follows it. */
  #swapped: AwsEvent[] = [];

  constructor(options: EventsOptions) {
    this.#options = options;
    const { targets, alarms, log } = options;
    this.#senders = targets.map((target) => new EventSender(target, log));
    if (targets.length === 0) return;
    log.onWrite((line) => this.#heard(line));
    alarms.onChange((change) => {
      const alarm = alarms.get(change.name);
      // What was said of the state before; of the first one AWS says that it was never checked.
      const previous = this.#alarmStates.get(change.name) ?? { value: change.from };
      this.#alarmStates.set(change.name, toldState(change, alarm));
      const arn = alarm?.arn ?? goneAlarmArn(options.world, change.name);
      const detail = alarmDetail(change, alarm, previous);
      this.#emit(awsEvent('CloudWatch Alarm State Change', arn, detail, change.at));
    });
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const sender of this.#senders) sender.stop();
  }

  #heard(line: LogEvent): void {
    if (line.kind === 'registry') this.#packageChanged(line.arn, line.fields);
    else if (line.kind === 'endpoint') this.#endpointChanged(line.endpoint, true);
    else if (line.kind === 'deployment') this.#endpointChanged(line.endpoint, false);
  }

  #packageChanged(arn: string, fields: readonly string[] | undefined): void {
    const { world, log } = this.#options;
    if (fields === undefined) {
      const what = `the event of ${arn}, just created, has no UpdatedModelPackageFields`;
      log.write({ kind: 'undocumented', what });
    }
    const detail = packageDetail(world, arn, fields);
    this.#emit(awsEvent('SageMaker Model Package State Change', arn, detail));
  }

  #endpointChanged(name: string, ofStatus: boolean): void {
    const { world } = this.#options;
    const endpoint = world.endpoints.get(name);
    if (endpoint === undefined) return;
    const { arn } = endpoint;
    if (ofStatus) {
      const detail = endpointDetail(world, endpoint);
      this.#emit(awsEvent('SageMaker Endpoint State Change', arn, detail));
    }
    const detail = deploymentDetail(world, endpoint);
    const said = JSON.stringify(detail?.PendingDeploymentSummary ?? detail?.ProductionVariants);
    if (detail !== undefined && said !== this.#deployments.get(name)) {
      this.#emit(awsEvent('SageMaker Endpoint Deployment State Change', arn, detail));
    }
    this.#deployments.set(name, said);
  }

  /** Sends an event, unless a fault is in its way. */
  #emit(event: AwsEvent): void {
    const fault = this.faults.take(event);
    if (fault === undefined) {
      this.#send(event);
      return;
    }
    this.#options.log.write({
      kind: 'fault',
      fault: fault.id,
      event: 'acted',
      operation: event['detail-type'],
      action: fault.order.action,
    });
    this.#disturb(fault, event);
  }

  #disturb({ order: { action, seconds } }: EventFault, event: AwsEvent): void {
    if (action === 'twice') {
      this.#send(event);
      this.#send({ ...event, id: randomUUID() });
    } else if (action === 'late') {
      this.#after(seconds, () => this.#send(event));
    } else if (action === 'swapped') {
      this.#swapped.push(event);
      this.#after(seconds, () => this.#release());
    }
  }

  #after(seconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, seconds * 1000);
    this.#timers.add(timer);
  }

  #send(event: AwsEvent): void {
    for (const sender of this.#senders) sender.send(event);
    if (this.#swapped.length > 0) this.#release();
  }

  #release(): void {
    const held = this.#swapped;
    this.#swapped = [];
    for (const event of held) this.#send(event);
  }
}
