import { z } from 'zod';
import type { Account } from '../account/account';
import { firstAccount, isSandboxAccount } from '../account/account-id';
import type { Accounts } from '../account/accounts';
import { findConfig } from '../sagemaker/endpoint-configs';
import { findEndpoint } from '../sagemaker/endpoints';
import { eventRoutes } from '../events/event-routes';
import { seedNames } from '../seed/names';
import type { World } from '../sagemaker/world';
import type { Sts } from '../sts/service';
import { ControlError, read, type ControlRoutes } from './control-server';
import { fateSchema, meet } from './fate';
import { faultSchema } from './fault';
import type { Faults } from './faults';
import { callOutOfBand, outOfBand } from './out-of-band';
import { roleRoutes } from './role-routes';
import { describeState } from './state';

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

/** Every route of the control port; most are about one account, which the query may name. */
export function controlRoutes(accounts: Accounts, faults: Faults, sts: Sts): ControlRoutes {
  const of = (query: URLSearchParams): Account => accounts.of(accountOf(query));
  const { log } = accounts.first;
  return {
    'GET /state': ({ query }) => describeState(of(query), faults),
    'GET /log': () => (log.flush(), { path: log.path }),
    ...eventRoutes((query) => of(query).events.faults),
    ...loadRoutes(of),
    ...roleRoutes(sts, accountOf),
    'POST /faults': ({ body }) => ({ id: faults.add(read(faultSchema, body)) }),
    'GET /faults': () => ({ faults: faults.list() }),
    'DELETE /faults/:id': ({ names: [id = ''] }) => {
      if (!faults.remove(id)) throw new ControlError(404, `There is no fault ${id}.`);
    },
    'PUT /endpoints/:name/weights': ({ names: [EndpointName = ''], query, body }) => {
      const DesiredWeightsAndCapacities = Object.entries(read(weightsSchema, body)).map(
        ([VariantName, DesiredWeight]) => ({ VariantName, DesiredWeight }),
      );
      const input = { EndpointName, DesiredWeightsAndCapacities };
      const operation = 'UpdateEndpointWeightsAndCapacities';
      const { id, services, log } = of(query);
      const call = { service: 'sagemaker', operation, input };
      return callOutOfBand(services, log, outOfBand(call, undefined, id));
    },
    'POST /endpoints/:name/fate': ({ names: [name = ''], query, body }) => {
      const { world } = of(query);
      return meet(findEndpoint(world, name, anybodyOf(world)), read(fateSchema, body));
    },
    'PUT /endpoint-configs/:name/unknown-members': ({ names: [name = ''], query, body }) => {
      const { world } = of(query);
      const members = read(z.record(z.string(), z.unknown()), body);
      findConfig(world, name, anybodyOf(world)).unknownMembers = members;
    },
    'PUT /alarms/:name': ({ names: [name = ''], query, body }) => {
      const { state, reason } = read(alarmSchema, body);
      of(query).cloudwatch.alarms.setState(name, state, reason);
    },
  };
}

/** Worlds and the clients of their endpoints. */
function loadRoutes(of: (query: URLSearchParams) => Account): ControlRoutes {
  return {
    'POST /worlds': async ({ query, body }) => {
      const { world, loads, seed } = of(query);
      const { endpoint, group, rps } = read(worldSchema, body);
      if (world.endpoints.has(endpoint)) throw new ControlError(409, `${endpoint} exists.`);
      await seed({ endpoint, group });
      if (rps > 0) loads.setRate(endpoint, rps);
    },
    'GET /load': ({ query }) => ({ rps: of(query).loads.rate(endpointOf(query)) }),
    'PUT /load': ({ query, body }) => {
      const { endpoint, rps } = read(loadSchema, body);
      of(query).loads.setRate(endpoint, rps);
      return { rps };
    },
    'GET /load/summary': ({ query }) =>
      of(query).loads.summary(endpointOf(query), intervalOf(query)),
  };
}

/** Who looks for something that is not there is named in no answer but by account and region. */
const anybodyOf = ({ account }: World) =>
  outOfBand({ service: 'sagemaker', operation: '', input: {} }, undefined, account);

function accountOf(query: URLSearchParams): string {
  const id = query.get('account') ?? firstAccount;
  if (isSandboxAccount(id)) return id;
  throw new ControlError(
    400,
    `account=${id} is none of the sandbox's: it has ${firstAccount} to 000000000099.`,
  );
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
