import { Sessions } from '../../../src/sandbox/sts/sessions';

const role = {
  arn: 'arn:aws:iam::000000000001:role/deployer',
  account: '000000000001',
  name: 'deployer',
};

// The shortest session lasts a quarter of an hour: too long for a test to wait.
test('a session is valid until the moment it expires, and its key is known for a day more', () => {
  const clock = { time: Date.UTC(2026, 10, 21), now: () => clock.time };
  const sessions = new Sessions(clock);
  const { accessKeyId, sessionToken, expiresAt } = sessions.issue(role, 'release', 900);
  const credential = { accessKeyId, sessionToken, region: 'us-east-1', service: 'sagemaker' };
  const identify = (at: number) => {
    clock.time = at;
    return sessions.identify(credential).account;
  };

  expect(expiresAt).toBe(clock.time + 900_000);
  expect(identify(expiresAt - 1)).toBe('000000000001');
  expect(() => identify(expiresAt)).toThrow('expired');
  clock.time = expiresAt + 24 * 3_600_000 + 1;
  sessions.issue(role, 'next', 900);
  expect(() => identify(clock.time)).toThrow('invalid');
});
