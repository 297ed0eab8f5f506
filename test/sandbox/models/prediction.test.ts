import { readArtifact, type Behaviour } from '../../../src/sandbox/models/behaviour';
import { predict } from '../../../src/sandbox/models/prediction';

const behaving = (written: object): Behaviour => {
  const artifact = readArtifact(JSON.stringify({ version: 'fraud/1', behaviour: written }));
  if (artifact === undefined) throw new Error('not an artifact');
  return artifact.behaviour;
};

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a model', () => {
  const input = Buffer.from('{"amount":1}');

  it('gives the same score to the same input, another one to another', () => {
    const good = behaving({});
    const score = (bytes: Buffer) => predict(good, bytes, seeded(1)).body;

    expect(score(input)).toBe(score(Buffer.from(input)));
    expect(score(input)).not.toBe(score(Buffer.from('{"amount":2}')));
    expect(JSON.parse(score(input))).toEqual({ score: expect.any(Number) as number });
  });

  it('has the latency and the errors its artifact says', () => {
    const random = seeded(7);
    const slow = behaving({ latencyMs: 64, errorRatio: 0.02 });
    const answers = Array.from({ length: 20_000 }, () => predict(slow, input, random));
    const latencies = answers.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
    const errors = answers.filter(({ status }) => status === 500).length;

    expect(latencies[10_000]).toBeCloseTo(64, -1);
    expect((latencies[19_800] ?? 0) / 64).toBeCloseTo(2, 0);
    expect(errors / 20_000).toBeCloseTo(0.02, 2);
  });

  it.each(['', 'tar', '{}', '{"version":"a","behaviour":{"latency":1}}', '{"version":""}'])(
    'is not made from %j',
    (bytes) => {
      expect(readArtifact(bytes)).toBeUndefined();
    },
  );
});
