import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CallLine, LogLine, ServingLine } from '../../src/sandbox/log-line';
import { breachesOf } from './invariants';
import type { ReleaseRecord } from './invariants/release-record';

/** Records of real releases, as `STORY_RECORDS=folder` keeps them. */
const recordOf = (name: string): ReleaseRecord =>
  JSON.parse(
    readFileSync(path.join(__dirname, 'invariants', `${name}.json`), 'utf8'),
  ) as ReleaseRecord;

type Line = LogLine;
type Call = LogLine<CallLine>;
type Serving = LogLine<ServingLine>;

const changed = (
  record: ReleaseRecord,
  change: (line: Line, all: readonly Line[]) => Line | readonly Line[] | undefined,
): ReleaseRecord => ({
  ...record,
  lines: record.lines.flatMap((line, _index, all) => change(line, all) ?? []),
});

const isCall = (line: Line, operation: string): line is Call =>
  line.kind === 'call' && line.operation === operation;

const isServing = (line: Line, share: number): line is Serving =>
  line.kind === 'serving' && line.variants['main-next']?.weight === share;

const later = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();

const weights = 'UpdateEndpointWeightsAndCapacities';

describe('the invariants of every release', () => {
  const promoted = recordOf('promoted');
  const takenBack = recordOf('taken-back');

  it.each([
    ['promoted', promoted],
    ['taken back', takenBack],
  ])('hold for one that was %s', (_how, record) => {
    expect(breachesOf(record)).toEqual([]);
    // A record in which nothing happens breaks nothing: these hold the changes that the checks are about.
    const calls = record.lines.filter(({ kind }) => kind === 'call');
    expect(calls.length).toBeGreaterThan(5);
    expect(record.lines.filter(({ kind }) => kind === 'serving').length).toBeGreaterThan(3);
    expect(record.decisions.some(({ accepted }) => accepted)).toBe(true);
  });

  const doctored: readonly (readonly [string, string, ReleaseRecord, RegExp])[] = [
    [
      'I1',
      'a share that no step has',
      changed(promoted, (line) => (isServing(line, 50) ? withShare(line, 80) : line)),
      /got 80\.0 %; the plan's next step is 50 %/,
    ],
    [
      'I1',
      'a rise before its bake is over',
      changed(promoted, (line, all) => {
        const first = all.find((other) => isServing(other, 50))!;
        const rise = all.filter((other) => isCall(other, weights))[1];
        return line === rise || isServing(line, 100)
          ? { ...line, at: later(first.at, line === rise ? 5_000 : 5_100) }
          : line;
      }),
      /after the step before, which bakes for 20000 ms/,
    ],
    [
      'I1',
      'a rise after it was taken back',
      changed(takenBack, (line) =>
        isServing(line, 0) && line.at > riseOf(takenBack).at
          ? [line, { ...withShare(line, 50), at: later(line.at, 10) }]
          : line,
      ),
      /after it had been taken back/,
    ],
    [
      'I2',
      'a moment without weight',
      changed(promoted, (line) =>
        isServing(line, 50) ? [line, { ...withShare(line, 0, 0), at: later(line.at, 1) }] : line,
      ),
      /no instance of .* gets traffic/,
    ],
    [
      'I2',
      'weight on variants without instances',
      changed(promoted, (line) =>
        isServing(line, 100) ? withInstances(line, 'main-next', 0) : line,
      ),
      /no instance of .* gets traffic/,
    ],
    [
      'I3',
      'an approval that came after the first change',
      {
        ...promoted,
        decisions: promoted.decisions.map((one) => ({ ...one, at: promoted.endedAt })),
      },
      /UpdateEndpoint .*-canary before gate before-production was passed/,
    ],
    [
      'I3',
      'an approval that did not count',
      { ...promoted, decisions: promoted.decisions.map((one) => ({ ...one, accepted: false })) },
      /UpdateEndpointWeightsAndCapacities .*before gate before-production was passed/,
    ],
    [
      'I3',
      'a share for which an approval of its own was missing',
      withGate(promoted, { name: 'all-of-it', before: { step: 2 } }),
      /100\.0 % before gate all-of-it was passed/,
    ],
    [
      'I4',
      'a stable that loses an instance in the canary',
      changed(promoted, (line) => (isServing(line, 50) ? withInstances(line, 'main', 1) : line)),
      /\/1 has 1 instances, had 2/,
    ],
    [
      'I4',
      'a final fleet smaller than the stable was',
      changed(promoted, (line) =>
        line.kind === 'serving' && line.config.endsWith('-final')
          ? withInstances(line, 'main', 1)
          : line,
      ),
      /\/2 has 1 instances, had 2/,
    ],
    [
      'I5',
      'a config that nobody deleted',
      changed(promoted, (line) => (isCall(line, 'DeleteEndpointConfig') ? undefined : line)),
      /-canary is left/,
    ],
    [
      'I5',
      'a model that nobody deleted after the release was taken back',
      changed(takenBack, (line) => (isCall(line, 'DeleteModel') ? undefined : line)),
      /is left, serves nobody/,
    ],
    [
      'I6',
      'a config without the tag of the release',
      changed(promoted, (line) =>
        isCall(line, 'CreateEndpointConfig') ? input(line, { Tags: [] }) : line,
      ),
      /CreateEndpointConfig .* without the tag slipway:release/,
    ],
    [
      'I6',
      'a weight change that leaves a variant out',
      changed(promoted, (line) =>
        isCall(line, weights)
          ? input(line, {
              DesiredWeightsAndCapacities: [{ VariantName: 'main-next', DesiredWeight: 50 }],
            })
          : line,
      ),
      /leaves the weight of main as it happens to be/,
    ],
    [
      'I6',
      'an update that does not say what becomes of live counts',
      changed(promoted, (line) =>
        isCall(line, 'UpdateEndpoint')
          ? input(line, { RetainAllVariantProperties: undefined })
          : line,
      ),
      /does not say that live counts are not kept/,
    ],
    [
      'I7',
      'a change by somebody else',
      changed(promoted, (line) =>
        isCall(line, weights)
          ? [line, { ...line, caller: 'arn:aws:iam::000000000000:user/SOMEBODY' }]
          : line,
      ),
      /by arn:.*SOMEBODY while the release ran/,
    ],
    [
      'I8',
      'a rise while an alarm is in ALARM',
      changed(promoted, (line, all) =>
        line === all.find((other) => isCall(other, weights))
          ? [alarm(promoted, later(line.at, -30_000)), line]
          : line,
      ),
      /got more while .* was in ALARM/,
    ],
  ];

  it.each(doctored)('%s catches %s', (invariant, _what, record, message) => {
    const breaches = breachesOf(record);

    expect(breaches).toContainEqual(expect.stringMatching(message));
    expect(breaches.find((breach) => message.test(breach))).toMatch(new RegExp(`^${invariant} `));
  });

  it('I5 takes what the release names as left behind for said', () => {
    const model = takenBack.plan.names.model;
    const record = changed(takenBack, (line) => (isCall(line, 'DeleteModel') ? undefined : line));
    const said = { ...record.outcome, leftBehind: [`model ${model}: AccessDenied`] };

    expect(breachesOf({ ...record, outcome: said })).toEqual([]);
  });

  it('I7 leaves a story alone that says somebody else changes the endpoint', () => {
    const record = changed(promoted, (line) =>
      isCall(line, weights)
        ? [{ ...line, caller: 'SOMEBODY', at: later(line.at, -1) }, line]
        : line,
    );

    expect(breachesOf({ ...record, otherHands: true })).toEqual([]);
    expect(breachesOf(record)).not.toEqual([]);
  });

  it('I8 gives an alarm that has just changed the time of one poll', () => {
    const record = changed(promoted, (line, all) =>
      line === all.findLast((other) => isCall(other, weights))
        ? [alarm(promoted, later(line.at, -2_000)), line]
        : line,
    );

    expect(breachesOf(record)).toEqual([]);
  });
});

function withGate(
  record: ReleaseRecord,
  gate: { readonly name: string; readonly before: { readonly step: number } },
): ReleaseRecord {
  const [first] = record.plan.gates;
  return { ...record, plan: { ...record.plan, gates: [first!, { ...first!, ...gate }] } };
}

function riseOf({ lines }: ReleaseRecord): Line {
  return lines.find((line) => isServing(line, 50))!;
}

function withShare(line: Serving, share: number, rest = 100 - share): Serving {
  const { main, 'main-next': next } = line.variants;
  return {
    ...line,
    variants: { main: { ...main!, weight: rest }, 'main-next': { ...next!, weight: share } },
  };
}

function withInstances(line: Serving, variant: string, instances: number): Serving {
  const served = line.variants[variant]!;
  return { ...line, variants: { ...line.variants, [variant]: { ...served, instances } } };
}

function input(line: Call, members: object): Call {
  return { ...line, input: { ...(line.input as object), ...members } };
}

function alarm({ plan }: ReleaseRecord, at: string): Line {
  const [{ name } = { name: '' }] = plan.alarms;
  return { at, kind: 'alarm', name, from: 'OK', to: 'ALARM', reason: 'doctored', by: 'request' };
}
