import type { CloudWatch } from '../cloudwatch/service';
import type { Registry } from '../ecr/registry';
import type { EventLog } from '../event-log';
import { sandboxRegion } from '../sagemaker/names';
import { callRoute, ControlError, type ControlRoutes } from './control-server';
import type { Happen } from './faults';
import type { Happening } from './happening';
import type { MetricDisturbances } from './metric-disturbance';
import { callOutOfBand, outOfBand, type Services } from './out-of-band';

/** What things can happen to. */
export interface Surroundings {
  readonly services: Services;
  readonly cloudwatch: CloudWatch;
  readonly images: Registry;
  readonly metrics: MetricDisturbances;
  readonly log: EventLog;
  /** Of the control port. */
  readonly routes: () => ControlRoutes;
}

/** Lets things happen in the world. What is asked of something that is not there throws. */
export function createHappenings(surroundings: Surroundings): Happen {
  return (happening, late) => happen(surroundings, happening, late);
}

function happen(
  surroundings: Surroundings,
  happening: Happening,
  late: (cause: unknown) => void,
): (() => void) | undefined {
  const { services, cloudwatch, images, metrics, log } = surroundings;
  switch (happening.happens) {
    case 'call': {
      const { service, operation, input, by } = happening;
      settle(callOutOfBand(services, log, outOfBand({ service, operation, input }, by)), late);
      return undefined;
    }
    case 'control': {
      const request = { query: new URLSearchParams(), body: happening.body };
      settle(callRoute(surroundings.routes(), happening.call, request), late);
      return undefined;
    }
    case 'alarm':
      reconfigure(cloudwatch, happening.alarm, happening.change);
      return undefined;
    case 'metrics-late':
    case 'metrics-absent':
      return metrics.add(happening);
    case 'image-gone':
      if (images.remove(happening.repository, happening)) return undefined;
      throw new ControlError(404, `${happening.repository} has no such image.`);
    case 'image-pushed':
      pushImage(images, happening);
      return undefined;
  }
}

/** What takes its time may fail when nobody waits for it any more. */
function settle(done: unknown, late: (cause: unknown) => void): void {
  if (done instanceof Promise) done.catch(late);
}

/** Throws AWS's refusal where there is no such repository. */
function pushImage(
  images: Registry,
  pushed: Extract<Happening, { happens: 'image-pushed' }>,
): void {
  const { repository, imageDigest: digest, imageTag } = pushed;
  images.images(repository);
  images.push(repository, { digest, tags: [imageTag] });
}

/** AWS keeps the state of an alarm that is overwritten; so does this. */
function reconfigure(
  { alarms, putMetricAlarm }: CloudWatch,
  name: string,
  change: Readonly<Record<string, unknown>>,
): void {
  const alarm = alarms.get(name);
  if (alarm === undefined) throw new ControlError(404, `There is no alarm ${name}.`);
  putMetricAlarm({ ...alarm.definition.shown, ...change, AlarmName: name }, sandboxRegion);
}
