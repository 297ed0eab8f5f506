import { InvalidArgumentError } from '@commander-js/extra-typings';
import { limits } from '../spec/limits';
import { duration } from '../spec/units';

/** A duration flag as seconds: `30m`, `2h`. */
export function seconds(text: string): number {
  const { read, use } = duration(limits.seconds);
  const result = read(text);
  if (typeof result === 'number') return result;
  throw new InvalidArgumentError(`${result.refused}. ${result.use ?? use}`);
}

/** A flag that takes one of a few words. */
export function oneOf<Word extends string>(...words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found) return found;
    throw new InvalidArgumentError(`Use ${words.join(' or ')}.`);
  };
}

/** A flag that counts, from 1 to 1000. */
export function count(text: string): number {
  const number = /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= 1000) return number;
  throw new InvalidArgumentError('Use a number from 1 to 1000.');
}
