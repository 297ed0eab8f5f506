import { planSteps } from '../../src/release/steps';
import type { StepSpec } from '../../src/release/spec';

const shares = (...steps: StepSpec[]): string[] =>
  planSteps({ steps }).map(
    ({ index, kind, percent, bakeSeconds }) => `${index} ${kind} ${percent} % ${bakeSeconds}s`,
  );

test('a canary gets the last step added, with its bake', () => {
  expect(shares({ kind: 'canary', ratio: 0.05, bakeSeconds: 900 })).toEqual([
    '1 canary 5 % 900s',
    '2 full 100 % 900s',
  ]);
});

test('linear goes up by its increment from the share reached, the last one shorter', () => {
  expect(
    shares(
      { kind: 'canary', ratio: 0.05, bakeSeconds: 900 },
      { kind: 'linear', by: 0.25, to: 1, bakeSeconds: 1200 },
    ),
  ).toEqual([
    '1 canary 5 % 900s',
    '2 linear 30 % 1200s',
    '3 linear 55 % 1200s',
    '4 linear 80 % 1200s',
    '5 full 100 % 1200s',
  ]);
});

test('a bake alone holds the share reached, and gives its length to the step added', () => {
  expect(
    shares(
      { kind: 'linear', by: 0.25, to: 0.5, bakeSeconds: 60 },
      { kind: 'bake', bakeSeconds: 600 },
    ),
  ).toEqual(['1 linear 25 % 60s', '2 linear 50 % 60s', '3 bake 50 % 600s', '4 full 100 % 600s']);
});

test('nothing is added after 100 %', () => {
  expect(
    shares({ kind: 'canary', ratio: 1, bakeSeconds: 60 }, { kind: 'bake', bakeSeconds: 90 }),
  ).toEqual(['1 full 100 % 60s', '2 bake 100 % 90s']);
});

test('ratios that binary fractions cannot hold become whole percents', () => {
  for (let percent = 1; percent <= 100; percent += 1)
    expect(
      planSteps({ steps: [{ kind: 'canary', ratio: percent / 100, bakeSeconds: 1 }] })[0]?.percent,
    ).toBe(percent);
});

test('an increment nobody checked still ends', () => {
  expect(shares({ kind: 'linear', by: -1, to: 0.03, bakeSeconds: 1 })).toHaveLength(4);
});
