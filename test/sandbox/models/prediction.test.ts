import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readArtifact } from '../../../src/sandbox/models/behaviour';
import { behaviourNames } from '../../../src/sandbox/models/behaviour-schema';
import { luckOf } from '../../../src/sandbox/models/behaviours/luck';
import type { Behaviour } from '../../../src/sandbox/models/named-behaviours';
import { predict } from '../../../src/sandbox/models/prediction';

const behaving = (written: object): Behaviour => {
  const artifact = readArtifact(JSON.stringify({ version: 'fraud/1', behaviour: written }));
  if (artifact === undefined) throw new Error('not an artifact');
  return artifact.behaviour;
};

const newborn = { ms: 0, requests: 0 };

describe('a model', () => {
  const input = Buffer.from('{"amount":1}');

  it('gives the same score to the same input, another one to another', () => {
    const good = behaving({});
    const score = (bytes: Buffer) => predict(good, bytes, luckOf(1), newborn).body;

    expect(score(input)).toBe(score(Buffer.from(input)));
    expect(score(input)).not.toBe(score(Buffer.from('{"amount":2}')));
    expect(JSON.parse(score(input))).toEqual({ score: expect.any(Number) as number });
  });

  it('has the latency and the errors its artifact says', () => {
    const random = luckOf(7);
    const slow = behaving({ latencyMs: 64, errorRatio: 0.02 });
    const answers = Array.from({ length: 20_000 }, () => predict(slow, input, random, newborn));
    const latencies = answers.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
    const errors = answers.filter(({ status }) => status === 500).length;

    expect(latencies[10_000]).toBeCloseTo(64, -1);
    expect((latencies[19_800] ?? 0) / 64).toBeCloseTo(2, 0);
    expect(errors / 20_000).toBeCloseTo(0.02, 2);
  });

  it.each([
    '',
    'tar',
    '{}',
    '{"version":"a","behaviour":{"latency":1}}',
    '{"version":""}',
    '{"version":"a","url":"http://10.0.0.1:80"}',
    '{"version":"a","url":"http://127.0.0.1:99999"}',
    '{"version":"a","behaviour":{"name":"fast"}}',
  ])('is not made from %j', (bytes) => {
    expect(readArtifact(bytes)).toBeUndefined();
  });

  it('has the names that the table of docs/sandbox.md has', () => {
    const page = readFileSync(path.resolve(__dirname, '../../../docs/sandbox.md'), 'utf8');
    const [, table = ''] = /\n\| name \|.*?\n((?:\|.*\n)+)/.exec(page) ?? [];
    const names = [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);

    expect(names).toEqual([...behaviourNames]);
  });
});
