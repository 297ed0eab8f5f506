import type { Gate, LevelGate } from '../../../src/judge/gate';
import { queries } from '../../../src/judge/judge';
import { judgeRecord, type GateRecord } from '../../../src/judge/record/gate-record';
import { rejudge } from '../../../src/judge/record/rejudge';
import { fiveHundreds, fourHundreds, minute, noon } from '../story';
import { context, recordOf, served, split, steady, window, windowOf } from './made-record';

const errors = (over = windowOf(10)): GateRecord =>
  recordOf(served({ candidate: steady, stable: steady }), fiveHundreds, { window: over });

const orders: LevelGate = {
  kind: 'level',
  id: 'orders',
  metric: 'Orders',
  source: { namespace: 'Shop', dimensions: { Site: 'eu', Variant: '{variant}' } },
  stat: 'Average',
  min: 5,
  minimum: { requests: 0, periods: 10 },
  alpha: 0.001,
};

/** A record in which a metric of the team's own had the same value in each minute. */
function ordered(value: number): GateRecord {
  const points = Array.from({ length: 30 }, (_, index) => ({
    at: new Date(noon + index * minute).toISOString(),
    value,
  }));
  const readings = queries(orders, window, context, []).map((query) => ({ ...query, points }));
  return judgeRecord({ gate: orders, window, context, look: { final: true }, readings });
}

test('the gate that a record is of says what it said', () => {
  for (const record of [errors(), ordered(9), ordered(3)])
    expect(rejudge(record, record.gate, {})).toEqual({ verdict: record.verdict });
});

test.each<[string, GateRecord, Gate, string]>([
  ['of another metric', errors(), fourHundreds, 'Sum of Invocation4XXErrors (candidate)'],
  [
    'from another start',
    { ...errors(), window: windowOf(9, 1) },
    fiveHundreds,
    'Sum of Invocation5XXErrors (candidate)',
  ],
  [
    'to another end',
    { ...errors(), window: windowOf(9) },
    fiveHundreds,
    'Sum of Invocation5XXErrors (candidate)',
  ],
  [
    'in other periods',
    { ...errors(), window: { ...windowOf(10), period: 300 } },
    fiveHundreds,
    'Sum of Invocation5XXErrors (candidate)',
  ],
  [
    'of an arm that did not serve',
    recordOf(served({ candidate: steady }), fiveHundreds, {
      context: { ...context, stableServes: false },
    }),
    fiveHundreds,
    'Sum of Invocation5XXErrors (stable)',
  ],
  ['of another statistic', ordered(9), { ...orders, stat: 'p90' }, 'p90 of Orders (candidate)'],
  [
    'of another namespace',
    ordered(9),
    { ...orders, source: { ...orders.source!, namespace: 'Store' } },
    'Average of Orders (candidate)',
  ],
  [
    'of another dimension',
    ordered(9),
    { ...orders, source: { ...orders.source!, dimensions: { Site: 'us', Variant: '{variant}' } } },
    'Average of Orders (candidate)',
  ],
  [
    "of SageMaker's own",
    ordered(9),
    { ...orders, source: undefined },
    'Average of Orders (candidate)',
  ],
])('a reading %s was never asked for', (what, record, gate, neverAsked) => {
  const asked =
    what === 'of an arm that did not serve'
      ? { ...record, context: { ...record.context, stableServes: true } }
      : record;

  expect(rejudge(asked, gate, {})).toEqual({ neverAsked });
});

test('dimensions are the same in whatever order they stand', () => {
  const dimensions = { Variant: '{variant}', Site: 'eu' };
  const { verdict } = ordered(9);

  expect(rejudge(ordered(9), { ...orders, source: { ...orders.source!, dimensions } }, {})).toEqual(
    { verdict },
  );
});

test('a split without shares has nothing to say', () => {
  const shares = { ...context, plannedShare: 0.5 };
  const record = recordOf(served({ candidate: steady, stable: steady }), split, {
    context: shares,
  });

  expect(rejudge(record, split, {})).toEqual({ verdict: record.verdict });
  expect(rejudge({ ...record, context }, split, {})).toEqual({ doesNotApply: true });
});
