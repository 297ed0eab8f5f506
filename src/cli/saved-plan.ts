import { planDigest, type ReleasePlan } from '../release/plan';
import type { ReleaseSpec } from '../release/spec';
import { checkSpec } from '../spec/check-spec';
import { renderFault } from '../spec/fault';
import { isMapping } from '../spec/reader';
import { usage } from './failure';
import { jsonText } from './output/plain';
import type { SpecFile } from './spec-file';

const schema = 'slipway.saved-plan/1';

export interface SavedPlan {
  readonly spec: ReleaseSpec;
  readonly plan: ReleasePlan;
}

/** Spec and plan as one file: a plan is only ever released with the spec it was made of. */
export function savedPlan(spec: ReleaseSpec, plan: ReleasePlan): string {
  return `${jsonText({ schema, spec, plan }, 2)}\n`;
}

/** Reads a saved plan back; refuses one that was edited. The release itself refuses one that has become stale. */
export function readSavedPlan({ file, text }: SpecFile): SavedPlan {
  const use = 'Make one with `slipway plan --out FILE`.';
  const saved = parse(text);
  if (!isMapping(saved) || saved.schema !== schema) throw usage(`${file} is not a saved plan`, use);
  const spec = checkSpec(saved.spec);
  if (!spec.ok) throw usage(`${file}: ${spec.faults.map(renderFault).join('\n')}`, use);
  const { plan } = saved;
  if (!isPlan(plan)) throw usage(`${file} holds no plan of this version`, use);
  if (planDigest(plan) !== plan.digest)
    throw usage(`${file} was changed: its digest is not ${plan.digest.slice(0, 12)}`, use);
  if (plan.endpoint !== spec.spec.endpoint)
    throw usage(`${file} joins a plan and a spec of different endpoints`, use);
  return { spec: spec.spec, plan };
}

function isPlan(value: unknown): value is ReleasePlan {
  return (
    isMapping(value) &&
    value.schema === 'slipway.plan/1' &&
    ['digest', 'account', 'region', 'endpoint'].every((name) => typeof value[name] === 'string')
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
