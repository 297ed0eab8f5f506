import { buildPlan } from '../../src/release/build-plan';
import { checklistOf } from '../../src/release/checklist';
import { gateCode, readDecision, refusalOf, type OpenGate } from '../../src/release/decision';
import { splitShape } from '../../src/release/endpoint-shape';
import { configurationCommand, weightsCommand } from '../../src/release/manual';
import { onCallPage, summaryLine, utc, type HeardWord } from '../../src/release/on-call-page';
import type { ReleasePlan } from '../../src/release/plan';
import type { ReleaseStatus, State } from '../../src/release/status';
import type { CheckLine } from '../../src/release/verdict';
import { quickSpec, sampleFacts, samplePlan } from '../support/sample-plan';

const plan = samplePlan({ ...quickSpec, runbook: 'https://wiki.example.com/fraud' });
const gate = plan.gates[0]!;
const code = gateCode(plan, gate, 'head');
const openGate = {
  name: gate.name,
  code,
  closes: '2026-11-22T03:01:20.123Z',
  approvals: 0,
  needed: 1,
};
const check: CheckLine = {
  check: '5xx',
  result: 'pass',
  value: '0.00 %',
  limit: '0.10 %',
  requests: 18_204,
  sentence: '5xx 0.00 %',
};

function status(change: Partial<ReleaseStatus> = {}): ReleaseStatus {
  return {
    workflowId: 'release/000000000000/us-east-1/fraud-scorer',
    runId: 'run',
    state: 'WaitingForApproval',
    reason: 'GateOpen',
    sentence: 'gate before-production waits for 1 approval',
    outcome: null,
    endpoint: 'fraud-scorer',
    stage: 'approval',
    step: null,
    steps: 2,
    traffic: { candidate: 0, target: 0 },
    stable: 'fraud/1',
    candidate: 'fraud/2',
    planDigest: plan.digest,
    openGate: null,
    wayBack: { what: 'nothing was changed', takes: '0s', verifiedAt: null },
    next: { what: 'without a decision the release ends', at: '2026-11-22T03:01:20.123Z' },
    checklist: checklistOf(plan),
    checks: [check],
    startedAt: '2026-11-21T00:00:00.000Z',
    requestedBy: 'ci',
    undone: [],
    ...change,
  };
}

const bytes = (page: string): number => Buffer.byteLength(page);
const word = (what: string, why: string): HeardWord => ({
  at: '2026-11-21T09:08:07.000Z',
  what,
  counted: false,
  why,
});

test('an open gate shows JSON that counts when it is pasted as it stands', () => {
  const page = onCallPage(plan, status({ openGate }), []);
  const open: OpenGate = { gate, code, opened: '', closes: openGate.closes, approvals: [] };

  const [json] = /\{"code".*?\}/.exec(page) ?? [];
  const [, short] = /`"(.*?)"`/.exec(page) ?? [];

  expect(refusalOf('approve', readDecision(JSON.parse(json ?? '')), open, 'ci')).toBeUndefined();
  expect(refusalOf('approve', readDecision(short), open, 'ci')).toBeUndefined();
});

test.each([
  ['one person may decide', { from: ['dana@example.com'] }, 'dana@example.com'],
  ['several people may decide', { from: ['dana@example.com', 'kim@example.com'] }, undefined],
  ['two must', { count: 2 }, 'you@example.com'],
  ['the requester may not', { notRequester: true }, 'you@example.com'],
])('where %s the page offers nothing that could not count', (_, policy, by) => {
  const strict = { ...gate, ...policy };
  const open: OpenGate = { gate: strict, code, opened: '', closes: openGate.closes, approvals: [] };

  const page = onCallPage({ ...plan, gates: [strict] }, status({ openGate }), []);

  const data = readDecision(JSON.parse(/\{"code".*?\}/.exec(page)?.[0] ?? ''));
  expect(refusalOf('approve', data, open, 'ci')).toBe(
    by
      ? undefined
      : `you@example.com is not among those who may decide (${strict.from.join(', ')})`,
  );
  expect(data.by).toBe(by ?? 'you@example.com');
  expect(page).not.toContain(`"${code} reason"`);
});

