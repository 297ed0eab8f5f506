import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canonical } from '../../src/release/canonical';
import { checkLine } from '../../src/release/check-line';
import type { AnswersRecord } from '../../src/judge/record/answers-record';
import { fiveHundreds } from '../judge/story';
import { answersRecordOf, other, same } from '../judge/record/made-answers-record';
import { recordOf, served, steady } from '../judge/record/made-record';
import { slipway } from './support/command-line';

const errors = recordOf(served({ candidate: steady, stable: steady }), fiveHundreds);
const agreeing = answersRecordOf(same);
const differing = answersRecordOf(other);

const textOf = (value: unknown): string => `${canonical(value)}\n`;

/** The two files of a shadow's verdict, as the watch writes them. */
function shadow(answers: AnswersRecord, change: object = {}): Record<string, unknown> {
  const sha256 = createHash('sha256').update(textOf(answers)).digest('hex');
  return {
    '0007-3-answers.json': answers,
    '0007-3-shadow.json': {
      schema: 'slipway.verdict/1',
      input: { endpoint: 'fraud', evidence: { prefix: answers.release } },
      checks: [checkLine(errors.verdict), checkLine(answers.report.verdict)],
      answers: { uri: 'file:///evidence/fraud/0007-3-answers.json', sha256 },
      seen: { judged: [errors] },
      ...change,
    },
  };
}

function folder(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'slipway-judge-answers-'));
  for (const [name, value] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), typeof value === 'string' ? value : textOf(value));
  }
  return root;
}

test('replay judges the counts of a comparison to the same bytes', async () => {
  const cwd = folder({ 'a.json': differing });

  const { exit, out } = await slipway(['judge', 'replay', 'a.json'], { cwd });

  expect(exit).toBe(0);
  expect(out).toBe(`✔ answers: the same ${Buffer.byteLength(canonical(differing))} bytes\n`);
});

test('the verdict of a shadow is replayed with its comparison', async () => {
  const cwd = folder(shadow(differing));

  const { exit, out } = await slipway(['judge', 'replay', '0007-3-shadow.json'], { cwd });

  expect(exit).toBe(0);
  expect(out).toMatch(/^✔ 5xx: the same \d+ bytes\n✔ answers: the same \d+ bytes\n$/);
});

test.each<[string, Record<string, unknown>, string, string]>([
  [
    'the verdict of a comparison',
    {
      'a.json': {
        ...differing,
        report: {
          ...differing.report,
          verdict: { ...differing.report.verdict, result: 'pass' },
        },
      },
    },
    'a.json',
    '✖ answers: report.verdict.result is "pass", its readings lead to "fail"',
  ],
  [
    'its rule',
    {
      'a.json': {
        ...differing,
        gate: { ...differing.gate, spec: { ...differing.gate.spec, required: 0.5 } },
      },
    },
    'a.json',
    '✖ answers: report.assessment.odds is',
  ],
  [
    'its counts',
    {
      'a.json': {
        ...differing,
        tally: { ...differing.tally, compared: { n: 2_000, x: 0 } },
      },
    },
    'a.json',
    '✖ answers: report.assessment.agreement is 0.9',
  ],
  [
    'the table that people saw',
    shadow(differing, {
      checks: [checkLine(errors.verdict), checkLine(agreeing.report.verdict)],
    }),
    '0007-3-shadow.json',
    '✖ the table of checks: checks[1].result is "pass", its readings lead to "fail"',
  ],
])('replay finds %s doctored, and exits 7', async (_, files, name, line) => {
  const { exit, out } = await slipway(['judge', 'replay', name], { cwd: folder(files) });

  expect(exit).toBe(7);
  expect(out).toContain(line);
});

test('a comparison that was exchanged, or is not there, is told', async () => {
  const files = shadow(differing);
  const exchanged = folder({ ...files, '0007-3-answers.json': agreeing });
  const alone = folder({ '0007-3-shadow.json': files['0007-3-shadow.json'] });
  const replay = (cwd: string) => slipway(['judge', 'replay', '0007-3-shadow.json'], { cwd });

  expect(await replay(exchanged)).toMatchObject({
    exit: 7,
    out: '',
    err: expect.stringMatching(
      /0007-3-answers\.json has SHA-256 [0-9a-f]{64}, the verdict/,
    ) as string,
  });
  expect(await replay(alone)).toMatchObject({
    exit: 6,
    out: '',
    err: expect.stringMatching(
      /0007-3-shadow\.json names \S+0007-3-answers\.json as its comparison of answers, and there is no such file[^]*Copy it beside/,
    ) as string,
  });
});

test('explain tells it in sentences', async () => {
  const cwd = folder(shadow(differing));

  const { exit, out } = await slipway(['judge', 'explain', '0007-3-shadow.json'], { cwd });

  expect(exit).toBe(0);
  for (const part of [
    '5xx: pass (within-limit)\n',
    'answers: fail (answers-differ)\n',
    'Two answers agree when they have the same label ($.label).',
    'Of 2000 compared pairs 1800 agree (90 %',
    'What would have changed it.  A required agreement of ',
  ])
    expect(out).toContain(part);
});

