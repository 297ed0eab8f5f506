import type { AnswersTally } from './answers-tally';
import type { Share } from './slice-tally';
import { isCount } from '../statistics/counting';

/** Whether these can be counts at all: what was read from outside may be anything. */
export function soundTally(tally: AnswersTally): boolean {
  const { compared, pairing, records, refused, unreadable, slices, shapes, periods, truth } = tally;
  const shares = [
    compared,
    ...Object.values(periods.kept),
    ...Object.values(slices).flatMap(({ kept, other }) => [...Object.values(kept), other]),
  ];
  const counts: object[] = [pairing, records, truth, ...Object.values(shapes.kept), shapes.other];
  counts.push(refused.candidate, refused.stable, unreadable.candidate, unreadable.stable);
  return (
    shares.every(({ n, x }) => isCount(n) && isCount(x) && x <= n) &&
    counts.every((each) => Object.values(each).every(isCount)) &&
    compared.n <= pairing.pairs &&
    truth.n <= pairing.pairs &&
    truth.both + truth.candidateOnly + truth.stableOnly <= truth.n &&
    addsUp([...Object.values(periods.kept), periods.other], compared) &&
    Object.values(slices).every((table) =>
      within([...Object.values(table.kept), table.other], compared),
    )
  );
}

/** Every pair that was compared has its period. */
function addsUp(parts: readonly Share[], whole: Share): boolean {
  const { n, x } = summed(parts);
  return n === whole.n && x === whole.x;
}

/** Of a pair without its request no slice is known. */
function within(parts: readonly Share[], whole: Share): boolean {
  const { n, x } = summed(parts);
  return n <= whole.n && x <= whole.x;
}

function summed(parts: readonly Share[]): Share {
  return parts.reduce((sum, { n, x }) => ({ n: sum.n + n, x: sum.x + x }), { n: 0, x: 0 });
}
