import { readOptions } from '../../src/sandbox/options';

describe('the command line', () => {
  it('keeps objects beside the state, or where it is told to', () => {
    expect(readOptions(['--state', 'f'], {})).toMatchObject({ state: 'f', s3: 'f.s3' });
    expect(readOptions(['--state', 'f', '--s3', 'd'], {})).toMatchObject({ state: 'f', s3: 'd' });
  });

  it('has defaults that are as slow as AWS', () => {
    const environment = {
      SLIPWAY_SANDBOX_LOG: 'here.jsonl',
      SLIPWAY_SANDBOX_WIRE_LOG: 'wire.jsonl',
    };

    expect(readOptions([], environment)).toEqual({
      port: 0,
      controlPort: 0,
      clock: 1,
      metricDelay: 5,
      log: 'here.jsonl',
      wireLog: 'wire.jsonl',
      load: 0,
      seed: true,
      events: [],
      host: '127.0.0.1',
      throttle: true,
      consistencyDelay: 0,
    });
  });

  it('reads every option', () => {
    const args =
      '--port 1 --control-port 2 --clock 60 --metric-delay 9 --log a --wire-log w --load 7 --no-seed';
    const limits =
      '--host 0.0.0.0 --no-throttle --consistency-delay 3 --faults plan.yaml --iam policy.json';

    expect(readOptions([...args.split(' '), ...limits.split(' ')], {})).toEqual({
      port: 1,
      controlPort: 2,
      clock: 60,
      metricDelay: 9,
      log: 'a',
      wireLog: 'w',
      load: 7,
      seed: false,
      events: [],
      host: '0.0.0.0',
      throttle: false,
      consistencyDelay: 3,
      faults: 'plan.yaml',
      iam: 'policy.json',
    });
  });

  it('takes any number of targets for events', () => {
    const args = [
      'sqs:http://here/0/queue',
      'eventbridge:http://here',
      'eventbridge:ml@http://here/',
    ];

    expect(
      readOptions(
        args.map((target) => `--events=${target}`),
        {},
      ).events,
    ).toEqual([
      { kind: 'sqs', queueUrl: 'http://here/0/queue' },
      { kind: 'eventbridge', endpointUrl: 'http://here', bus: 'default' },
      { kind: 'eventbridge', endpointUrl: 'http://here/', bus: 'ml' },
    ]);
  });

  it.each([
    [['--clock', '0'], '--clock is 0; it must be a number from 0.001 to 10000.'],
    [['--port', 'x'], '--port is x'],
    [['--metric-delay', '0'], '--metric-delay is 0'],
    [['--rate', '1'], "Unknown option '--rate'"],
    [
      ['--events', 'http://here/0/queue'],
      '--events is http://here/0/queue; it must be sqs:QUEUE_URL',
    ],
    [['--events', 'sqs:bus@http://here'], '--events is sqs:bus@http://here'],
    [['--events', 'eventbridge:here'], '--events is eventbridge:here'],
    [['extra'], 'extra'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args, {})).toThrow(message);
  });
});