test('times are written in UTC with the zone', () => {
  const page = onCallPage(plan, status({ openGate }), [word('approve by dana', 'wrong code')]);

  expect(page).toContain('closes at 2026-11-22 03:01:20 UTC');
  expect(page).toContain('2026-11-21 09:08:07 UTC approve by dana: NOT counted, wrong code');
  expect(page).not.toMatch(/\d{4}-\d\d-\d\dT/);
  expect(utc('2026-11-22T03:01:20.999Z')).toBe('2026-11-22 03:01:20 UTC');
});

test.each<[State, string]>([
  ['Baking', '`abort` · `pause` · `resume` · `promote`'],
  ['RollingBack', 'can not be stopped'],
  ['Paused', '`resume` · `abort`; no data'],
  ['NeedsHuman', '`retryUndo` · `resolved` (repaired by hand; read back first) · `giveUp`'],
])('%s says what a person can do', (state, said) => {
  expect(onCallPage(plan, status({ state }), [])).toContain(said);
});

test('what was not undone says all of why, and what to run', () => {
  const why =
    'restore the traffic of fraud-scorer: User arn:aws:sts::000000000000:assumed-role/slipway/worker is not authorized to perform sagemaker:UpdateEndpointWeightsAndCapacities';
  const traffic = { what: 'traffic', why, command: weightsCommand(plan, splitShape(plan, 0)) };
  const configuration = { what: 'configuration', why, command: configurationCommand(plan) };
  const undone = [traffic, configuration];
  const sentence = undone.map(({ what }) => `${what} was not undone: ${why}`).join('; ');

  const page = onCallPage(plan, status({ state: 'NeedsHuman', sentence, undone }), []);

  for (const failure of undone)
    expect(page).toContain(`${failure.what}: ${why}\n\n\`${failure.command}\``);
});

test('a check shows what it stands on where there is room', () => {
  const proof = '0 % to 0.02 % (95 %), at most 0.02 %, odds 1 of 200';
  const proven = { ...check, proof };

  expect(onCallPage(plan, status({ checks: [proven, check] }), [])).toContain(proof);
  expect(onCallPage(plan, status(), [])).not.toContain('Proof');
  const many = Array.from({ length: 20 }, (_, index) => ({ ...proven, check: `check-${index}` }));
  const crowded = onCallPage(plan, status({ checks: many }), []);
  expect(crowded).not.toContain('Proof');
  expect(bytes(crowded)).toBeLessThanOrEqual(2048);
});

test('an ended release offers nothing to do', () => {
  const page = onCallPage(plan, status({ state: 'Ended', outcome: 'Promoted' }), []);

  expect(page).toContain('**SANDBOX · Promoted**');
  expect(page).not.toContain('You can');
});

test('only the sandbox says SANDBOX, in all of its accounts', () => {
  expect(onCallPage({ ...plan, account: '000000000042' }, status(), [])).toContain('SANDBOX');
  expect(onCallPage({ ...plan, account: '000000000123' }, status(), [])).not.toContain('SANDBOX');
  expect(onCallPage({ ...plan, account: '123456789012' }, status(), [])).not.toContain('SANDBOX');
});

