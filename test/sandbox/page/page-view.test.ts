import type { RequestLine } from '../../../src/sandbox/log-line';
import { alarmsView } from '../../../src/sandbox/page/alarms-view';
import { callView } from '../../../src/sandbox/page/call-view';
import type { PageFacts } from '../../../src/sandbox/page/page-facts';
import { pageView } from '../../../src/sandbox/page/page-view';
import { TrafficWindow } from '../../../src/sandbox/page/traffic-window';

const now = Date.UTC(2026, 0, 1, 12, 0, 5);

const request = (over: Partial<RequestLine>): RequestLine => ({
  kind: 'request',
  endpoint: 'scorer',
  variant: 'main',
  model: 'm-1',
  version: 'fraud/1',
  instance: 'i-1',
  status: 200,
  answered: 200,
  ms: 40,
  mirrored: false,
  targeted: false,
  ...over,
});

const variant = (name: string, weight: number, over = {}) => ({
  name,
  isShadow: false,
  model: 'm',
  version: name === 'main' ? 'fraud/1' : 'fraud/2',
  currentWeight: weight,
  desiredWeight: weight,
  desiredCount: 1,
  instances: [{ id: `${name}-1`, isHealthy: true, outstanding: 0 }],
  ...over,
});

const facts = (over: Partial<PageFacts> = {}, variants = [variant('main', 100)]): PageFacts => ({
  now,
  routes: [],
  state: {
    sandbox: true,
    clock: 60,
    log: '/tmp/log.jsonl',
    load: { scorer: 50 },
    endpoints: [
      {
        name: 'scorer',
        status: 'InService',
        config: 'scorer-1',
        failureReason: undefined,
        pendingConfig: undefined,
        variants,
      },
    ],
    packages: [],
    alarms: [],
    faults: [],
  },
  recent: {
    calls: { all: [], changes: [] },
    traffic: () => [],
    servingSince: () => 0,
    answersSince: () => ({ sent: 0, failed: 0 }),
  },
  ...over,
});

const recent = (window: TrafficWindow, servingSince = 0): PageFacts['recent'] => ({
  ...facts().recent,
  traffic: (_endpoint, at) => window.series(at),
  servingSince: () => servingSince,
});

