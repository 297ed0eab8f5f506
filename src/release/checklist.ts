import type { ReleasePlan } from './plan';
import type { ChecklistLine } from './status';

/** One promise of the release checklist. */
export interface ChecklistItem {
  readonly id: string;
  readonly stage: StageName;
  readonly text: string;
  /** What makes this item stop the release or take production back. */
  readonly trigger: string;
}

export type StageName = 'model-package' | 'approval' | 'candidate' | 'shadow' | 'traffic' | 'watch';

export const stageTitles: Readonly<Record<StageName, string>> = {
  'model-package': 'Package verified',
  approval: 'Approval',
  candidate: 'Candidate made',
  shadow: 'Shadow',
  traffic: 'Canary and steps',
  watch: 'Watch and final configuration',
};

/** Every promise we make, in the checklist's order, with its trigger. */
export const checklist: readonly ChecklistItem[] = [
  {
    id: '0.1',
    stage: 'model-package',
    text: 'The plan is read again and still holds',
    trigger: 'anything the plan is made of has changed: stop before production is touched',
  },
  {
    id: '0.2',
    stage: 'model-package',
    text: 'The package is registered, complete and not Rejected, with lineage',
    trigger: 'no registry entry, Rejected, or nothing says what produced it: stop',
  },
  {
    id: '0.3',
    stage: 'model-package',
    text: 'Artifact and image are the pinned ones, and those of the rollback target still exist',
    trigger: 'overwritten, untagged or gone: stop',
  },
  {
    id: '3a.1',
    stage: 'approval',
    text: 'People approve exactly this plan before production is touched',
    trigger: 'rejected, or no decision in time: stop',
  },
  {
    id: '3a.2',
    stage: 'candidate',
    text: "The candidate's model and configs are the stable's with only the model swapped, made before production is touched",
    trigger: 'a name taken by somebody else, a refused create: stop',
  },
  {
    id: '3b.1',
    stage: 'shadow',
    text: 'The candidate answers mirrored traffic within the limits, for the whole window',
    trigger:
      'errors or latency over the limit, too few requests, any alarm: back to the rollback target',
  },
  {
    id: '3c.1',
    stage: 'traffic',
    text: 'The new fleet bakes with the candidate at weight 0 and the candidate answers a smoke request',
    trigger: 'fleet update refused or undone by SageMaker, no answer, any alarm: back',
  },
  {
    id: '3c.2',
    stage: 'traffic',
    text: 'Each step is shifted, read back, held and judged',
    trigger:
      '5xx over the limit, latency regression, any alarm, no verdict in time: weights back at once',
  },
  {
    id: '3d.1',
    stage: 'watch',
    text: 'The candidate serves everything while the stable stays warm',
    trigger: 'any check or alarm: weights back at once',
  },
  {
    id: '3d.2',
    stage: 'watch',
    text: 'The final configuration replaces the release configuration and bakes',
    trigger: 'any check or alarm: configuration swapped back',
  },
];

/** The board's lines for one plan: a stage the plan leaves out is shown as skipped, never hidden. */
export function checklistOf(plan: ReleasePlan): ChecklistLine[] {
  const names = Object.keys(stageTitles) as StageName[];
  return names.map((stage) => {
    const skipped = stage === 'shadow' && !plan.shadow;
    return {
      stage,
      title: stageTitles[stage],
      state: skipped ? 'skipped' : 'waiting',
      note: skipped ? 'not in the spec' : '',
    };
  });
}
