import type * as Cbor from 'cbor-x' with { 'resolution-mode': 'import' };
import { describeWith } from '../support/tools';
import { judgeExchange } from './exchange-judge';
import { membersSent } from './members';
import type { Recorded } from './recorded';

const { encode } = jest.requireActual<typeof Cbor>('cbor-x');

const at = '2026-11-21T12:00:00.000Z';
const form =
  'Action=DescribeAlarmHistory&Version=2010-08-01&AlarmName=a&MaxRecords=10&AlarmTypes.member.1=MetricAlarm&StartDate=2026-11-21T12%3A00%3A00Z';
const item = `<member><AlarmName>a &amp; b</AlarmName><AlarmType>MetricAlarm</AlarmType><Timestamp>${at}</Timestamp></member>`;
const xml = `<DescribeAlarmHistoryResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><DescribeAlarmHistoryResult><AlarmHistoryItems>${item}</AlarmHistoryItems></DescribeAlarmHistoryResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></DescribeAlarmHistoryResponse>`;
const error =
  '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>no</Message></Error><RequestId>1</RequestId></ErrorResponse>';

function inQuery(body: string, answer: string, status = 200): Recorded {
  const contentType = 'application/x-www-form-urlencoded; charset=utf-8';
  return {
    at,
    request: { method: 'POST', path: '/', contentType, body: { text: body } },
    answer: { status, contentType: 'text/xml', body: { text: answer } },
  };
}

const datum = { MetricName: 'Score', Value: 1, Timestamp: new Date(at) };

function inCbor(operation: string, request: unknown, answer: unknown, status = 200): Recorded {
  const path = `/service/GraniteServiceVersion20100801/operation/${operation}`;
  const body = (value: unknown) => ({ base64: Buffer.from(encode(value)).toString('base64') });
  const contentType = 'application/cbor';
  return {
    at,
    request: { method: 'POST', path, contentType, body: body(request) },
    answer: { status, contentType, body: body(answer) },
  };
}

describeWith('python', 'the judge of the query protocol', () => {
  test('finds nothing wrong with what is right', () => {
    expect(judgeExchange(inQuery(form, xml))).toEqual([]);
    expect(judgeExchange(inQuery(form, error, 400))).toEqual([]);
    expect(
      judgeExchange(inQuery('Action=DescribeAlarms&Version=2010-08-01&AlarmNames=', '<a/>', 400)),
    ).toEqual([expect.stringContaining('the answer is <a>, not <ErrorResponse>')]);
  });

  test.each([
    [form.replace('MaxRecords=10', 'MaxRecords=ten'), xml, '"ten", not a integer'],
    [form.replace('MaxRecords=10', 'MaxRecords=101'), xml, 'at most 100'],
    [form.replace('MetricAlarm', 'Alarm'), xml, 'is none of'],
    [form.replace('member.1', '1'), xml, 'not a list'],
    [form.replace('2026-11-21T12%3A00%3A00Z', 'Nov+21'), xml, 'not a timestamp'],
    [`${form}&Verbose=1`, xml, 'Verbose is no member'],
    [form, xml.replace(at, 'yesterday'), 'not a timestamp'],
    [form, xml.replace('>MetricAlarm<', '>Metric<'), 'is none of'],
    [form, xml.replaceAll('AlarmName>', 'Name>'), 'Name is no member'],
    [form, xml.replaceAll('member>', 'item>'), 'not a structure'],
    [form, xml.replace('</member>', ''), 'closes nothing'],
    [form, 'no xml', 'not well-formed'],
  ])('finds what is wrong: %#', (request, answer, violation) => {
    expect(judgeExchange(inQuery(request, answer))).toContainEqual(
      expect.stringContaining(violation),
    );
  });

  test('finds an error without its code', () => {
    const found = judgeExchange(inQuery(form, error.replace(/<Code>.*<\/Code>/, ''), 400));

    expect(found).toEqual(['DescribeAlarmHistory error: has no code']);
  });
});

describeWith('python', 'the judge of CBOR', () => {
  test('finds nothing wrong with what is right', () => {
    const request = { Namespace: 'Custom', MetricData: [datum] };

    expect(judgeExchange(inCbor('PutMetricData', request, {}))).toEqual([]);
    expect(
      judgeExchange(
        inCbor('PutMetricData', {}, { __type: 'ValidationException', message: 'no' }, 400),
      ),
    ).toEqual([]);
  });

  test.each([
    [{ ...datum, Timestamp: 1_763_700_000 }, {}, 'not a timestamp'],
    [{ ...datum, Timestamp: at }, {}, 'not a timestamp'],
    [{ ...datum, Value: '1' }, {}, 'not a double'],
    [{ ...datum, Unit: 'Parsecs' }, {}, 'is none of'],
    [{ ...datum, StorageResolution: 0 }, {}, 'at least 1'],
    [datum, { Done: true }, 'must be empty'],
  ])('finds what is wrong: %#', (given, answer, violation) => {
    const request = { Namespace: 'Custom', MetricData: [given] };

    expect(judgeExchange(inCbor('PutMetricData', request, answer))).toEqual([
      expect.stringContaining(violation),
    ]);
  });

  test('finds bytes that are no CBOR', () => {
    const broken = inCbor('PutMetricData', {}, {});

    expect(
      judgeExchange({ ...broken, answer: { ...broken.answer, body: { base64: 'gQ==' } } }),
    ).not.toEqual([]);
  });
});

describeWith('python', 'what requests carried', () => {
  test('is told by operation, whatever the protocol', () => {
    const request = { Namespace: 'Custom', MetricData: [datum, { MetricName: 'b', Values: [1] }] };
    const exchanges = [inQuery(form, xml), inCbor('PutMetricData', request, {})];

    expect(membersSent(exchanges)).toEqual({
      DescribeAlarmHistory: ['AlarmName', 'AlarmTypes', 'MaxRecords', 'StartDate'],
      PutMetricData: [
        ...['MetricData.MetricName', 'MetricData.Timestamp', 'MetricData.Value'],
        ...['MetricData.Values', 'Namespace'],
      ],
    });
  });
});
