import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { judgeVersion, type GateRecord } from '../../../src/judge/record/gate-record';
import { verdictIn, type WindowRecord } from '../../../src/judge/record/window-record';
import { canonical } from '../../../src/release/canonical';
import { faultOf, recordedAnew } from './golden-record';
import { goldenStories } from './stories';

const fileOf = (name: string): string => path.join(__dirname, `${name}.json`);
const bytesOf = (name: string): string => readFileSync(fileOf(name), 'utf8').trimEnd();
const names = Object.keys(goldenStories);

if (process.env.UPDATE_RECORDS === '1')
  for (const [name, story] of Object.entries(goldenStories)) {
    const before = existsSync(fileOf(name)) ? bytesOf(name) : undefined;
    writeFileSync(fileOf(name), `${recordedAnew(before, story())}\n`);
  }

test.each(names)('the golden record %s replays to the same bytes', (name) => {
  expect(faultOf(bytesOf(name))).toBeUndefined();
});

test.each(Object.entries(goldenStories))(
  'the judge asks in %s what it asked then',
  (name, story) => {
    expect(askedIn(story())).toEqual(askedIn(JSON.parse(bytesOf(name)) as WindowRecord));
  },
);

test('each story is recorded, and nothing else', () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.json'));

  expect(files.sort()).toEqual(names.map((name) => `${name}.json`).sort());
});

test('they are of every kind of gate, of looks before the end, and of more than one verdict', () => {
  const records = names.map((name) => JSON.parse(bytesOf(name)) as WindowRecord);

  expect(new Set(records.map(({ gate }) => gate.kind))).toEqual(
    new Set(['ratio', 'latency', 'level', 'split', 'answers']),
  );
  expect(new Set(records.map((record) => verdictIn(record).result))).toEqual(
    new Set(['pass', 'fail', 'inconclusive']),
  );
  expect(records.some(({ look }) => !look.final)).toBe(true);
  expect(records.some((record) => verdictIn(record).reason === 'bad-input')).toBe(true);
  expect(records.some((record) => (verdictIn(record).numbers?.dispersion ?? 1) > 1)).toBe(true);
});

/** What CloudWatch was asked; answers are read from files. */
function askedIn(record: WindowRecord): readonly string[] {
  if (record.schema === 'slipway.answers/1') return [];
  return record.readings.map(({ arm, metric, stat, period, start, end }) =>
    [arm, metric, stat, period, start, end].join(' '),
  );
}

describe('the guard', () => {
  const golden = JSON.parse(bytesOf('ratio-carried')) as GateRecord;
  const { numbers } = golden.verdict;
  // What a judge of other arithmetic would have written.
  const other: GateRecord = {
    ...golden,
    verdict: { ...golden.verdict, numbers: { ...numbers!, odds: numbers!.odds * (1 + 1e-12) } },
  };

  test('names the first number that is no longer the same, and the version to raise', () => {
    expect(faultOf(canonical(other))).toMatch(
      /verdict\.numbers\.odds was .*raise judgeVersion in src\/judge\/record\/gate-record\.ts, then: UPDATE_RECORDS=1/,
    );
    expect(() => recordedAnew(canonical(other), golden)).toThrow('raise judgeVersion');
  });

  test('asks for a new recording once the version is raised', () => {
    const older = { ...other, judgeVersion: '0' };

    expect(faultOf(canonical(older))).toBe(
      `it is of judge 0, this is judge ${judgeVersion}. Record it anew: UPDATE_RECORDS=1 npx jest test/judge/golden`,
    );
    expect(recordedAnew(canonical(older), golden)).toBe(canonical(golden));
  });
});
