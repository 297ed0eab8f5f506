import { authorization, useWire } from './wire-stack';

// With a SageMaker of its own the wire is not judged: the judge lets no client of ours send a null.
const wire = useWire({ sagemaker: {} });

// claim: validation, wires · a null is no value, in JSON as in CBOR · undocumented: as deserializers
//   of these protocols do
test.each([
  ['null', 0xf6],
  ['undefined', 0xf7],
])('%s is no value, in JSON and in CBOR', async (_what, simple) => {
  const name = 'AlarmNamePrefix';
  const cbor = Buffer.concat([
    Buffer.from([0xa1, 0x60 + name.length]),
    Buffer.from(name),
    Buffer.from([simple]),
  ]);
  const inCbor = await fetch(
    `${wire.endpoint}/service/GraniteServiceVersion20100801/operation/DescribeAlarms`,
    {
      method: 'POST',
      headers: { authorization: authorization('monitoring'), 'content-type': 'application/cbor' },
      body: cbor,
    },
  );
  const inJson = await fetch(wire.endpoint, {
    method: 'POST',
    headers: {
      authorization: authorization('monitoring'),
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'GraniteServiceVersion20100801.DescribeAlarms',
    },
    body: JSON.stringify({ [name]: null }),
  });

  expect([inCbor.status, inJson.status]).toEqual([200, 200]);
});
