import { randomFrom } from '../../../src/judge/planner/random';

// The first outputs of xorshift32 with the shifts 13, 17 and 5: for the seed of Marsaglia's paper ("Xorshift RNGs",
// section 3), and for 1.
test.each([
  [2_463_534_242, [723_471_715, 2_497_366_906, 2_064_144_800, 2_008_045_182, 3_532_304_609]],
  [1, [270_369, 67_634_689, 2_647_435_461, 307_599_695, 2_398_689_233]],
  [0, [270_369, 67_634_689]],
])('from the seed %d come the published numbers', (seed, outputs) => {
  // A count is 0 just where the number is at most its chance of 0, e^-mean; then one number is spent.
  outputs.forEach((output, index) => {
    const share = (output + 0.5) / 2 ** 32;
    const [none, one] = [1 - 1e-12, 1 + 1e-12].map((near) => {
      const random = randomFrom(seed);
      for (let before = 0; before < index; before += 1) random.poisson(0);
      return random.poisson(-near * Math.log(share));
    });

    expect(none).toBe(0);
    expect(one).toBeGreaterThan(0);
  });
});

test('a count is the number of arrivals before the time is over: sums of exponential gaps', () => {
  const [first, second, third] = [270_369, 67_634_689, 2_647_435_461].map(
    (output) => -Math.log((output + 0.5) / 2 ** 32),
  ) as [number, number, number];
  const counted = (mean: number): number => randomFrom(1).poisson(mean);

  expect(counted(first - 1e-9)).toBe(0);
  expect(counted(first + second - 1e-9)).toBe(1);
  expect(counted(first + second + 1e-9)).toBe(2);
  expect(counted(first + second + third - 1e-9)).toBe(2);
});

test('above 30 a normal draw by Box and Muller', () => {
  const [one, two] = [270_369, 67_634_689].map((output) => (output + 0.5) / 2 ** 32) as [
    number,
    number,
  ];
  const normal = Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * two);

  expect(randomFrom(1).poisson(1e6)).toBe(Math.round(1e6 + 1e3 * normal));
  expect(randomFrom(1).poisson(31)).toBe(Math.round(31 + Math.sqrt(31) * normal));
  expect(randomFrom(1).poisson(30)).not.toBe(Math.round(30 + Math.sqrt(30) * normal));
});

test.each([0, 0.3, 4, 30, 31, 400])(
  'counts with a mean of %d have that mean and variance',
  (mean) => {
    const random = randomFrom(5);
    const draws = 20_000;
    const seen = Array.from({ length: draws }, () => random.poisson(mean));
    const average = seen.reduce((sum, each) => sum + each, 0) / draws;
    const variance = seen.reduce((sum, each) => sum + (each - average) ** 2, 0) / (draws - 1);

    // Four standard errors; the fourth central moment of a Poisson count is mean + 3 mean², and rounding adds 1/12.
    expect(Math.abs(average - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / draws));
    expect(Math.abs(variance - mean)).toBeLessThanOrEqual(
      4 * Math.sqrt((mean + 2 * mean * mean) / draws) + (mean > 30 ? 1 / 12 : 0),
    );
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
    expect(seen.every(Number.isInteger)).toBe(true);
  },
);
