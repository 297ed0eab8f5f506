import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { judgeVersion, type GateRecord } from '../../src/judge/record/gate-record';
import { plannedGates } from '../../src/release/planned-gates';
import { canonical } from '../../src/release/canonical';
import { checkLine } from '../../src/release/check-line';
import type { ReleaseSpec } from '../../src/release/spec';
import { parseSpec } from '../../src/spec/parse-spec';
import { recordOf, served, steady, type Serves } from '../judge/record/made-record';
import { tail } from '../judge/story';
import { slipway } from './support/command-line';

const spec = (checks: string): string =>
  `endpoint: fraud\nmodel: fraud/2\nsteps: ["5%,15m"]\nalarms: [a]\nchecks:\n${checks}`;
const errors = (max: string): string => `  - metric: Invocation5XXErrors\n    max: ${max}\n`;

const [atTenth] = plannedGates(specOf(spec(errors('0.1%')))).checks;

function specOf(text: string): ReleaseSpec {
  const result = parseSpec(text, 'release.yaml');
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.spec;
}

/** A file as the watch writes it. */
function evidence(release: string, records: readonly GateRecord[]): object {
  return {
    schema: 'slipway.verdict/1',
    input: { endpoint: 'fraud', evidence: { prefix: `000000000000/us-east-1/fraud/${release}` } },
    checks: records.map(({ verdict }) => checkLine(verdict)),
    seen: { judged: records },
  };
}

const recordWith = (candidate: Serves): GateRecord =>
  recordOf(served({ candidate, stable: steady }), atTenth!);
const good = recordWith(steady);
const bad = recordWith((period) => ({ n: 600, bad: period > 3 ? 6 : 0 }));
const quiet = recordWith((period) => ({ n: 600, bad: period % 2 }));

