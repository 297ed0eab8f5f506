import { alarm } from '../../src/judge/record/rules/alarm';
import { argo } from './argo';
import { flagger } from './flagger';
import { guardrail } from '../../src/judge/record/rules/guardrail';
import { likelihoodRatio } from './likelihood-ratio';
import { rankTest } from '../../src/judge/record/rules/rank-test';
import type { Rule } from '../../src/judge/record/rules/series';
import { anyPeriod } from './threshold';

/** All rules that the judge is compared with, in the order of the tables. */
export const rules: readonly Rule[] = [
  anyPeriod,
  alarm(2, 3),
  alarm(3, 5),
  guardrail,
  argo,
  flagger,
  rankTest,
  likelihoodRatio,
];
