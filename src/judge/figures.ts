/** A ratio as people read it: 0.0012 is `0.12 %`. */
export function percent(ratio: number): string {
  const value = 100 * ratio;
  if (value === 0 || value >= 100) return `${Math.round(value)} %`;
  return `${Number(value.toPrecision(value < 0.1 ? 2 : 3))} %`;
}

/** Microseconds as people read them: 151300 is `151 ms`. */
export function duration(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`;
  const [value, unit] = micros < 1_000_000 ? [micros / 1000, 'ms'] : [micros / 1_000_000, 's'];
  return `${Number(value.toPrecision(value < 100 ? 3 : 4))} ${unit}`;
}

/** A number in a unit of its own: four digits are enough to tell two apart. */
export function quantity(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** `1 request`, `2 requests`; brackets of percentiles may not be whole. */
export function counted(count: number, noun: string): string {
  const shown = Math.round(count);
  return `${shown} ${noun}${shown === 1 ? '' : 's'}`;
}

/** Betting odds; beyond a million only their size matters. */
export function odds(value: number): string {
  return value >= 1e6 ? 'over a million : 1' : `${Math.floor(value)} : 1`;
}
