import { z } from 'zod';
import { ControlError, type ControlRoutes } from '../control/control-server';
import { eventFaultSchema, type EventFaults } from './event-fault';

/** The control port's routes to faults of events. */
export function eventRoutes(faults: EventFaults): ControlRoutes {
  return {
    'POST /events/faults': ({ body }) => {
      const order = eventFaultSchema.safeParse(body);
      if (!order.success) throw new ControlError(400, z.prettifyError(order.error));
      return { id: faults.add(order.data) };
    },
    'GET /events/faults': () => ({ faults: faults.list() }),
    'DELETE /events/faults/:id': ({ names: [id = ''] }) => {
      if (!faults.remove(id)) throw new ControlError(404, `There is no fault ${id} of events.`);
    },
  };
}
