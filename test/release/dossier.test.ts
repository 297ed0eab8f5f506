import fc from 'fast-check';
import { chain, chainFaults, type Dossier } from '../../src/release/dossier';
import type { EvidenceEntry } from '../../src/release/evidence';

const header = {
  schema: 'slipway.dossier/1',
  workflowId: 'release/000000000000/us-east-1/fraud-scorer',
  runId: 'run-1',
  endpoint: 'fraud-scorer',
  stable: 'fraud/1',
  candidate: 'fraud/2',
  planDigest: 'ab'.repeat(32),
} as const;
const outcome = {
  outcome: 'RolledBack',
  reason: 'ErrorsAboveLimit',
  sentence: '5xx 2 % > 0.1 %',
  endpoint: 'fraud-scorer',
  stable: 'fraud/1',
  candidate: 'fraud/2',
  serving: 'fraud/1',
  planDigest: 'ab'.repeat(32),
  evidence: 3,
  leftBehind: [],
} as const;

const entry: fc.Arbitrary<EvidenceEntry> = fc.record(
  {
    at: fc.constantFrom('2026-11-21T00:00:00.000Z', '2026-11-21T00:00:01.000Z'),
    stage: fc.constantFrom('approval', 'shadow', 'traffic'),
    kind: fc.constantFrom('verdict', 'action', 'decision', 'undo', 'outcome'),
    summary: fc.string(),
    evidence: fc.record({ uri: fc.webUrl(), sha256: fc.string() }),
  },
  { requiredKeys: ['at', 'stage', 'kind', 'summary'] },
);
const entries = fc.array(entry, { minLength: 1, maxLength: 12 });
const copy = (dossier: Dossier): Dossier => JSON.parse(JSON.stringify(dossier)) as Dossier;

test('a dossier as it was made is whole, and stays so through JSON', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (log) => {
      expect(chainFaults(copy(chain(header, log)))).toEqual([]);
      expect(chainFaults(copy(chain({ ...header, outcome }, log)))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('a cut anywhere is found', () => {
  fc.assert(
    fc.property(entries, fc.nat(), (log, at) => {
      const whole = chain(header, log);
      const records = whole.records.filter((_, index) => index !== at % log.length);

      expect(chainFaults({ ...whole, records })).not.toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('a swap of two records is found', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 2, maxLength: 12 }), fc.nat(), (log, at) => {
      const whole = chain(header, log);
      const records = [...whole.records];
      const first = at % (log.length - 1);
      [records[first], records[first + 1]] = [records[first + 1]!, records[first]!];

      expect(chainFaults({ ...whole, records })).not.toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('an insertion is found, even one that is itself well made', () => {
  fc.assert(
    fc.property(entries, entry, fc.nat(), (log, forged, at) => {
      const whole = chain(header, log);
      const place = at % (log.length + 1);
      const made = chain(header, [...log.slice(0, place), forged]).records[place]!;
      const records = [...whole.records.slice(0, place), made, ...whole.records.slice(place)];

      expect(chainFaults({ ...whole, records })).not.toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('any change of a record is found', () => {
  fc.assert(
    fc.property(
      entries,
      fc.nat(),
      fc.constantFrom('at', 'stage', 'kind', 'summary', 'previous', 'hash', 'index', 'note'),
      (log, at, member) => {
        const whole = chain(header, log);
        const records = whole.records.map((record, index) =>
          index === at % log.length
            ? { ...record, [member]: member === 'index' ? record.index + 1 : 'forged words' }
            : record,
        );

        expect(chainFaults({ ...whole, records })).not.toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
});

test.each(Object.keys(header))('a change of the header member %s is found', (member) => {
  const whole = chain(header, [
    { at: '2026-11-21T00:00:00.000Z', stage: 'shadow', kind: 'verdict', summary: 'fine' },
  ]);

  expect(chainFaults({ ...whole, [member]: 'forged' })).not.toEqual([]);
});

test.each(Object.keys(outcome))('a change of the outcome member %s is found', (member) => {
  const whole = chain({ ...header, outcome }, []);

  expect(chainFaults({ ...whole, outcome: { ...outcome, [member]: 'forged' } })).not.toEqual([]);
});

test('an outcome that was taken away or put in is found', () => {
  const { outcome: taken, ...without } = chain({ ...header, outcome }, []);

  expect(taken).toBeDefined();
  expect(chainFaults(without)).not.toEqual([]);
  expect(chainFaults({ ...chain(header, []), outcome })).not.toEqual([]);
});

test('another head is found', () => {
  expect(chainFaults({ ...chain(header, []), head: '00' })).toEqual([
    expect.stringContaining('the head does not fit'),
  ]);
});

test('the chain of one run is never that of another: the same evidence ends in another head', () => {
  fc.assert(
    fc.property(entries, (log) => {
      expect(chain({ ...header, runId: 'run-2' }, log).head).not.toBe(chain(header, log).head);
    }),
    { numRuns: 40 },
  );
});