test.each([
  ['a record without its counts', { ...agreeing, tally: {} }, 'it has no tally.records'],
  ['counts of the wrong kind', { ...agreeing, tally: { ...agreeing.tally, slices: { a: 3 } } }, ''],
  [
    'a rule of the wrong kind',
    { ...agreeing, gate: { ...agreeing.gate, spec: { ...agreeing.gate.spec, slices: [null] } } },
    '',
  ],
  ['a release that is no name', { ...agreeing, release: 5 }, 'of which release'],
  ['a window without an end', { ...agreeing, window: { start: '2026' } }, 'no start and end'],
  ['files that are no number', { ...agreeing, files: 'all' }, 'which captures were read'],
  ['captures without a place', { ...agreeing, captures: null }, 'which captures were read'],
  [
    'a result that is no word',
    { ...agreeing, report: { ...agreeing.report, verdict: { result: 5 } } },
    'it has no verdict',
  ],
  [
    'a tree nested too deep',
    JSON.stringify(agreeing).replace('{', `{"more":${'['.repeat(20_000)}${']'.repeat(20_000)},`),
    'call stack',
  ],
])('%s is the fault of the file', async (_, value, why) => {
  const cwd = folder({ 'a.json': value });
  for (const verb of ['replay', 'explain']) {
    const ran = await slipway(['judge', verb, 'a.json'], { cwd });
    expect(ran).toMatchObject({ exit: 2, out: '' });
    expect(ran.err).toContain(why);
  }
});

const spec = (compare: string): string =>
  `endpoint: fraud\nmodel: fraud/2\nsteps: ["5%,15m"]\nalarms: [a]\nshadow:\n  for: 30m\n${compare}`;
const compare = (agreement: string, label = '$.label'): string => `  compare:
    kind: classification
    label: ${label}
    score: $.score
    tolerance: 0.01
    agreement: ${agreement}
    slices: [{ name: country, at: $.country }]
    captures: s3://captures/shadow
`;

const within = (name: string, files: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(files).map(([file, value]) => [`${name}/${file}`, value]));

test('what-if judges the answers of past shadows by another agreement', async () => {
  const cwd = folder({
    ...within('evidence', shadow(differing)),
    'same.yaml': spec(compare('99%')),
    'loose.yaml': spec(compare('75%')),
    'elsewhere.yaml': spec(compare('99%', '$.other')),
    'without.yaml': spec(''),
  });
  const ask = async (policy: string) => {
    const ran = await slipway(['judge', 'what-if', '--policy', policy, 'evidence'], { cwd });
    expect(ran.exit).toBe(0);
    return ran.out;
  };

  expect(await ask('same.yaml')).toMatch(/fraud\/a +answers +fail +fail +1800 of 2000 pairs/);
  const loose = await ask('loose.yaml');
  expect(loose).toMatch(/fraud\/a +answers +fail +pass +/);
  expect(loose).toContain('stopped for nothing, if the model was good): 1\n');
  expect(loose).toContain('Releases judged again: 1\n');
  expect(await ask('elsewhere.yaml')).toMatch(
    /answers +fail +\? +agreement by these places and tolerances was never asked for/,
  );
  expect(await ask('without.yaml')).toMatch(/answers +fail +\? +these checks do not have it/);
});

describe('what-if leaves a release out whose comparison', () => {
  const whole = shadow(differing);
  const comparison = '0007-3-answers.json';
  const ask = async (files: Record<string, unknown>) => {
    const cwd = folder({
      ...within('evidence/a', files),
      ...within('evidence/b', shadow({ ...agreeing, release: 'fraud/b' })),
      'same.yaml': spec(compare('99%')),
    });
    return slipway(['judge', 'what-if', '--policy', 'same.yaml', 'evidence', '--output', 'json'], {
      cwd,
    });
  };

  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'is missing',
      { '0007-3-shadow.json': whole['0007-3-shadow.json'] },
      /0007-3-shadow\.json names \S+0007-3-answers\.json .* there is no such file/,
    ],
    ['was cut', { ...whole, [comparison]: '{"schema":' }, /0007-3-answers\.json has SHA-256/],
    [
      'was exchanged',
      { ...whole, [comparison]: answersRecordOf(same, { look: { final: true, look: 2 } }) },
      /0007-3-answers\.json has SHA-256/,
    ],
  ])('%s', async (_, files, why) => {
    const { exit, out, err } = await ask(files);

    expect(exit).toBe(0);
    expect(err).toMatch(why);
    expect(JSON.parse(out)).toMatchObject({
      releases: [{ release: 'fraud/b' }],
      leftOut: [{ release: differing.release, why: expect.stringMatching(why) as string }],
      sums: { releases: 1, caught: 0, spared: 0, held: 0 },
    });
  });

  test('is there, and is the one: then nothing is left out', async () => {
    const { out, err } = await ask(whole);

    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({ leftOut: [], sums: { releases: 2 } });
  });
});

test('what-if reads no work that is under way, and survives records that are none', async () => {
  const cwd = folder({
    ...within('evidence', shadow(agreeing)),
    'evidence/.working/fraud.json': { ...differing, release: 'half/read' },
    'evidence/.0001.json': { ...differing, release: 'half/written' },
    'evidence/odd/0001-1-answers.json': { ...differing, release: 5 },
    'evidence/odd/0001-2-answers.json': {
      ...differing,
      report: { ...differing.report, verdict: { ...differing.report.verdict, result: 5 } },
    },
    'same.yaml': spec(compare('99%')),
  });

  const { exit, out, err } = await slipway(
    ['judge', 'what-if', '--policy', 'same.yaml', 'evidence'],
    { cwd },
  );

  expect(exit).toBe(0);
  expect(out).toContain('Releases judged again: 1\n');
  expect(out).not.toContain('half/');
  expect(err).toContain('2 other files were left out');
});
