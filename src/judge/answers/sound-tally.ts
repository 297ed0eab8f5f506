import type { AnswersTally } from './answers-tally';

/** Whether these can be counts at all: what was read from outside may be anything. */
export function soundTally({ compared, pairing, records, slices, periods }: AnswersTally): boolean {
  const shares = [
    compared,
    ...Object.values(periods.kept),
    ...Object.values(slices).flatMap(({ kept, other }) => [...Object.values(kept), other]),
  ];
  const numbers = [pairing, records].flatMap((counts) => Object.values<number>({ ...counts }));
  return (
    shares.every(({ n, x }) => isCount(n) && isCount(x) && x <= n) &&
    numbers.every(isCount) &&
    compared.n <= pairing.pairs
  );
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
