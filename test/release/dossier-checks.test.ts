import { dossierChecks, type CheckLine, type ReleaseVerdict } from '../../src/release/verdict';

const line: CheckLine = {
  check: '5xx',
  result: 'fail',
  value: '2.00 %',
  limit: '0.10 %',
  requests: 5000,
  sentence: '5xx 2.00 % > 0.10 %',
  proof: '1.6 % to 2.4 % (95 %), at most 2.4 %, odds > 1e6 of 200',
};
const verdict: ReleaseVerdict = {
  result: 'fail',
  reason: 'ErrorsAboveLimit',
  sentence: line.sentence,
  at: '2026-11-22T03:01:20.000Z',
  checks: [line, { ...line, check: 'split' }],
  comparators: {},
};

test('the dossier keeps each check with what other rules would have said', () => {
  const said = ['guardrail alarm: rollback at period 1'];

  expect(dossierChecks({ ...verdict, otherRules: { '5xx': said } })).toEqual([
    { ...line, otherRules: said },
    { ...line, check: 'split', otherRules: [] },
  ]);
});

test('a verdict recorded before there were other rules leaves the dossier as it was', () => {
  expect(dossierChecks(verdict)).toBeUndefined();
});
