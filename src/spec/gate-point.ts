import type { GatePoint } from '../release/spec';
import { quoted } from './fault';
import { limits } from './limits';
import { isMapping, type Reader } from './reader';

const words = ['production', 'shadow', 'traffic', 'watch', 'final'] as const;
const use = `Use ${words.join(', ')} or step 2.`;

/** `production`, `shadow`, `traffic`, `watch`, `final` or `step N`, as people write it. */
export const writtenGatePoint: Reader<GatePoint> = {
  use,
  read: (value) => {
    const word = words.find((known) => known === value);
    if (word) return word;
    const [, digits] = /^step ([1-9][0-9]?)$/.exec(typeof value === 'string' ? value : '') ?? [];
    return digits
      ? { step: Number(digits) }
      : { refused: `${quoted(value)} is not a point of a release` };
  },
};

/** The same point in a parsed spec: a word or `{ "step": N }`. */
export const parsedGatePoint: Reader<GatePoint> = {
  use,
  read: (value) => {
    const word = words.find((known) => known === value);
    if (word) return word;
    const step = isMapping(value) && Object.keys(value).length === 1 ? value.step : undefined;
    return typeof step === 'number' &&
      Number.isInteger(step) &&
      step >= 1 &&
      step <= limits.steps.max
      ? { step }
      : { refused: `${quoted(value)} is not a point of a release` };
  },
};

/** `step 2`, `traffic`. */
export function pointText(point: GatePoint): string {
  return typeof point === 'string' ? point : `step ${point.step}`;
}

/** Order in which a release comes to its gates. */
export function pointOrder(point: GatePoint): number {
  if (typeof point !== 'string') return 3 + point.step;
  return { production: 0, shadow: 1, traffic: 2, watch: 1000, final: 1001 }[point];
}
