import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { tool } from '../../support/tools';

const script = path.join(__dirname, 'truth.py');

/** A name of `ANSWERS` in truth.py with its arguments. */
export type Ask = readonly [name: string, ...args: unknown[]];

/** What SciPy and mpmath say to all of the questions, from one Python process. */
export function truth(questions: readonly Ask[]): unknown[] {
  const output = execFileSync(tool('python'), [script], {
    input: JSON.stringify(questions),
    encoding: 'utf8',
    timeout: 240_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output) as unknown[];
}

/** One of our results beside the question that it must answer like Python. */
export interface Comparison {
  readonly ask: Ask;
  readonly got: number | readonly number[];
}

export interface Bound {
  readonly relative?: number;
  readonly absolute?: number;
}

/** The comparisons that are further from the truth than allowed, as lines to read; numbers below 1e-300 are left to their logarithms. */
export function wrongOnes(comparisons: readonly Comparison[], bound: Bound): string[] {
  const answers = truth(comparisons.map(({ ask }) => ask));
  return comparisons.flatMap(({ ask, got }, index) => {
    const want = [answers[index]].flat() as number[];
    const have = [got].flat() as number[];
    const off = want.map((value, place) => distance(have[place], value, bound));
    const worst = Math.max(...off);
    if (worst <= 1 && want.length === have.length) return [];
    return [
      `${JSON.stringify(ask)}: ${have.join(', ')} should be ${want.join(', ')}; ${worst.toPrecision(3)} × the bound`,
    ];
  });
}

/** In bounds; infinite where one is no number and the other is. */
function distance(
  got: number | undefined,
  want: number,
  { relative = 1e-12, absolute = 1e-300 }: Bound,
) {
  if (Object.is(got, want) || got === want) return 0;
  const away = Math.abs((got ?? NaN) - want) / Math.max(absolute, relative * Math.abs(want));
  return Number.isNaN(away) ? Infinity : away;
}