function folder(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'slipway-judge-'));
  for (const [name, value] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    const text = typeof value === 'string' ? value : `${canonical(value)}\n`;
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

test('replay says how many bytes are the same', async () => {
  const cwd = folder({ 'one.json': evidence('a', [good, bad]), 'alone.json': good });
  const bytes = Buffer.byteLength(canonical(good));

  const whole = await slipway(['judge', 'replay', 'one.json'], { cwd });
  expect(whole).toMatchObject({ exit: 0, err: '' });
  expect(whole.out).toContain(`✔ 5xx: the same ${bytes} bytes\n`);
  const uri = pathToFileURL(path.join(cwd, 'alone.json')).href;
  const alone = await slipway(['judge', 'replay', uri, '-o', 'json']);
  expect(JSON.parse(alone.out)).toMatchObject({ same: true, gates: [{ gate: '5xx', bytes }] });
});

test.each<[string, object, string]>([
  [
    'a verdict',
    evidence('a', [{ ...bad, verdict: { ...bad.verdict, result: 'pass' } }]),
    '✖ 5xx: verdict.result is "pass", its readings lead to "fail"',
  ],
  [
    'another judge',
    { ...bad, judgeVersion: '0', rule: 'none' },
    `✖ 5xx: judgeVersion is "0", its readings lead to "${judgeVersion}" (recorded by judge 0, this is judge ${judgeVersion})`,
  ],
  [
    'the table that people saw',
    { ...evidence('a', [bad]), checks: [{ ...checkLine(bad.verdict), result: 'pass' }] },
    '✖ the table of checks: checks[0].result is "pass", its readings lead to "fail"',
  ],
])('replay finds %s doctored, and exits 7', async (_, value, line) => {
  const { exit, out } = await slipway(['judge', 'replay', 'a.json'], {
    cwd: folder({ 'a.json': value }),
  });

  expect(exit).toBe(7);
  expect(out).toContain(`${line}\n`);
});

test('explain tells it in sentences', async () => {
  const cwd = folder({ 'one.json': evidence('a', [bad]) });

  const { exit, out } = await slipway(['judge', 'explain', 'one.json'], { cwd });

  expect(exit).toBe(0);
  for (const part of [
    '5xx: fail (above-limit)\n',
    'What was tested.  The rule is "5XX answers > 0.1 % of the candidate\'s requests',
    'What was seen.    30 of 30 periods of 60 s were observed.',
    'Why.              156 of 18000 requests (0.867 %) were 5XX answers, limit 0.1 %',
    'What would have changed it.  A limit of',
    'guardrail alarm: rollback at period 5 (2026-01-05T12:04:00.000Z)',
  ])
    expect(out).toContain(part);
  const json = await slipway(['judge', 'explain', 'one.json', '-o', 'json'], { cwd });
  expect(JSON.parse(json.out)).toMatchObject([{ gate: '5xx', verdict: 'fail (above-limit)' }]);
});

test('explain tells what the readings lead to, and says where the record does not', async () => {
  const doctored = { ...bad, verdict: { result: 'pass', sentence: 'All is well.' } };
  const { exit, out, err } = await slipway(['judge', 'explain', 'a.json'], {
    cwd: folder({ 'a.json': doctored }),
  });

  expect(exit).toBe(0);
  expect(out).toContain('5xx: fail (above-limit)\n');
  expect(err).toContain('✖ 5xx: the record is not what its readings lead to');
});

test('inputs of the wrong kind are the fault of the file', async () => {
  const latency = recordOf(served({ candidate: steady }), { ...tail, max: 90_000 });
  const cwd = folder({
    'a.json': {
      ...latency,
      gate: { ...latency.gate, metric: [], id: '\u0000', quantile: { a: 1 } },
    },
  });
  for (const verb of ['replay', 'explain'])
    expect((await slipway(['judge', verb, 'a.json'], { cwd })).exit).not.toBe(255);
});

test.each([
  ['plan.json', { schema: 'slipway.plan/1' }, 2, 'its schema is not slipway.verdict/1'],
  ['alarm.json', { schema: 'slipway.verdict/1', seen: {} }, 2, 'was not made by the judge'],
  ['text.json', 'not JSON', 2, 'it is not a JSON object'],
  ['half.json', evidence('a', [{ ...good, readings: [{}] } as never]), 2, 'its readings are not'],
])('%s is no evidence of the judge', async (name, value, exit, why) => {
  const cwd = folder({ [name]: value });
  for (const verb of ['replay', 'explain']) {
    const ran = await slipway(['judge', verb, name], { cwd });
    expect(ran).toMatchObject({ exit, out: '' });
    expect(ran.err).toContain(why);
  }
});

test('what is not there, and what is not here, is said', async () => {
  const cwd = folder({});

  expect(await slipway(['judge', 'replay', 'none.json'], { cwd })).toMatchObject({ exit: 6 });
  const s3 = await slipway(['judge', 'explain', 's3://bucket/a.json'], { cwd });
  expect(s3).toMatchObject({ exit: 2, err: expect.stringContaining('aws s3 cp') as string });
});

test('what-if judges a folder of releases by other checks', async () => {
  const cwd = folder({
    'evidence/a/0001-1-plan.json': { schema: 'slipway.plan/1' },
    'evidence/a/0007-3-step-1.json': evidence('a', [good]),
    'evidence/b/0007-3-step-1.json': evidence('b', [bad]),
    'evidence/c/0007-3-step-1.json': evidence('c', [quiet]),
    'same.yaml': spec(errors('0.1%')),
    'loose.yaml': spec(errors('5%')),
    'strict.yaml': spec(errors('0.01%')),
    'slow.yaml': spec('  - metric: ModelLatency.p99\n    increase: 20%\n'),
  });
  const ask = async (policy: string) => {
    const ran = await slipway(['judge', 'what-if', '--policy', policy, 'evidence'], { cwd });
    expect(ran).toMatchObject({ exit: 0 });
    return ran.out;
  };
  const line = (release: string, gate: string, then: string, now: string): RegExp =>
    new RegExp(`fraud/${release} +${gate} +${then} +${now} `);

  const same = await ask('same.yaml');
  for (const [release, word] of [
    ['a', 'pass'],
    ['b', 'fail'],
    ['c', 'pass'],
  ] as const)
    expect(same).toMatch(line(release, '5xx', word, word));
  const loose = await ask('loose.yaml');
  expect(loose).toMatch(line('b', '5xx', 'fail', 'pass'));
  expect(loose).toContain('stopped for nothing, if the model was good): 1\n');
  const strict = await ask('strict.yaml');
  expect(strict).toMatch(line('c', '5xx', 'pass', 'fail'));
  expect(strict).toContain('(would have been caught): 1\n');
  const slow = await ask('slow.yaml');
  expect(slow).toMatch(/fraud\/a +p99 +– +\? +nobody read its metric then\n/);
  expect(slow).toMatch(/fraud\/a +5xx +pass +\? +these checks do not have it\n/);
});

test('what-if needs evidence and a whole spec', async () => {
  const cwd = folder({ 'x/plan.json': '{}', 'same.yaml': spec(errors('0.1%')), 'no.yaml': 'a: b' });
  const ask = (...rest: string[]) => slipway(['judge', 'what-if', '--policy', ...rest], { cwd });

  expect(await ask('same.yaml', 'x')).toMatchObject({ exit: 6 });
  expect(await ask('same.yaml', 'nowhere')).toMatchObject({ exit: 6 });
  expect(await ask('no.yaml', 'x')).toMatchObject({ exit: 2 });
  expect(await slipway(['judge', 'what-if', 'x'], { cwd })).toMatchObject({ exit: 2 });
  expect(await slipway(['judge'], { cwd })).toMatchObject({ exit: 2 });
});
