import type { AnswersTally } from './answers-tally';

/** Whether these can be counts at all: what was read from outside may be anything. */
export function soundTally(tally: AnswersTally): boolean {
  const { compared, pairing, records, refused, unreadable, slices, shapes, periods } = tally;
  const shares = [
    compared,
    ...Object.values(periods.kept),
    ...Object.values(slices).flatMap(({ kept, other }) => [...Object.values(kept), other]),
  ];
  const counts: object[] = [pairing, records, ...Object.values(shapes.kept), shapes.other];
  counts.push(refused.candidate, refused.stable, unreadable.candidate, unreadable.stable);
  return (
    shares.every(({ n, x }) => isCount(n) && isCount(x) && x <= n) &&
    counts.every((each) => Object.values(each).every(isCount)) &&
    compared.n <= pairing.pairs
  );
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
