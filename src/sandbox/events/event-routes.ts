import { ControlError, read, type ControlRoutes } from '../control/control-server';
import { eventFaultSchema, type EventFaults } from './event-fault';

/** The control port's routes to faults of events; each account has its own, which the query may name. */
export function eventRoutes(faultsOf: (query: URLSearchParams) => EventFaults): ControlRoutes {
  return {
    'POST /events/faults': ({ query, body }) => {
      const order = read(eventFaultSchema, body);
      return { id: faultsOf(query).add(order) };
    },
    'GET /events/faults': ({ query }) => ({ faults: faultsOf(query).list() }),
    'DELETE /events/faults/:id': ({ names: [id = ''], query }) => {
      if (!faultsOf(query).remove(id))
        throw new ControlError(404, `There is no fault ${id} of events.`);
    },
  };
}
