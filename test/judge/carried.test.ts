import { verdict } from '../../src/judge/judge';
import { bake, count, fiveHundreds, repeat } from './story';

const end = { final: true };
const healthy = count(5_700, 3);
// 0.33 % of the requests: too little to be proven within three periods.
const poor = repeat(3, count(300, 1), healthy);

test('the evidence of one step goes on in the next, as if it were one window', () => {
  const first = verdict(fiveHundreds, bake(poor), end);
  const second = verdict(fiveHundreds, bake(poor, { carried: first.carry! }), end);
  const whole = verdict(fiveHundreds, bake([...poor, ...poor]), end);

  expect(first.result).not.toBe('fail');
  expect(second.carry).toEqual(whole.carry);
  expect(second.result).toBe(whole.result);
});

test('harm too small for any one step is proven over several', () => {
  let carried = verdict(fiveHundreds, bake(poor), end).carry;
  const results = Array.from({ length: 5 }, () => {
    const given = verdict(fiveHundreds, bake(poor, { ...(carried && { carried }) }), end);
    carried = given.carry;
    return given.result;
  });

  expect(verdict(fiveHundreds, bake(poor), end).result).not.toBe('fail');
  expect(results).toContain('fail');
});

test('what is carried survives JSON to the last bit', () => {
  const { carry } = verdict(fiveHundreds, bake(poor), end);

  expect(JSON.parse(JSON.stringify(carry))).toEqual(carry);
});

test('a failure leaves nothing: no window follows it', () => {
  const given = verdict(fiveHundreds, bake(repeat(5, count(300, 30), healthy)), end);

  expect(given).toMatchObject({ result: 'fail' });
  expect(given.carry).toBeUndefined();
});

test('capitals of another method are not gone on with', () => {
  const { carry } = verdict(fiveHundreds, bake(poor), end);
  const alien = { ...carry!, own: [1e9] };

  const given = verdict(fiveHundreds, bake(repeat(10, count(300)), { carried: alien }), end);

  expect(given.result).toBe('pass');
});
