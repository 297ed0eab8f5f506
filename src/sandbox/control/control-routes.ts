import { z } from 'zod';
import type { Alarms } from '../cloudwatch/alarms';
import type { EventLog } from '../event-log';
import type { Loads } from '../load/loads';
import { findConfig } from '../sagemaker/endpoint-configs';
import { findEndpoint } from '../sagemaker/endpoints';
import type { World } from '../sagemaker/world';
import { seedNames, type SeedNames } from '../seed/names';
import { ControlError, type ControlRoutes } from './control-server';
import { fateSchema, meet } from './fate';
import { faultSchema } from './fault';
import type { Faults } from './faults';
import { callOutOfBand, outOfBand, type Services } from './out-of-band';
import { describeState } from './state';

export interface Controlled {
  readonly world: World;
  readonly alarms: Alarms;
  readonly loads: Loads;
  /** Seeds one more world beside the first. */
  readonly addWorld: (names: SeedNames) => Promise<void>;
  readonly services: Services;
  readonly faults: Faults;
  readonly log: EventLog;
}

const alarmSchema = z.strictObject({
  state: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  reason: z.string().max(1023).default('Set through the control port.'),
});

const rps = z.number().min(0).max(2_000);
const loadSchema = z.strictObject({ rps, endpoint: z.string().default(seedNames.endpoint) });
const worldSchema = z.strictObject({
  endpoint: z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,50}$/),
  group: z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,50}$/),
  rps: rps.default(0),
});

const weightsSchema = z.record(z.string(), z.number().min(0));

const anybody = outOfBand({ service: 'sagemaker', operation: '', input: {} });

/** Every route of the control port. */
export function controlRoutes(controlled: Controlled): ControlRoutes {
  const { world, alarms, loads, services, faults, log, addWorld } = controlled;
  return {
    'GET /state': () => describeState(controlled),
    'GET /log': () => (log.flush(), { path: log.path }),
    'POST /worlds': async ({ body }) => {
      const { endpoint, group, rps } = read(worldSchema, body);
      if (world.endpoints.has(endpoint)) throw new ControlError(409, `${endpoint} exists.`);
      await addWorld({ endpoint, group });
      if (rps > 0) loads.setRate(endpoint, rps);
    },
    'GET /load': ({ query }) => ({ rps: loads.rate(endpointOf(query)) }),
    'PUT /load': ({ body }) => {
      const { endpoint, rps } = read(loadSchema, body);
      loads.setRate(endpoint, rps);
      return { rps };
    },
    'GET /load/summary': ({ query }) => loads.summary(endpointOf(query), intervalOf(query)),
    'POST /faults': ({ body }) => ({ id: faults.add(read(faultSchema, body)) }),
    'GET /faults': () => ({ faults: faults.list() }),
    'DELETE /faults/:id': ({ names: [id = ''] }) => {
      if (!faults.remove(id)) throw new ControlError(404, `There is no fault ${id}.`);
    },
    'PUT /endpoints/:name/weights': ({ names: [EndpointName = ''], body }) => {
      const DesiredWeightsAndCapacities = Object.entries(read(weightsSchema, body)).map(
        ([VariantName, DesiredWeight]) => ({ VariantName, DesiredWeight }),
      );
      const input = { EndpointName, DesiredWeightsAndCapacities };
      const operation = 'UpdateEndpointWeightsAndCapacities';
      return callOutOfBand(services, log, outOfBand({ service: 'sagemaker', operation, input }));
    },
    'POST /endpoints/:name/fate': ({ names: [name = ''], body }) =>
      meet(findEndpoint(world, name, anybody), read(fateSchema, body)),
    'PUT /endpoint-configs/:name/unknown-members': ({ names: [name = ''], body }) => {
      const members = read(z.record(z.string(), z.unknown()), body);
      findConfig(world, name, anybody).unknownMembers = members;
    },
    'PUT /alarms/:name': ({ names: [name = ''], body }) => {
      const { state, reason } = read(alarmSchema, body);
      alarms.setState(name, state, reason);
    },
  };
}

const endpointOf = (query: URLSearchParams): string => query.get('endpoint') ?? seedNames.endpoint;

function intervalOf(query: URLSearchParams): { from?: number; to?: number } {
  const time = (name: string): number | undefined => {
    const text = query.get(name);
    if (text === null) return undefined;
    const ms = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
    if (Number.isNaN(ms))
      throw new ControlError(400, `${name}=${text} is neither ISO time nor ms.`);
    return ms;
  };
  const [from, to] = [time('from'), time('to')];
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new ControlError(400, z.prettifyError(result.error));
}
