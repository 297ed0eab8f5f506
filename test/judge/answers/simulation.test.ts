import type { Answer } from '../../../src/judge/answers/answer';
import type { AnswerSpec } from '../../../src/judge/answers/answer-spec';
import { addPair, emptyTally } from '../../../src/judge/answers/answers-tally';
import { answersVerdict } from '../../../src/judge/answers/answers-verdict';
import type { Verdict } from '../../../src/judge/verdict';
import { randomFrom, type Random } from '../random';
import { end, gateOf, labels, minute, noon, prices } from './story';

const measured: string[] = [];
afterAll(() => console.info(['Measured, seeded:', ...measured].join('\n  ')));

const pairs = 5_000;
const countries = ['DE', 'FR', 'US', 'IN', 'BR'];

type Draw = (random: Random, country: string) => readonly [candidate: Part, stable: Part];
type Part = Pick<Answer, 'label' | 'score'>;

/** One shadow of an hour. */
function shadow(spec: AnswerSpec, random: Random, draw: Draw): Verdict {
  const tally = emptyTally();
  const shape = '$ object';
  for (let index = 0; index < pairs; index += 1) {
    const country = random.uniform() < 0.05 ? 'BR' : countries[Math.floor(4 * random.uniform())]!;
    const at = noon + Math.floor((60 * index) / pairs) * minute;
    const [candidate, stable] = draw(random, country);
    tally.records.candidate += 1;
    tally.records.stable += 1;
    tally.pairing.pairs += 1;
    addPair(tally, spec, {
      id: `id-${index}`,
      candidate: { at, shape, ...candidate },
      stable: { at, shape, slices: { country }, ...stable },
    });
  }
  return answersVerdict(gateOf(spec), tally, end);
}

function rates(title: string, replicates: number, spec: AnswerSpec, draw: Draw) {
  const verdicts = Array.from({ length: replicates }, (_, index) =>
    shadow(spec, randomFrom(7 + 7_919 * index), draw),
  );
  const text = (ratio: number): string => `${(100 * ratio).toFixed(2)} %`;
  const share = (holds: (verdict: Verdict) => boolean) =>
    verdicts.filter(holds).length / replicates;
  const found = {
    fail: share(({ result }) => result === 'fail'),
    pass: share(({ result }) => result === 'pass'),
    slice: share(({ reason }) => reason === 'slice-differs'),
    agreement: verdicts.reduce((sum, { value = 0 }) => sum + value, 0) / replicates,
  };
  measured.push(
    `${title}: ${text(found.fail)} failed, ${text(found.pass)} passed, mean agreement ${text(found.agreement)} (${replicates} runs of ${pairs} pairs)`,
  );
  return found;
}

const other = (label: string): string => (label === 'fraud' ? 'good' : 'fraud');

/** The stable's label, and the candidate's: another one with this chance. */
const changed =
  (chance: (country: string) => number): Draw =>
  (random, country) => {
    const label = random.uniform() < 0.1 ? 'fraud' : 'good';
    return [{ label: random.uniform() < chance(country) ? other(label) : label }, { label }];
  };

/** Two builds of one model: the same score but for rounding, the label by a threshold. */
const noisy: Draw = (random) => {
  const score = random.uniform();
  const again = score * (1 + 1e-4 * random.normal());
  const labelled = (value: number): Part => ({
    score: value,
    label: value > 0.9 ? 'fraud' : 'good',
  });
  return [labelled(again), labelled(score)];
};

test('labels of identical models with numeric noise pass', () => {
  expect(rates('labels of the same model, noise 0.01 %', 10, labels, noisy)).toMatchObject({
    fail: 0,
    pass: 1,
  });
});

test('scores of identical models with numeric noise pass', () => {
  const scores: Draw = (random, country) => {
    const [{ score: candidate }, { score: stable }] = noisy(random, country);
    return [{ score: candidate! }, { score: stable! }];
  };
  expect(rates('scores of the same model, noise 0.01 %', 10, prices, scores)).toMatchObject({
    fail: 0,
    pass: 1,
  });
});

test('2 % of changed labels fail', () => {
  const { fail, pass } = rates(
    '2 % of labels changed',
    200,
    labels,
    changed(() => 0.02),
  );

  expect(fail).toBeGreaterThanOrEqual(0.9);
  expect(pass).toBe(0);
});

test('exactly as much disagreement as is allowed neither fails nor passes', () => {
  const { fail, pass } = rates(
    '1 % of labels changed, the limit',
    200,
    labels,
    changed(() => 0.01),
  );

  expect(fail).toBe(0);
  expect(pass).toBeLessThanOrEqual(0.05);
});

test('one regressed slice is found while all the rest looks fine', () => {
  const draw = changed((country) => (country === 'BR' ? 0.15 : 0.0005));

  const { fail, pass, slice, agreement } = rates(
    '15 % changed in 5 % of the traffic',
    60,
    labels,
    draw,
  );

  expect(agreement).toBeGreaterThan(0.99);
  expect(slice).toBeGreaterThanOrEqual(0.95);
  expect(fail).toBe(slice);
  expect(pass).toBe(0);
});
