import { authorization, useWire } from './wire-stack';

const wire = useWire();

// claim: GetCallerIdentity · account, id and ARN of the key that signed · AWS:
//   API_GetCallerIdentity
test('STS answers the query protocol', async () => {
  const response = await fetch(wire.endpoint, {
    method: 'POST',
    headers: {
      authorization: authorization('sts'),
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });

  expect(await response.text()).toContain(
    '<GetCallerIdentityResult><UserId>AKIDTEST</UserId><Account>000000000000</Account><Arn>arn:aws:iam::000000000000:user/AKIDTEST</Arn></GetCallerIdentityResult>',
  );
});

// claim: InvokeEndpoint, wires · invocations must be signed, too · AWS:
//   API_runtime_InvokeEndpoint
test('invocations reach the runtime whole, signed ones only', async () => {
  const url = `${wire.endpoint}/endpoints/fraud-scorer/invocations`;
  const headers = { authorization: authorization('sagemaker') };
  const signed = await fetch(url, { method: 'POST', headers, body: 'payload' });
  const unsigned = await fetch(url, { method: 'POST', body: 'payload' });

  expect([await signed.text(), signed.headers.get('x-endpoint')]).toEqual([
    'payload',
    'fraud-scorer',
  ]);
  expect(unsigned.status).toBe(403);
  expect(unsigned.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
});
