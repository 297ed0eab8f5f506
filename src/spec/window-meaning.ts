import { durationText } from '../release/duration';
import type { MetricsSpec } from '../release/spec';
import type { Draft } from './draft';
import type { Finding, Path } from './fault';
import { wrong } from './finding';

/** Windows too short to be judged: a window begins with a whole metric period, and a shorter bake could only end inconclusive. */
export function windowFindings({ metrics, steps = [], shadow, watch }: Draft): Finding[] {
  if (!metrics) return [];
  const windows: [Path, number][] = steps.map((step, index) => [
    ['steps', index, 'bakeSeconds'],
    step.bakeSeconds,
  ]);
  if (shadow) windows.push([['shadow', 'seconds'], shadow.seconds]);
  if (watch) windows.push([['watch', 'seconds'], watch.seconds]);
  return windows.flatMap(([path, seconds]) => tooShort(path, seconds, metrics));
}

function tooShort(
  path: Path,
  seconds: number,
  { periodSeconds, minPeriods }: MetricsSpec,
): Finding[] {
  const needed = minPeriods * periodSeconds;
  if (seconds >= needed) return [];
  const held = Math.floor(seconds / periodSeconds);
  return [
    wrong(
      path,
      `${durationText(seconds)} holds ${held} whole metric periods of ${durationText(periodSeconds)}, a verdict needs ${minPeriods}`,
      `Use ${durationText(needed)} or more, or fewer \`metrics.minPeriods\`.`,
    ),
  ];
}
