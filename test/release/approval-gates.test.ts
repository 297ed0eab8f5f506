import { approvalGates } from '../../src/release/approval-gates';
import type { ApprovalSpec } from '../../src/release/spec';
import { aSpec } from './support/facts';

const gate = (before: ApprovalSpec['before'], name?: string): ApprovalSpec => ({
  ...(name !== undefined && { name }),
  before,
  from: ['dana'],
  withinSeconds: 60,
  count: 1,
  onTimeout: 'hold',
  notRequester: true,
});
const names = (...input: Parameters<typeof approvalGates>) =>
  approvalGates(...input).map(({ name }) => name);

it('puts one gate before production, within a day, whatever the spec says', () => {
  expect(approvalGates(aSpec())).toEqual([
    {
      name: 'before-production',
      before: 'production',
      from: [],
      withinSeconds: 86_400,
      count: 1,
      onTimeout: 'reject',
      notRequester: false,
    },
  ]);
});

it('lets the spec tune that gate instead of adding a second one', () => {
  expect(approvalGates(aSpec({ approvals: [gate('production')] }))).toEqual([
    { ...gate('production'), name: 'before-production' },
  ]);
});

it('adds one before traffic where the risk is high', () => {
  expect(names(aSpec({ risk: 'high' }))).toEqual(['before-production', 'before-traffic']);
});

it('orders gates as they open and tells unnamed ones at one point apart', () => {
  const approvals = [
    gate('final'),
    gate({ step: 2 }),
    gate({ step: 2 }),
    gate('watch', 'sre'),
    gate({ step: 1 }),
    gate('shadow'),
  ];

  expect(names(aSpec({ approvals }))).toEqual([
    'before-production',
    'before-shadow',
    'before-step-1',
    'before-step-2',
    'before-step-2-2',
    'sre',
    'before-final',
  ]);
});