test('what people and AWS write stays text: no HTML, no code, no link, no line of its own', () => {
  const hostile =
    '<img src=x onerror=alert(1)>\n\n# Approved\n`rm` [click](https://evil.example) <!-- ';
  const page = onCallPage(
    plan,
    status({
      sentence: hostile,
      checklist: [{ stage: 'shadow', title: 'Shadow', state: 'failed', note: hostile }],
      undone: [{ what: 'traffic', why: hostile, command: 'aws sagemaker …' }],
    }),
    [word(`approve by ${hostile}`, hostile)],
  );

  expect(page).not.toMatch(/<[a-z/!?]/i);
  expect(page).not.toMatch(/^#/m);
  expect(page).not.toContain('](https://evil');
  expect(page).not.toContain('`rm`');
});

test('links carry the workflow ID as one part of the path', () => {
  const page = onCallPage(plan, status(), []);

  expect(page).toContain(
    '(/namespaces/{namespace}/workflows/release%2F000000000000%2Fus-east-1%2Ffraud-scorer/run/timeline)',
  );
});

test('a runbook address can’t break out of its link', () => {
  const page = onCallPage({ ...plan, runbook: 'https://w.example/a)(b<c>' }, status(), []);

  expect(page).toContain('[Runbook](https://w.example/a%29%28b%3Cc%3E)');
});

describe('the size of the page', () => {
  /** Every name at its longest, every list at its longest. */
  const longest: ReleasePlan = (() => {
    const facts = {
      ...sampleFacts,
      region: 'ap-southeast-2',
      account: '123456789012',
      endpoint: { ...sampleFacts.endpoint, name: 'e'.repeat(63), config: 'c'.repeat(63) },
      stable: { ...sampleFacts.stable, package: { arn: 'arn', version: `${'g'.repeat(63)}/9998` } },
      candidate: { ...sampleFacts.candidate, version: `${'g'.repeat(63)}/9999` },
    };
    const runbook = `https://wiki.example.com/${'r'.repeat(999)}`;
    const built = buildPlan({ ...quickSpec, runbook }, facts);
    const variant = 'v'.repeat(58);
    return {
      ...built,
      stable: { ...built.stable, variant },
      candidate: { ...built.candidate, variant: `${variant}-next` },
    };
  })();
  const why = 'AccessDeniedException: not authorized to perform sagemaker:UpdateEndpoint. '.repeat(
    20,
  );
  const names = {
    stable: longest.stable.version,
    candidate: longest.candidate.version,
    endpoint: longest.endpoint,
  };
  const words = Array.from({ length: 5 }, () => word(`approve by ${'x'.repeat(500)}`, why));
  const checks = Array.from({ length: 20 }, (_, index) => ({
    ...check,
    check: `overhead-p99.9999-${index}`,
    result: index === 19 ? ('fail' as const) : ('pass' as const),
    value: '3599999.9 ms',
    limit: '3600000.0 ms',
  }));
  const checklist = checklistOf(longest).map((line) => ({ ...line, note: why }));
  const wayBack = {
    what: `config swap to ${longest.rollbackTarget.config}; capacity is not guaranteed`,
    takes: 'minutes',
    verifiedAt: '2026-11-22T03:01:20.123Z',
  };
  const undone = [
    {
      what: `traffic of ${longest.endpoint} back to ${longest.stable.version}`,
      why,
      command: weightsCommand(longest, splitShape(longest, 0)),
    },
    {
      what: `configuration of ${longest.endpoint} back to ${longest.rollbackTarget.config}`,
      why,
      command: configurationCommand(longest),
    },
  ];
  const worst = status({
    ...names,
    sentence: why,
    checks,
    checklist,
    wayBack,
    step: 39,
    steps: 40,
  });

  test('is well under 2 KB for a typical release', () => {
    expect(
      bytes(onCallPage(plan, status({ openGate }), [word('approve by dana', 'wrong code')])),
    ).toBeLessThan(1536);
  });

  test.each<[string, Partial<ReleaseStatus>]>([
    ['a bake', { state: 'Baking' }],
    ['a gate', { openGate: { ...openGate, name: 'n'.repeat(63) } }],
    ['needing a human', { state: 'NeedsHuman', undone }],
  ])('is at most 2 KB for the worst plan and the loudest people: %s', (_, change) => {
    const page = onCallPage(longest, { ...worst, ...change }, words);

    expect(bytes(page)).toBeLessThanOrEqual(2048);
    expect(page).toContain(wayBack.what);
  });

  test('cutting down never costs a command, and leaves the failed check standing', () => {
    const human = onCallPage(longest, { ...worst, state: 'NeedsHuman', undone }, words);
    const baking = onCallPage(longest, { ...worst, state: 'Baking' }, []);

    for (const { command } of undone) expect(human).toContain(command);
    expect(baking.replaceAll('\u00a0', ' ')).toContain(
      '| ✖ fail | overhead-p99.9999-19 | 3599999.9 ms (n=18204) | 3600000.0 ms |',
    );
  });
});

test('the run’s title is one line of at most 200 characters', () => {
  const many = { ...plan, endpoint: 'e'.repeat(63), description: 'x\ny' };
  const steps = Array.from({ length: 40 }, (_, index) => ({
    index: index + 1,
    kind: 'linear' as const,
    percent: Math.min(100, index * 3),
    bakeSeconds: 60,
  }));

  expect(summaryLine(plan)).toBe('fraud-scorer: fraud/1 → fraud/2 (shadow 1s, steps 20, 100 %)');
  expect([...summaryLine({ ...many, steps })].length).toBeLessThanOrEqual(200);
  expect(summaryLine(many)).not.toContain('\n');
});
