import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describeWith, tool } from '../../support/tools';
import { useWire } from '../wire/wire-stack';

const script = path.join(__dirname, 'watch_with_boto3.py');

describeWith('python', 'CloudWatch from boto3', () => {
  const wire = useWire();

  beforeAll(() => wire.alarms.start());
  afterAll(() => wire.alarms.stop());

  // claim: PutMetricData, GetMetricData, PutMetricAlarm, PutCompositeAlarm · boto3 reads and
  //   writes by each protocol it has · botocore: protocols of cloudwatch
  test.each(['json', 'smithy-rpc-v2-cbor', 'query'])('by the protocol %s', async (protocol) => {
    const { stdout } = await promisify(execFile)(
      tool('python'),
      [script, wire.endpoint, protocol],
      {
        timeout: 60_000,
      },
    );

    expect(JSON.parse(stdout)).toEqual({
      // 0 to 999, as often as stories before this one came in the same minute.
      read: ['a second', [989 / 60], 'Complete'],
      default: [0],
      refusal: [
        'ValidationError',
        'Cannot delete slow as there are composite alarm(s) depending on it.',
      ],
      history: expect.arrayContaining([
        expect.stringMatching(/^Alarm updated from INSUFFICIENT_DATA to /),
      ]) as unknown,
    });
  });
});
