import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeWith, tool } from '../../support/tools';

const script = path.join(__dirname, 'truth.py');

/** A number, or several that belong together. */
type Figures = number | readonly number[];

/** One of our results beside the question that it must answer like Python: a name of `ANSWERS` in truth.py with its arguments. */
export interface Comparison {
  readonly ask: readonly [name: string, ...args: unknown[]];
  readonly got: Figures;
}

/** Comparisons that all keep one bound: 1e-12 of the truth, or less than `absolute` away from it. */
export interface Claim {
  readonly relative?: number;
  /** Below 1e-300 doubles lose digits; there logarithms are compared. */
  readonly absolute?: number;
  readonly comparisons: () => readonly Comparison[];
}

/** A suite of one test a claim; one Python process answers all of them. */
export function describeTruth(title: string, claims: Readonly<Record<string, Claim>>): void {
  describeWith('python', title, () => {
    const answers = recorded(title);

    // Mutants are told apart by the test that runs them, so each test does its own sums; here only truth is asked for.
    if (answers.size === 0) {
      beforeAll(() => {
        const asked = Object.values(claims).flatMap((claim) => claim.comparisons());
        const told = truth(asked.map(({ ask }) => ask));
        asked.forEach(({ ask }, index) => answers.set(JSON.stringify(ask), told[index] ?? NaN));
        record(title, answers);
      }, 300_000);
    }

    it.each(Object.keys(claims))('%s', (name) => {
      const claim = claims[name];
      const wrong = claim?.comparisons().flatMap((comparison) => {
        return faultOf(comparison, answers.get(JSON.stringify(comparison.ask)), claim) ?? [];
      });
      expect(wrong).toEqual([]);
    });
  });
}

/** A folder where answers are kept for runs that ask the same thousands of times: those of the mutation tests. */
const records = process.env['SLIPWAY_TRUTH_RECORDS'];

function recorded(title: string): Map<string, Figures> {
  const file = fileOf(title);
  if (file === undefined || !existsSync(file)) return new Map();
  return new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, Figures][]);
}

function record(title: string, answers: ReadonlyMap<string, Figures>): void {
  const file = fileOf(title);
  if (file !== undefined) writeFileSync(file, JSON.stringify([...answers]));
}

function fileOf(title: string): string | undefined {
  return records === undefined ? undefined : path.join(records, `${title}.json`);
}

function truth(questions: readonly Comparison['ask'][]): Figures[] {
  const output = execFileSync(tool('python'), [script], {
    input: JSON.stringify(questions),
    encoding: 'utf8',
    timeout: 280_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output) as Figures[];
}

function faultOf(
  { ask, got }: Comparison,
  answer: Figures | undefined,
  claim: Claim,
): string | undefined {
  const want = [answer ?? NaN].flat();
  const have = [got].flat();
  const worst = Math.max(...want.map((value, place) => distance(have[place], value, claim)));
  if (worst <= 1 && want.length === have.length) return undefined;
  const off = `${worst.toPrecision(3)} × the bound`;
  return `${JSON.stringify(ask)}: ${have.join(', ')} should be ${want.join(', ')}; ${off}`;
}

/** In bounds; infinite where either is no number. */
function distance(got: number | undefined, want: number, { relative, absolute }: Claim): number {
  const bound = Math.max(absolute ?? 1e-300, (relative ?? 1e-12) * Math.abs(want));
  const away = Math.abs((got ?? NaN) - want) / bound;
  return Number.isNaN(away) ? Infinity : away;
}
