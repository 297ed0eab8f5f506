import type { ReleaseStatus } from '../../../src/release/status';

/** A release in its first bake, for drawings and transitions. */
export const baking: ReleaseStatus = {
  workflowId: 'release/000000000000/us-east-1/fraud-scorer',
  runId: '8d1f0000-0000-4000-8000-000000000001',
  state: 'Baking',
  reason: 'Baking',
  sentence: 'step 1 of 2, 5 % is held for 15m',
  outcome: null,
  endpoint: 'fraud-scorer',
  stage: 'traffic',
  step: 1,
  steps: 2,
  traffic: { candidate: 5, target: 5 },
  stable: 'fraud/1',
  candidate: 'fraud/2',
  planDigest: 'ab'.repeat(32),
  openGate: null,
  wayBack: {
    what: 'weights back to fraud/1',
    takes: '20s',
    verifiedAt: '2026-11-21T03:10:00.000Z',
  },
  next: { what: 'step 2, 100 %', at: '2026-11-21T03:25:00.000Z' },
  checklist: [
    { stage: 'model-package', title: 'Package verified', state: 'passed', note: '' },
    { stage: 'approval', title: 'Approval', state: 'passed', note: 'by dana' },
    { stage: 'shadow', title: 'Shadow', state: 'skipped', note: 'not in the spec' },
    { stage: 'traffic', title: 'Canary and steps', state: 'running', note: '' },
    { stage: 'watch', title: 'Watch and final configuration', state: 'waiting', note: '' },
  ],
  checks: [
    {
      check: 'p99',
      result: 'pass',
      value: '221 ms',
      limit: '254 ms',
      requests: 18204,
      sentence: '',
    },
    {
      check: '5xx',
      result: 'inconclusive',
      value: '0 %',
      limit: '0.1 %',
      requests: 204,
      sentence: '',
    },
  ],
  startedAt: '2026-11-21T02:46:00.000Z',
  requestedBy: 'ci',
  undone: [],
};

export const waiting: ReleaseStatus = {
  ...baking,
  state: 'WaitingForApproval',
  reason: 'GateOpen',
  sentence: 'gate before-step-2 waits for 2 approvals from dana, lee',
  openGate: {
    name: 'before-step-2',
    code: '7f3a9c',
    closes: '2026-11-22T03:10:00.000Z',
    approvals: 1,
    needed: 2,
  },
};

export const needsHuman: ReleaseStatus = {
  ...baking,
  state: 'NeedsHuman',
  reason: 'UndoFailed',
  sentence: 'weights were not undone: AccessDenied',
  undone: [
    {
      what: 'weights',
      why: 'AccessDenied',
      command: 'aws sagemaker update-endpoint-weights-and-capacities --endpoint-name fraud-scorer',
    },
  ],
};

export const promoted: ReleaseStatus = {
  ...baking,
  state: 'Ended',
  outcome: 'Promoted',
  reason: 'Promoted',
  sentence: 'fraud/2 serves all traffic of fraud-scorer',
  step: 2,
  traffic: { candidate: 100, target: 100 },
};
