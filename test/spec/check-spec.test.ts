import { checkSpec } from '../../src/spec/check-spec';
import { renderFault } from '../../src/spec/fault';
import { parseSpec } from '../../src/spec/parse-spec';
import { smallest } from './smallest';

const parsed = (changes: Record<string, unknown>): unknown => {
  const result = parseSpec(smallest, 'release.yaml');
  if (!result.ok) throw new Error('the smallest spec must parse');
  return { ...(JSON.parse(JSON.stringify(result.spec)) as object), ...changes };
};

const faultsOf = (value: unknown): string => {
  const result = checkSpec(value);
  return result.ok ? '' : result.faults.map(renderFault).join(' | ');
};

test('a whole spec is taken', () => {
  expect(faultsOf(parsed({}))).toBe('');
});

test.each([
  ['nothing', undefined, 'the spec is not a mapping'],
  ['a text', 'endpoint: x', 'the spec is not a mapping'],
  [
    'an unknown key',
    parsed({ enpoint: 'x' }),
    'spec enpoint: is not a known key. Did you mean `endpoint`?',
  ],
  ['a missing section', parsed({ finish: undefined }), 'spec finish: is missing'],
  [
    'a share over 1',
    parsed({ steps: [{ kind: 'canary', ratio: 5, bakeSeconds: 900 }] }),
    'steps[0].ratio: 5 is more than 1',
  ],
  [
    'a share that rounds',
    parsed({ steps: [{ kind: 'canary', ratio: 0.333, bakeSeconds: 900 }] }),
    'is not a whole percentage',
  ],
  [
    'a share of NaN',
    parsed({ steps: [{ kind: 'canary', ratio: Number.NaN, bakeSeconds: 900 }] }),
    'NaN is not a number',
  ],
  [
    'seconds as text',
    parsed({ watch: { seconds: '30m' } }),
    'watch.seconds: "30m" is not a whole number',
  ],
  ['half a second', parsed({ watch: { seconds: 1800.5 } }), 'is not a whole number'],
  ['too long', parsed({ watch: { seconds: 1e12 } }), 'is more than 2592000'],
  [
    'a short bake',
    parsed({ steps: [{ kind: 'canary', ratio: 0.05, bakeSeconds: 60 }] }),
    'steps[0].bakeSeconds: 1m holds 1',
  ],
  ['no alarms', parsed({ alarms: [] }), 'alarms: is an empty list'],
  ['alarms and consent', parsed({ noAlarms: true }), 'noAlarms: is true beside a list of alarms'],
  [
    'a latency without quantile',
    parsed({ checks: [{ metric: 'ModelLatency', max: 1000 }] }),
    'a latency has a quantile',
  ],
  [
    'a count over 1',
    parsed({ checks: [{ metric: 'Invocation5XXErrors', max: 2 }] }),
    'checks[0].max: 2 is no limit',
  ],
  [
    'a resource with a quantile',
    parsed({ checks: [{ metric: 'CPUUtilization', quantile: 0.9, max: 80 }] }),
    'a latency has a quantile',
  ],
  [
    'an own metric without a name',
    parsed({ checks: [{ metric: { namespace: 'Shop' }, max: 80 }] }),
    'checks[0].metric.name: is missing',
  ],
  ['a wrong kind of step', parsed({ steps: [{ kind: 'canery' }] }), 'Did you mean canary?'],
  [
    'a metadata webhook',
    parsed({ notify: { webhook: 'http://169.254.169.254/' } }),
    'notify.webhook',
  ],
  [
    'a step that never comes',
    parsed({
      approvals: [
        {
          before: { step: 9 },
          from: [],
          withinSeconds: 60,
          count: 1,
          onTimeout: 'reject',
          notRequester: false,
        },
      ],
    }),
    'there is no step 9',
  ],
])('%s is refused', (_, value, message) => {
  expect(faultsOf(value)).toContain(message);
});
