import type { ReleasePlan } from '../release/plan';
import type { ReleaseVerdict } from '../release/verdict';
import type { ActivityContext } from './context';
import { keep, type EvidenceAddress } from './evidence-store';
import { verifyPackage as readPackage } from './model-package';

/** Stage 0's re-read with its record. */
export async function verifyPackage(
  { clients, store }: ActivityContext,
  { plan, evidence }: { readonly plan: ReleasePlan; readonly evidence: EvidenceAddress },
): Promise<ReleaseVerdict> {
  const verdict = await readPackage(clients, plan);
  const { candidate, rollbackTarget } = plan;
  const record = { schema: 'slipway.verdict/1', ...verdict, candidate, rollbackTarget };
  return { ...verdict, evidence: await keep(store, evidence, record) };
}