describe('the view of the page', () => {
  it('measures shares over the last minute, beside those that the weights ask for', () => {
    const window = new TrafficWindow();
    for (let n = 0; n < 300; n += 1) window.record(request({}), now - 61_500 + (n % 100));
    for (let n = 0; n < 90; n += 1) window.record(request({}), now - 30_000 + n);
    for (let n = 0; n < 10; n += 1)
      window.record(request({ variant: 'next', version: 'fraud/2' }), now - 20_000 + n);

    const { endpoint } = pageView(
      facts({ recent: recent(window) }, [variant('main', 80), variant('next', 20)]),
    );

    expect(endpoint?.measuredSeconds).toBe(60);
    expect(endpoint?.variants).toMatchObject([
      { name: 'main', sharePercent: 80, measuredPercent: 90, perSecond: 1.5 },
      { name: 'next', sharePercent: 20, measuredPercent: 10 },
    ]);
  });

  it('measures from the last change of weights on, and says nothing before a request has come', () => {
    const window = new TrafficWindow();
    window.record(request({}), now - 30_000);

    const { endpoint } = pageView(facts({ recent: recent(window, now - 5_000) }));

    expect(endpoint?.measuredSeconds).toBe(5);
    expect(endpoint?.variants[0]).toMatchObject({ measuredPercent: null, errorPercent: null });
  });

  it('keeps mirrored requests out of the shares', () => {
    const window = new TrafficWindow();
    for (let n = 0; n < 10; n += 1) {
      window.record(request({}), now - 10_000);
      const copy = { variant: 'shadow', version: 'fraud/2', mirrored: true };
      window.record(
        request({ ...copy, answered: undefined, status: n < 2 ? 500 : 200 }),
        now - 10_000,
      );
    }

    const { endpoint } = pageView(
      facts({ recent: recent(window) }, [
        variant('main', 100),
        variant('shadow', 100, { isShadow: true }),
      ]),
    );

    expect(endpoint?.variants).toMatchObject([
      { sharePercent: 100, measuredPercent: 100, errorPercent: 0 },
      { sharePercent: null, measuredPercent: null, errorPercent: 20 },
    ]);
    expect(endpoint?.curves).toMatchObject([{ mirrored: false }, { mirrored: true }]);
  });

  it('shows what a fleet serves that is on its way in or out', () => {
    const window = new TrafficWindow();
    for (let n = 0; n < 10; n += 1)
      window.record(request(n < 2 ? { version: 'fraud/2' } : {}), now - 10_000);

    const { endpoint } = pageView(facts({ recent: recent(window) }));

    expect(endpoint?.variants).toMatchObject([{ version: 'fraud/1', measuredPercent: 80 }]);
    expect(endpoint?.passing).toMatchObject([
      { name: 'main', version: 'fraud/2', measuredPercent: 20 },
    ]);
  });

  it('draws ten seconds as a point with exact percentiles, once they are over', () => {
    const window = new TrafficWindow();
    const at = now - 25_000;
    for (let ms = 1; ms <= 100; ms += 1)
      window.record(request({ ms, answered: ms > 95 ? 424 : 200 }), at - (at % 10_000) + ms);
    window.record(request({}), now);

    const { endpoint } = pageView(facts({ recent: recent(window) }));

    expect(endpoint?.curves[0]?.points).toEqual([
      { at: at - (at % 10_000), requests: 100, failed: 5, p50: 50, p99: 99 },
    ]);
  });

  it('forgets what is older than the curves', () => {
    const window = new TrafficWindow();
    window.record(request({}), now - 900_000);
    window.record(request({ variant: 'next' }), now - 880_000);

    expect(window.series(now).map((series) => series.variant)).toEqual(['next']);
    expect(window.series(now + 60_000)).toEqual([]);
  });

  it('shows the endpoint that is asked for, else the first, else none', () => {
    const two = facts();
    const [first] = two.state.endpoints;
    const state = { ...two.state, endpoints: [first!, { ...first!, name: 'other' }] };

    expect(pageView({ ...two, state, selected: 'other' }).endpoint?.name).toBe('other');
    expect(pageView({ ...two, state, selected: 'gone' }).endpoint?.name).toBe('scorer');
    expect(pageView({ ...two, state: { ...state, endpoints: [] } }).endpoint).toBeNull();
  });

  it('offers to lose an instance where the control port can', () => {
    expect(pageView(facts()).losesInstances).toBe(false);
    expect(pageView(facts({ routes: ['POST /endpoints/:name/fate'] })).losesInstances).toBe(true);
  });

  it('puts alarms in ALARM first, then those of the endpoint, and no more than fit', () => {
    const alarm = (name: string, state: 'OK' | 'ALARM') => ({ name, state, reason: '', since: '' });
    const many = Array.from({ length: 50 }, (_, n) => alarm(`many-${n}`, 'OK'));

    const { shown, more } = alarmsView(
      [...many, alarm('scorer-5xx', 'OK'), alarm('z-alarm', 'ALARM')],
      'scorer',
    );

    expect(shown.slice(0, 2).map(({ name }) => name)).toEqual(['z-alarm', 'scorer-5xx']);
    expect([shown.length, more]).toEqual([40, 12]);
  });

  it.each([
    [{ EndpointName: 'scorer', EndpointConfigName: 'c' }, 'scorer'],
    [{ AlarmNames: ['a-1', 'a-2'] }, 'a-1'],
    [{ ModelArn: 'arn:aws:sagemaker:us-east-1:000000000000:model/m-1' }, 'model/m-1'],
    [{}, ''],
  ])('says in a line what a call with %j was about', (input, about) => {
    const shown = callView({
      at: now,
      kind: 'call',
      service: 'sagemaker',
      operation: 'Any',
      input,
      caller: 'arn:aws:iam::000000000000:user/KEY',
      requestId: 'r',
      ok: false,
      code: 'ThrottlingException',
      message: 'Rate exceeded',
    });

    expect(shown).toMatchObject({ about, by: 'KEY', error: 'ThrottlingException: Rate exceeded' });
  });
});
