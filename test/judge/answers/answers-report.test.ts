import { answerSpec } from '../../../src/judge/answers/answer-spec';
import { answersReport, type AnswersReport } from '../../../src/judge/answers/answers-report';
import { answersReportText } from '../../../src/judge/answers/answers-report-text';
import { addPair, emptyTally } from '../../../src/judge/answers/answers-tally';
import { kinds, shareText } from '../../../src/judge/answers/answers-wording';
import { addTo } from '../../../src/judge/answers/exact-sum';
import { end, gateOf, labels, noon, pairOf, said, tallyOfPairs } from './story';

const none = { n: 0, both: 0, candidateOnly: 0, stableOnly: 0 };

test('of nothing the report has no figures at all', () => {
  const tally = emptyTally();

  const report = answersReport(gateOf(labels), tally, end);

  expect(Object.keys(report).sort()).toEqual([
    'assessment',
    'differs',
    'facets',
    'pairing',
    'refused',
    'sample',
    'unreadable',
    'verdict',
  ]);
  expect(report.verdict).toMatchObject({
    reason: 'no-traffic',
    candidate: { n: 0, x: 0, ratio: 0, upper: 1 },
  });
  expect(report.verdict).not.toHaveProperty('value');
  expect(answersReportText(report)).toBe(
    '**inconclusive** No answers were captured: there is nothing to compare.\n\npairs: 0\n',
  );
});

test('rates of facets stand in the order of their names, what was not kept last', () => {
  const tally = emptyTally();
  tally.facets['b'] = {
    kept: { y: { n: 4, both: 1, candidateOnly: 1, stableOnly: 0 }, x: { ...none, n: 2 } },
    other: { n: 5, both: 0, candidateOnly: 0, stableOnly: 1 },
  };
  tally.facets['a'] = {
    kept: { z: { n: 8, both: 2, candidateOnly: 0, stableOnly: 2 } },
    other: none,
  };

  const { facets } = answersReport(gateOf(labels), tally, end);

  expect(facets).toMatchObject([
    { facet: 'a', value: 'z', n: 8, candidate: 0.25, stable: 0.5, difference: -0.25 },
    { facet: 'b', value: 'x', n: 2, candidate: 0, stable: 0, difference: 0 },
    { facet: 'b', value: 'y', n: 4, candidate: 0.5, stable: 0.25, difference: 0.25 },
    { facet: 'b', value: '(other)', n: 5, candidate: 0, stable: 0.2, difference: -0.2 },
  ]);
  for (const { low, difference, high } of facets) {
    expect(low).toBeLessThan(difference);
    expect(high).toBeGreaterThan(difference);
  }
});

test('of ranked lists the report has the means over all pairs', () => {
  const tally = emptyTally();
  tally.ranks.n = 4;
  for (const each of [1, 1, 0.5, 0.5]) addTo(tally.ranks.overlap, each);
  for (const each of [1, 1, 1, -1]) addTo(tally.ranks.tau, each);

  expect(answersReport(gateOf(labels), tally, end).ranks).toEqual({ overlap: 0.75, tau: 0.5 });
});

test('labels that all agree on one class have no kappa, and a confusion without errors no rows', () => {
  const tally = tallyOfPairs(labels, [pairOf('a', said('good'), said('good'))]);

  const report = answersReport(gateOf(labels), tally, end);

  expect(report).not.toHaveProperty('kappa');
  expect(report.confusion).toEqual({ good: { good: 1 } });
  expect(answersReportText(report)).not.toContain('Classes');
});

test('kinds of faults: the most frequent first, by name where they tie', () => {
  expect(kinds({ 'no-id': 2, 'not-json': 12, 'no-answer': 2, 'no-time': 3 })).toBe(
    'not-json 12, no-time 3, no-answer 2, no-id 2',
  );
  expect(kinds({ 'no-answer': 2, 'no-id': 2 })).toBe('no-answer 2, no-id 2');
  expect(kinds({})).toBe('');
  expect([0.99314, 1, 0.999996].map(shareText)).toEqual(['99.314 %', '100 %', '100 %']);
});

/** A report with something to say in each of its parts. */
function full(): AnswersReport {
  const spec = answerSpec({ ...labels, facets: [] });
  const tally = emptyTally();
  tally.pairing.pairs = 1;
  addPair(tally, spec, pairOf('r-1', said('fraud', { at: noon }), said('good', { at: noon })));
  const report = answersReport(gateOf(spec), tally, { final: false });
  return {
    ...report,
    pairing: { pairs: 90, candidateOnly: 0, stableOnly: 3, ambiguous: 2, late: 0, overflow: 3 },
    refused: { candidate: { 'not-json': 1 }, stable: { 'no-id': 1, 'no-time': 4 } },
    unreadable: { candidate: { 'no-label': 2 }, stable: { 'not-json': 5 } },
    differs: { label: 7 },
    kappa: 0.98765,
    ranks: { overlap: 0.5, tau: -0.25 },
    confusion: {
      good: { good: 60, fraud: 2, odd: 9 },
      odd: { odd: 1, good: 2, fraud: 2 },
      fraud: { good: 2, odd: 2 },
    },
    scores: {
      n: 90,
      beyond: 0.125,
      median: 0.0012345,
      p99: 1234.5,
      bias: -0.5,
      low: -1.25,
      high: 0.25,
      ks: 0.4,
      jsd: 0.03,
      psi: 0.2,
      psiExcess: 0.1,
    },
    facets: [
      {
        facet: 'sex',
        value: 'f',
        n: 50,
        candidate: 0.5,
        stable: 0.25,
        difference: 0.25,
        low: -0.01,
        high: 0.51,
      },
    ],
    truth: {
      n: 40,
      candidate: 0.9,
      stable: 0.95,
      difference: -0.05,
      low: -0.1,
      high: 0,
      p: 0.0321,
      loss: 'open',
    },
    sample: [{ id: 'r|1', at: '2026-01-05T12:00:00.000Z', differs: ['label', '$.a'] }],
    assessment: {
      ...report.assessment,
      slices: [
        {
          slice: 'country',
          value: 'BR',
          n: 50,
          x: 5,
          agreement: 0.9,
          upper: 0.95,
          p: 0.1,
          adjusted: 0.2,
          result: 'differs',
        },
      ],
      schema: {
        known: true,
        answers: 90,
        violating: 4,
        violations: [{ path: '$["a\\b"]', what: 'new', answers: 4 }],
      },
    },
  };
}

