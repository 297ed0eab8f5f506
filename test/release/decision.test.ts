import fc from 'fast-check';
import {
  gateCode,
  readDecision,
  refusalOf,
  type Decision,
  type OpenGate,
  type RecordedDecision,
} from '../../src/release/decision';
import type { ApprovalGate } from '../../src/release/plan';
import { quickSpec, samplePlan } from '../support/sample-plan';

const anyone: ApprovalGate = {
  name: 'before-production',
  before: 'production',
  from: [],
  withinSeconds: 3600,
  count: 1,
  onTimeout: 'reject',
  notRequester: false,
};
const plan = samplePlan();
const code = gateCode(plan, anyone, 'head');
const good: Decision = { code, reason: 'reviewed', by: 'dana@example.com' };

function open(change: Partial<ApprovalGate> = {}, approvedBy: readonly string[] = []): OpenGate {
  const approvals = approvedBy.map((by): RecordedDecision => ({
    at: '2026-11-21T00:00:00.000Z',
    gate: anyone.name,
    verb: 'approve',
    by,
    reason: 'reviewed',
    source: 'signal',
    standing: 'claimed',
    accepted: true,
    refusal: '',
  }));
  return {
    gate: { ...anyone, ...change },
    code,
    opened: '2026-11-21T00:00:00.000Z',
    closes: '2026-11-22T00:00:00.000Z',
    approvals,
  };
}

describe('a decision counts', () => {
  test.each<[string, Decision, OpenGate]>([
    ['without a name where anyone may decide', { code, reason: 'reviewed' }, open()],
    ['by one of those who may decide', good, open({ from: ['lee', 'dana@example.com'] })],
    ['whatever case the name is written in', good, open({ from: ['Dana@Example.com'] })],
    ['as the second of two people', good, open({ count: 2 }, ['lee'])],
    ['by somebody else than the requester', good, open({ notRequester: true })],
  ])('%s', (_, decision, gate) => {
    expect(refusalOf('approve', decision, gate, 'ci')).toBeUndefined();
  });

  test('as a rejection by the requester: anyone may stop their own release', () => {
    expect(refusalOf('reject', good, open({ notRequester: true }), 'dana@example.com')).toBe(
      undefined,
    );
  });
});

describe('a decision is refused', () => {
  test.each<[string, Decision, OpenGate | undefined, RegExp]>([
    ['before a gate opens', good, undefined, /no gate is open.*never kept/],
    ['with the code of another gate', { ...good, code: 'ffffff' }, open(), /not "ffffff"/],
    ['without a code', { reason: 'reviewed' }, open(), /is [0-9a-f]{6}, not empty/],
    ['without a reason', { code }, open(), /reason is needed/],
    ['without a name where one is needed', { code, reason: 'x' }, open({ count: 2 }), /add "by"/],
    ['by somebody not asked', good, open({ from: ['lee'] }), /not among those who may decide/],
    ['once the gate has its approvals', good, open({}, ['lee']), /has its approvals already/],
    ['twice by one person', good, open({ count: 2 }, ['dana@example.com']), /approved already/],
    [
      'by one person under another spelling',
      { ...good, by: ' DANA@example.com ' },
      open({ count: 3 }, ['dana@example.com']),
      /approved already/,
    ],
  ])('%s', (_, decision, gate, why) => {
    expect(refusalOf('approve', decision, gate, 'ci')).toMatch(why);
  });

  test.each(['dana@example.com', 'Dana@Example.com'])('by the requester %s', (requester) => {
    expect(refusalOf('approve', good, open({ notRequester: true }), requester)).toMatch(
      /requested this release/,
    );
  });

  test('in words that give back no more than 40 characters of a code', () => {
    const long = { ...good, code: 'f'.repeat(10_000) };

    expect(refusalOf('approve', long, open(), 'ci')?.length).toBeLessThan(150);
  });
});

describe('what a client sends', () => {
  test.each<[string, unknown, Decision]>([
    [
      'an object',
      { code: 'ab', reason: ' ok ', by: 'dana' },
      { code: 'ab', reason: 'ok', by: 'dana' },
    ],
    [
      'a string',
      `  ${code} numbers are fine\nall of them`,
      { code, reason: 'numbers are fine\nall of them' },
    ],
    ['a code alone', code, { code }],
    ['only blanks for a reason', { code: 'ab', reason: ' \n', by: ' ' }, { code: 'ab' }],
    ['fields of other types', { code: 7, reason: {}, by: [] }, {}],
    ['nothing', undefined, {}],
    ['null', null, {}],
    ['an empty string', '', { code: '' }],
  ])('%s is read', (_, input, decision) => {
    expect(readDecision(input)).toEqual(decision);
  });

  test('junk of any type never throws, is bounded, and never opens a gate', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string(), fc.jsonValue()), (input) => {
        const decision = readDecision(input);
        expect(decision.reason?.length ?? 0).toBeLessThanOrEqual(500);
        expect(decision.by?.length ?? 0).toBeLessThanOrEqual(500);
        expect(typeof refusalOf('approve', decision, open(), 'ci')).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  test('a megabyte of reason is kept as 500 characters', () => {
    expect(readDecision({ code, reason: 'x'.repeat(1_000_000) }).reason).toHaveLength(500);
    expect(readDecision(`${code} ${'x'.repeat(1_000_000)}`).reason).toHaveLength(500);
  });
});

describe('the code of a gate', () => {
  test('is 6 hex digits and differs by plan, gate and evidence', () => {
    const other = samplePlan({ ...quickSpec, watch: { seconds: 2 } });
    const codes = [
      code,
      gateCode(other, anyone, 'head'),
      gateCode(plan, { ...anyone, name: 'before-traffic' }, 'head'),
      gateCode(plan, { ...anyone, count: 2 }, 'head'),
      gateCode(plan, anyone, 'another head'),
    ];

    expect(code).toMatch(/^[0-9a-f]{6}$/);
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('of another release never fits, but by a chance of one in 16 million', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{64}$/), (head) => {
        const captured = { ...good, code: gateCode(plan, anyone, head) };
        fc.pre(captured.code !== code);
        expect(refusalOf('approve', captured, open(), 'ci')).toContain(code);
      }),
      { numRuns: 100 },
    );
  });
});

test('a quorum is only ever reached by that many different people', () => {
  const people = ['dana', 'Dana', ' dana', 'lee', 'LEE', 'kim', 'ci', ''];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...people), { maxLength: 20 }),
      fc.integer({ min: 1, max: 4 }),
      (senders, count) => {
        let gate = open({ count, notRequester: true });
        for (const by of senders) {
          const decision = readDecision({ code, reason: 'reviewed', by });
          if (refusalOf('approve', decision, gate, 'ci')) continue;
          const [recorded] = open({}, [decision.by ?? '']).approvals;
          gate = { ...gate, approvals: [...gate.approvals, recorded!] };
        }
        const distinct = new Set(gate.approvals.map(({ by }) => by.trim().toLowerCase()));
        expect(distinct.size).toBe(gate.approvals.length);
        expect(gate.approvals.length).toBeLessThanOrEqual(count);
        expect(distinct.has('ci') || distinct.has('')).toBe(false);
        const able = new Set(senders.map((by) => by.trim().toLowerCase()));
        able.delete('');
        able.delete('ci');
        expect(gate.approvals.length).toBe(Math.min(count, able.size));
      },
    ),
  );
});
