import { z } from 'zod';
import { isRecord } from '../wire/exchange';
import { callMatch } from './call-match';
import { happeningSchema, type Happening } from './happening';
import { triggerSchema } from './trigger';

const actions = [
  ...(['fail', 'hold', 'drop', 'delay'] as const),
  ...(['reset', 'truncate', 'html', 'stale', 'alter'] as const),
] as const;

export type FaultAction = (typeof actions)[number];

/** What goes wrong with calls. */
const callFaultSchema = z
  .strictObject({
    ...callMatch,
    /** Each is a word of docs/sandbox.md. */
    action: z.enum(actions),
    /** Before the call takes effect, or after it; each action has a phase of its own by default. */
    phase: z.enum(['before', 'after']).optional(),
    code: z.string().min(1).default('InternalFailure'),
    message: z.string().default('A fault of the sandbox was asked for.'),
    /** How long the message is; it is repeated until then. */
    kilobytes: z.int().min(1).max(10_240).optional(),
    status: z.int().min(400).max(599).optional(),
    /** How many calls it acts on; all of them when absent. */
    times: z.int().min(1).optional(),
    /** Of a delay; how long ago a stale answer was true. */
    seconds: z.number().min(0).max(600).default(1),
    /** Members of an altered answer; all of it where the call never takes effect. */
    set: z.record(z.string(), z.unknown()).optional(),
    ...triggerSchema,
  })
  .superRefine(({ action, phase, operation, set, message, kilobytes }, context) => {
    const refuse = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (onlyAfter.has(action) && phase === 'before') {
      refuse('phase', `${action} needs an answer: its phase is after`);
    }
    if (kilobytes !== undefined && (action !== 'fail' || message === '')) {
      refuse('kilobytes', 'kilobytes is the length of the message of fail');
    }
    if (action === 'alter' && set === undefined) refuse('set', 'alter needs the members to set');
    if (action === 'stale' && !isRemembered(operation)) {
      refuse('operation', 'stale is for Describe…, List… and BatchGet… by their whole name');
    }
    if (action === 'alter' && operation === 'InvokeEndpoint') {
      refuse('operation', 'the answers of InvokeEndpoint are bytes of the model');
    }
  });

/** A fault of calls, or something that happens where the order says `happens`. */
export const faultSchema = z.unknown().transform((given, context): FaultOrder => {
  const happens = isRecord(given) && given.happens !== undefined;
  const result = (happens ? happeningSchema : callFaultSchema).safeParse(given);
  if (result.success) return result.data;
  // A union would only say that nothing fits.
  for (const { path, message } of result.error.issues) {
    context.addIssue({ code: 'custom', path, message });
  }
  return z.NEVER;
});

export type CallFault = z.output<typeof callFaultSchema>;
export type FaultOrder = CallFault | Happening;

const onlyAfter: ReadonlySet<FaultAction> = new Set(['truncate', 'stale']);

const afterByNature: ReadonlySet<FaultAction> = new Set([...onlyAfter, 'drop', 'alter']);

/** Reads that the sandbox keeps the answers of, so that they can be given again. */
export const isRemembered = (operation: string): boolean =>
  /^(Describe|List|BatchGet)\w+$/.test(operation);

/** When an action stands that does not say it. */
export function phaseOf({ action, phase }: CallFault): 'before' | 'after' {
  return phase ?? (afterByNature.has(action) ? 'after' : 'before');
}

/** The text of an error, as long as the order asks for. */
export function messageOf({
  message,
  kilobytes,
}: Pick<CallFault, 'message' | 'kilobytes'>): string {
  return kilobytes === undefined ? message : message.padEnd(kilobytes * 1024, ` ${message}`);
}

/** Whether a call that a fault acts on gets an answer of the fault's, so that no other fault can give one. */
export function isFinal(order: CallFault): boolean {
  if (order.action === 'alter') return phaseOf(order) === 'before';
  return !['delay', 'hold', 'stale'].includes(order.action);
}

/** The HTTP status AWS sends with an error name, where the order does not say. */
export function statusOf({ code, status }: Pick<CallFault, 'code' | 'status'>): number {
  if (status !== undefined) return status;
  if (/^(Internal(Failure|Server|Service|Error))/.test(code)) return 500;
  return /^(ServiceUnavailable|SlowDown)/.test(code) ? 503 : 400;
}