const read = {
  place: 's3://labels/fraud',
  files: 3,
  lines: 120,
  refused: { 'no-id': 2 },
  strangers: 8,
  awaited: 80,
  share: 0.5,
  missing: 30,
  contradictory: 6,
  ambiguous: 4,
};

test('the whole report as Markdown', () => {
  const report = full();

  expect(answersReportText(report, read).split('\n')).toEqual([
    `**inconclusive** ${report.verdict.sentence}`,
    '',
    [
      'pairs: 90',
      'without counterpart: overflow 3, stableOnly 3, ambiguous 2',
      'lines refused of the candidate: not-json 1',
      'lines refused of the stable: no-time 4, no-id 1',
      'unreadable of the candidate: no-label 2',
      'unreadable of the stable: not-json 5',
      'disagreements: label 7',
      "Cohen's kappa: 0.988",
      'mean overlap: 0.5',
      "mean Kendall's tau: -0.25",
    ].join('; '),
    '',
    '### Classes',
    '',
    '| stable | candidate | pairs |',
    '|---|---|---|',
    '| good | odd | 9 |',
    '| fraud | good | 2 |',
    '| fraud | odd | 2 |',
    '| good | fraud | 2 |',
    '| odd | fraud | 2 |',
    '| odd | good | 2 |',
    '',
    '### Scores',
    '',
    '| figure | value |',
    '|---|---|',
    '| pairs beyond the tolerance | 12.5 % |',
    '| distance within a pair, median | 0.00123 |',
    '| distance within a pair, p99 | 1230 |',
    '| candidate minus stable, mean (± 1.96 SD) | -0.5 (-1.25 to 0.25) |',
    '| Kolmogorov-Smirnov | 0.4 |',
    '| Wasserstein / SD | – |',
    '| Jensen-Shannon, bits | 0.03 |',
    '| PSI (beyond chance) | 0.2 (0.1) |',
    '',
    '### Slices',
    '',
    '| slice | pairs | agree | at most | finding |',
    '|---|---|---|---|---|',
    '| country = BR | 50 | 90 % | 95 % | differs |',
    '',
    '### Facets',
    '',
    '| facet | pairs | candidate | stable | difference |',
    '|---|---|---|---|---|',
    '| sex = f | 50 | 50 % | 25 % | +25 (-1 to +51) points |',
    '',
    '### Right answers',
    '',
    '| labels | candidate | stable | difference | p | loss of half a point |',
    '|---|---|---|---|---|---|',
    '| 40 | 90 % | 95 % | -5 (-10 to 0) points | 0.0321 | neither |',
    '',
    'labels: 40 of 80 pairs, 50 % of all, drawn by their ids; lines: 120 in 3 files; not used: contradictory 6, ambiguous 4; lines refused: no-id 2; of no pair: 8; pairs without one: 30',
    '',
    '### Schema',
    '',
    '| path | what | answers |',
    '|---|---|---|',
    '| $["a\\\\b"] | new | 4 |',
    '',
    '### Disagreements, a sample',
    '',
    '| id | at | differs |',
    '|---|---|---|',
    '| r\\|1 | 2026-01-05T12:00:00.000Z | label, $.a |',
    '',
  ]);
});

test('what there is nothing to say of is not said', () => {
  const { scores, ...report } = full();
  const labelled = { ...read, share: 1, strangers: 0, missing: 0, contradictory: 0, ambiguous: 0 };

  const text = answersReportText(
    { ...report, scores: { ...scores!, w1: 0.25 } },
    { ...labelled, refused: {} },
  );

  expect(text).toContain('\n\nlabels: 40 of 80 pairs; lines: 120 in 3 files\n\n');
  expect(text).toContain('| Wasserstein / SD | 0.25 |');
  expect(answersReportText(report)).not.toMatch(/Scores|labels:/);
});

test.each([10, 11, 50])('of %d disagreements ten are shown', (count) => {
  const at = '2026-01-05T12:00:00.000Z';
  const sample = Array.from({ length: count }, (_, index) => ({
    id: `a\r\n\n${index}`,
    at,
    differs: ['label'],
  }));

  const text = answersReportText({ ...full(), sample });

  const rows = sample.slice(0, 10).map((_, index) => `| a ${index} | ${at} | label |`);
  const more = count > 10 ? ['', `and ${count - 10} more`] : [];
  expect(text.split('|---|---|---|\n').at(-1)).toBe([...rows, ...more, ''].join('\n'));
});
