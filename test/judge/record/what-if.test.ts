import type { Gate, LatencyGate, RatioGate } from '../../../src/judge/gate';
import type { GateRecord } from '../../../src/judge/record/gate-record';
import { whatIf } from '../../../src/judge/record/what-if';
import { fiveHundreds, tail } from '../story';
import { context, recordOf, served, steady, windowOf, type Serves } from './made-record';

const strict: RatioGate = { ...fiveHundreds, limit: 0.0001, passLimit: 0.0005 };
const loose: RatioGate = { ...fiveHundreds, limit: 0.1, passLimit: 0.2 };

/** A window of ten minutes of one bake, with what the one before left. */
function windowsOf(candidate: Serves, gate: Gate = fiveHundreds, count = 3): GateRecord[][] {
  const service = served({ candidate, stable: steady });
  const windows: GateRecord[][] = [];
  let left = {};
  for (let index = 0; index < count; index += 1) {
    const record = recordOf(service, gate, {
      window: windowOf(10, 10 * index),
      context: { ...context, ...left },
    });
    windows.push([record]);
    if (record.verdict.result !== 'pass') break;
    const { carry, comparator } = record.verdict;
    left = { ...(carry && { carried: carry }), ...(comparator && { frozen: comparator }) };
  }
  return windows;
}

const fine: Serves = () => ({ n: 600 });
const poor: Serves = () => ({ n: 600, bad: 12 });

test('the same checks say the same', () => {
  for (const windows of [windowsOf(fine), windowsOf(poor), windowsOf(fine, tail)]) {
    const { gate, verdict } = windows.at(-1)![0]!;
    expect(whatIf(windows, [gate])).toEqual([
      { gate: gate.id, then: verdict.result, now: verdict.result, why: verdict.sentence },
    ]);
  }
});

test('a looser limit would not have stopped it, a stricter one is not proven', () => {
  expect(whatIf(windowsOf(poor), [loose])).toMatchObject([{ then: 'fail', now: 'pass' }]);
  expect(whatIf(windowsOf(fine), [strict])).toMatchObject([{ then: 'pass', now: 'inconclusive' }]);
});

test('a stricter limit finds what went through, and ends the release there', () => {
  const breaking: Serves = (period) => ({ n: 600, bad: period >= 12 && period < 18 ? 30 : 0 });
  const windows = windowsOf(breaking, loose);

  expect(windows).toHaveLength(3);
  const [line] = whatIf(windows, [fiveHundreds]);
  expect(line).toMatchObject({ then: 'pass', now: 'fail' });
});

test('a window without proof ends the release, unless it was looked at again', () => {
  const quiet: Serves = (period) => ({ n: period < 10 ? 60 : 600 });
  const windows = windowsOf(quiet, { ...loose, minimum: { requests: 1, periods: 1 } });
  const [first, second] = windows;
  const longer = recordOf(served({ candidate: quiet, stable: steady }), loose, {
    window: windowOf(20),
    look: { final: true, look: 2 },
  });

  expect(whatIf([first!, second!], [fiveHundreds])).toMatchObject([{ now: 'inconclusive' }]);
  expect(whatIf([first!, [longer]], [fiveHundreds])).toMatchObject([{ now: 'pass' }]);
});

test('bets are carried as these checks would have carried them', () => {
  const windows = windowsOf(fine, loose);
  const [, second] = windows;

  expect(second![0]!.context.carried).toBeDefined();
  const [alone] = whatIf([second!], [fiveHundreds]);
  expect(alone).toMatchObject({ now: 'pass' });
  const [again] = whatIf(windows, [loose]);
  expect(again!.why).toBe(windows[2]![0]!.verdict.sentence);
});

test('what was never asked for is named, and nothing is concluded', () => {
  const slower: LatencyGate = { ...tail, increase: 0.5 };
  const [line, ...more] = whatIf(windowsOf(fine, tail), [slower]);

  expect(more).toEqual([]);
  expect(line).toMatchObject({ then: 'pass' });
  expect(line!.now).toBeUndefined();
  expect(line!.why).toMatch(/^TC\(\d+:\) of ModelLatency \(candidate\) was never asked for$/);
});

test('a latency of which nobody asked what it lies between is judged by the rest', () => {
  const windows = windowsOf(fine, tail);
  const then = windows.map(([record]) => {
    const { readings } = record!;
    return [{ ...record!, readings: readings.filter(({ forPeople }) => !forPeople) }];
  });

  expect(then[0]![0]!.readings.length).toBeLessThan(windows[0]![0]!.readings.length);
  expect(whatIf(then, [tail])).toEqual(whatIf(windows, [tail]));
});

test('a check that only one side has is named', () => {
  expect(whatIf(windowsOf(fine), [tail])).toEqual([
    { gate: 'p99', why: 'nobody read its metric then' },
    { gate: '5xx', then: 'pass', why: 'these checks do not have it' },
  ]);
});

test('another name of the same check is the same check', () => {
  expect(whatIf(windowsOf(fine), [{ ...fiveHundreds, id: 'errors' }])).toMatchObject([
    { gate: 'errors', then: 'pass', now: 'pass' },
  ]);
});
