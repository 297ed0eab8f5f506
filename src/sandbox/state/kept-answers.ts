import type { ControlRoutes } from '../control/control-server';
import type { Door } from '../wire/operation';
import type { Keeper } from './keeper';

/** Operations that change nothing; all others are on disk before their answer leaves. */
const reads = /^(Describe|List|Get|Head|BatchGet)/;

/** The door, with every effect of a call on disk before its answer is held, dropped or sent. */
export function keptDoor(door: Door, keeper: Keeper): Door {
  return {
    before: (call) => door.before(call),
    after: async (call, outcome) => {
      // Begun first, so that the call is in the log that is written with the state.
      const ending = door.after(call, outcome);
      const isChange = outcome.ok && !reads.test(call.operation);
      // Nor may a client see a state that a killed sandbox would take back.
      const [last] = await Promise.all([ending, isChange ? keeper.saved() : keeper.caughtUp()]);
      return last;
    },
  };
}

/** The routes of the control port, kept in the same way. */
export function keptRoutes(routes: ControlRoutes, keeper: Keeper): ControlRoutes {
  const kept = Object.entries(routes).map(([route, handler]) => {
    const isRead = route.startsWith('GET ');
    const keeping: typeof handler = async (request) => {
      const answer: unknown = await handler(request);
      await (isRead ? keeper.caughtUp() : keeper.saved());
      return answer;
    };
    return [route, keeping] as const;
  });
  return Object.fromEntries(kept);
}
