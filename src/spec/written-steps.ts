import { z } from 'zod';
import type { ApprovalSpec, StepSpec } from '../release/spec';
import { defaults } from './defaults';
import { quoted } from './fault';
import { limits } from './limits';
import { gateName, person } from './names';
import { isMapping, list, members, pass, refuse, refuseUnknown, scalar } from './reader';
import { duration, percent } from './units';
import { choice, flag, whole } from './values';

/** A gate's terms without the point it stands before. */
export type GateTerms = Omit<ApprovalSpec, 'before'>;

/** One line of `steps:`; an approval is a gate before the step that follows it. */
export type WrittenStep = StepSpec | { readonly kind: 'approval'; readonly terms: GateTerms };

/** Members of an approval, wherever it stands. */
export const gateTerms = {
  name: scalar(gateName).optional(),
  from: list(scalar(person), limits.people, 'Use [dana@example.com].').default([]),
  within: scalar(duration(limits.within)).default(defaults.approval.withinSeconds),
  count: scalar(whole(limits.approvers)).default(defaults.approval.count),
  onTimeout: scalar(choice('reject', 'hold')).default(defaults.approval.onTimeout),
  notRequester: scalar(flag).default(defaults.approval.notRequester),
};

const share = scalar(percent(limits.share, { whole: true }));
const bake = scalar(duration(limits.seconds));

const canary = members({ canary: share, bake }).transform(
  ({ canary: ratio, bake: bakeSeconds }): WrittenStep => ({ kind: 'canary', ratio, bakeSeconds }),
);

const linear = members({ linear: share, to: share.default(1), bake }).transform(
  ({ linear: by, to, bake: bakeSeconds }): WrittenStep => ({ kind: 'linear', by, to, bakeSeconds }),
);

const hold = members({ bake }).transform(({ bake: bakeSeconds }): WrittenStep => ({
  kind: 'bake',
  bakeSeconds,
}));

const approval = members({ approval: members(gateTerms) }).transform(
  ({ approval: { within, ...terms } }): WrittenStep => ({
    kind: 'approval',
    terms: { ...terms, withinSeconds: within },
  }),
);

const known = ['canary', 'linear', 'to', 'bake', 'approval'];
const use = 'Use { canary: 5%, bake: 15m }, { linear: 25%, bake: 20m } or "5%,15m".';

/** One line of `steps:`. */
export const writtenStep = z.unknown().transform((value, context): WrittenStep => {
  const [, ratio, seconds] =
    /^([^,]{1,12}),([^,]{1,20})$/.exec(typeof value === 'string' ? value : '') ?? [];
  const written = ratio ? { canary: ratio, bake: seconds } : value;
  if (!isMapping(written)) return refuse(context, `${quoted(value)} is not a step`, use);
  const schema = schemaOf(Object.keys(written));
  if (schema) {
    const result = schema.safeParse(written);
    return result.success ? result.data : pass(context, result.error);
  }
  refuseUnknown(context, written, known);
  return context.issues.length > 0 ? z.NEVER : refuse(context, 'is not a step', use);
});

function schemaOf(keys: readonly string[]): z.ZodType<WrittenStep> | undefined {
  if (keys.includes('canary')) return canary;
  if (keys.includes('linear')) return linear;
  if (keys.includes('approval')) return approval;
  return keys.length === 1 && keys[0] === 'bake' ? hold : undefined;
}
