import { transition, transitionLine } from '../../../src/cli/output/transitions';
import { baking, promoted, waiting } from './sample-status';

test('the first look is a transition, the same look again is none', () => {
  expect(transition(undefined, baking)).toMatchObject({ state: 'Baking', step: 1, traffic: 5 });
  expect(transition(baking, baking)).toBeUndefined();
});

test('new numbers are no transition; a state, a step, a share, a gate and an approval are', () => {
  expect(transition(baking, { ...baking, checks: [] })).toBeUndefined();
  const { openGate } = waiting;
  for (const next of [
    { ...baking, state: 'Holding' as const },
    { ...baking, step: 2 },
    { ...baking, traffic: { candidate: 100, target: 100 } },
    waiting,
    promoted,
  ])
    expect(transition(baking, next)).toBeDefined();
  const second = { ...waiting, openGate: openGate && { ...openGate, approvals: 2 } };
  expect(transition(waiting, second)).toMatchObject({ approvals: 2, code: '7f3a9c' });
});

test('one line a transition, with its time', () => {
  const time = new Date('2026-11-21T03:20:11.500Z');
  expect(transitionLine(waiting, time)).toBe(
    '2026-11-21T03:20:11Z  WaitingForApproval  5 % on fraud/2, gate before-step-2 1 of 2: gate before-step-2 waits for 2 approvals from dana, lee',
  );
  expect(transitionLine(promoted, time)).toContain('Z  Promoted            100 % on fraud/2: ');
});
