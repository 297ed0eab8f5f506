import { alarm } from './alarm';
import { argo } from './argo';
import { flagger } from './flagger';
import { guardrail } from './guardrail';
import { likelihoodRatio } from './likelihood-ratio';
import { rankTest } from './rank-test';
import type { Rule } from './series';
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
