import fc from 'fast-check';
import { gateCode, readDecision } from '../../src/release/decision';
import type { ApprovalGate } from '../../src/release/plan';
import { People } from '../../src/workflows/people';
import { samplePlan } from '../support/sample-plan';

const plan = samplePlan();
const gate: ApprovalGate = {
  name: 'before-production',
  before: 'production',
  from: [],
  withinSeconds: 60,
  count: 1,
  onTimeout: 'reject',
  notRequester: false,
};
const code = gateCode(plan, gate, 'head');

function listening(change: Partial<ApprovalGate> = {}) {
  const told = { aborts: 0, decisions: 0 };
  const people = new People({
    requester: 'ci',
    now: () => '2026-11-21T00:00:00.000Z',
    onAbort: () => told.aborts++,
    onChange: () => undefined,
    onDecision: () => told.decisions++,
  });
  const open = (): void =>
    people.openAt({ gate: { ...gate, ...change }, code, opened: '', closes: '', approvals: [] });
  const say = (verb: 'approve' | 'reject', by?: string) =>
    people.decide(verb, { code, reason: 'numbers', by }, 'signal');
  return { people, told, open, say };
}

test('a decision before the gate opens is refused and never kept for it', () => {
  const { people, open, say } = listening();

  expect(say('approve').accepted).toBe(false);
  open();

  expect(people.approved).toBe(false);
});

test('the first of approve and reject wins, and both are recorded', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('approve' as const, 'reject' as const), {
        minLength: 1,
        maxLength: 6,
      }),
      (verbs) => {
        const { people, open, say } = listening();
        open();

        const accepted = verbs.map((verb) => say(verb).accepted);

        expect(people.approved).toBe(verbs[0] === 'approve');
        expect(people.rejected !== undefined).toBe(verbs[0] === 'reject');
        expect(accepted).toEqual(verbs.map((_, index) => index === 0));
        expect(people.decisions.map(({ verb }) => verb)).toEqual(verbs);
      },
    ),
  );
});

test('with a quorum a rejection still counts after the first approval', () => {
  const { people, open, say } = listening({ count: 2 });
  open();

  say('approve', 'dana');
  say('reject', 'lee');

  expect(people.approved).toBe(false);
  expect(people.rejected).toMatchObject({ by: 'lee' });
});

test('the same approval delivered twice has one effect', () => {
  const { people, open, say } = listening({ count: 2 });
  open();

  say('approve', 'dana');
  const second = say('approve', 'dana');

  expect(second.refusal).toContain('approved already');
  expect(people.approved).toBe(false);
  expect(people.openGate?.approvals).toHaveLength(1);
});

test('the registry’s word needs no code and is verified; people’s words are claims', () => {
  const { people, open, say } = listening({ count: 2 });
  open();

  const claimed = say('approve', 'dana');
  const verified = people.decide('approve', {}, 'registry', 'arn:aws:iam::0:user/lee');

  expect(claimed.standing).toBe('claimed');
  expect(verified).toMatchObject({ standing: 'verified', accepted: true });
  expect(people.approved).toBe(true);
});

test('10,000 junk decisions are bounded, counted, and don’t keep the right one from being recorded', () => {
  const { people, told, open, say } = listening();
  open();

  for (let count = 0; count < 10_000; count++)
    people.decide('approve', readDecision({ code: 'junk', by: 'x'.repeat(400) }), 'signal');
  const right = say('approve', 'dana');

  expect(people.decisions.length).toBeLessThanOrEqual(101);
  expect(people.dropped).toBe(9_900);
  expect(told.decisions).toBeLessThanOrEqual(101);
  expect(people.heard.length).toBeLessThanOrEqual(5);
  expect(right.accepted).toBe(true);
  expect(people.decisions.at(-1)).toMatchObject({ by: 'dana', accepted: true });
});

test('only the first abort cuts the way forward; the second is answered', () => {
  const { people, told } = listening();

  people.abort({ by: 'dana', reason: 'odd numbers' });
  const second = people.abort({ by: 'lee' });

  expect(told.aborts).toBe(1);
  expect(people.aborted).toEqual({ by: 'dana', reason: 'odd numbers' });
  expect(second).toBe('accepted already, from dana');
});

test.each([
  ['rollingBack' as const, 'rolling back already'],
  ['over' as const, 'promoted already; release the version before it'],
])('an abort while %s changes nothing and says why', (state, answer) => {
  const { people, told } = listening();
  people[state] = true;

  expect(people.abort(undefined)).toBe(answer);
  expect(told.aborts).toBe(0);
  expect(people.heard[0]).toMatchObject({ counted: false, why: answer });
});

test('promote counts only while a bake waits; two of them share one answer', () => {
  const { people } = listening();
  expect(people.requestHurry(undefined)).toBeUndefined();

  people.mayHurry = true;
  const first = people.requestHurry({ by: 'dana' });

  expect(people.requestHurry({ by: 'lee' })).toBe(first);
  expect(first?.by).toBe('dana');
});

test('a pause is kept until resume, and not taken while rolling back', () => {
  const { people } = listening();
  people.pause({ by: 'dana' });
  people.pause({ by: 'lee' });
  expect(people.paused?.by).toBe('dana');

  people.resume(undefined);
  expect(people.paused).toBeUndefined();
  expect(people.resume(undefined)).toBe('nothing was paused');

  people.rollingBack = true;
  people.pause({ by: 'dana' });
  expect(people.paused).toBeUndefined();
});

test.each(['retryUndo', 'resolved', 'giveUp'] as const)(
  '%s counts only while the release needs a human',
  (word) => {
    const { people } = listening();
    people.orderUndo(word, { by: 'early' });
    expect(people.undoOrder).toBeUndefined();

    people.awaitsUndo = true;
    people.orderUndo(word, { by: 'dana', overwrite: true });

    expect(people.undoOrder).toEqual({ word, by: 'dana', overwrite: true });
  },
);
