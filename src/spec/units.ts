import { durationText } from '../release/duration';
import { quoted } from './fault';
import type { Range } from './limits';
import type { Reader, Refusal } from './reader';

/** `15m`, `1h30m`, `2d`: whole seconds within the range. */
export function duration(range: Range): Reader<number> {
  const use = 'Use 20m or 1h30m.';
  return {
    use,
    read: (value) => {
      const seconds = typeof value === 'string' ? secondsOf(value) : undefined;
      if (seconds === undefined)
        return { refused: `${quoted(value)} is not a duration`, use: durationHint(value) ?? use };
      return within(seconds, range, durationText);
    },
  };
}

/** `0.1%`, `20%`: a ratio within the range; `whole` takes no fractions of a percent. */
export function percent(range: Range, { whole = false } = {}): Reader<number> {
  const use = whole ? 'Use 5% or 25%.' : 'Use 0.1% or 20%.';
  return {
    use,
    read: (value) => {
      const text = typeof value === 'string' ? value : '';
      const [, digits] = /^(\d{1,4}(?:\.\d{1,6})?)%$/.exec(text) ?? [];
      if (digits === undefined)
        return {
          refused: `${quoted(value)} is not a percentage with its sign`,
          use: percentHint(value, whole) ?? use,
        };
      if (whole && digits.includes('.'))
        return { refused: `${quoted(value)} is not a whole percentage`, use };
      // Shifted as text, so that 33.3% is 0.333 and not 0.33299999999999996.
      return within(Number(`${digits}e-2`), range, percentText);
    },
  };
}

/** `300ms`, `1.5s`, `900us`: whole microseconds within the range. */
export function latency(range: Range): Reader<number> {
  const use = 'Use 300ms or 1.5s.';
  const micros: Readonly<Record<string, number>> = { us: 1, ms: 1000, s: 1_000_000 };
  return {
    use,
    read: (value) => {
      const text = typeof value === 'string' ? value : '';
      const [, digits, unit] = /^(\d{1,9}(?:\.\d{1,3})?)(us|ms|s)$/.exec(text) ?? [];
      if (digits === undefined || unit === undefined)
        return { refused: `${quoted(value)} is not a latency`, use };
      return within(Math.round(Number(digits) * (micros[unit] ?? 1)), range, latencyText);
    },
  };
}

/** `0.001` as `0.1%`. */
export function percentText(ratio: number): string {
  return `${Number((ratio * 100).toFixed(6))}%`;
}

/** Microseconds as `300ms`. */
export function latencyText(micros: number): string {
  return micros < 1000 ? `${micros}us` : `${micros / 1000}ms`;
}

/** The value, or a refusal that states the bound it breaks. */
export function within(
  value: number,
  { min, max }: Range,
  text: (value: number) => string,
): number | Refusal {
  if (value < min)
    return {
      refused: `${text(value)} is less than ${text(min)}`,
      use: `Use ${text(min)} or more.`,
    };
  if (value > max)
    return {
      refused: `${text(value)} is more than ${text(max)}`,
      use: `Use ${text(max)} or less.`,
    };
  return value;
}

function secondsOf(text: string): number | undefined {
  const found = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/.exec(text);
  if (!found || text === '') return undefined;
  const [d = 0, h = 0, m = 0, s = 0] = found.slice(1).map((digits) => Number(digits ?? 0));
  return d * 86_400 + h * 3600 + m * 60 + s;
}

/** What was probably meant by `20 minutes` or `PT20M`. */
function durationHint(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.slice(0, 30).toLowerCase() : '';
  const [, count, unit] = /^(?:pt)?(\d{1,6}) ?(d|h|m|s)(?![so])[a-z]{0,8}$/.exec(text) ?? [];
  return count && unit ? `Use ${count}${unit} or 1h30m.` : undefined;
}

function percentHint(value: unknown, whole: boolean): string | undefined {
  const number = typeof value === 'number' ? value : Number(String(value).trim() || Number.NaN);
  if (!(number > 0 && number <= 100)) return undefined;
  return whole && !Number.isInteger(number) ? undefined : `Use ${number}% if you mean percent.`;
}
