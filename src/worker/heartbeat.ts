import type { Context } from '@temporalio/activity';
import type { ActivityInterceptors } from '@temporalio/worker';

/**
 * Beats for every activity with a heartbeat timeout while it runs: a worker that died in the middle of a way back is
 * noticed within that timeout, not at the end of the attempt's.
 */
export function heartbeat(context: Context): ActivityInterceptors {
  return {
    inbound: {
      async execute(input, next) {
        const { heartbeatTimeoutMs } = context.info;
        if (!heartbeatTimeoutMs) return await next(input);
        const beat = setInterval(() => context.heartbeat(), heartbeatTimeoutMs / 3);
        try {
          return await next(input);
        } finally {
          clearInterval(beat);
        }
      },
    },
  };
}
