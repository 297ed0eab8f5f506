import { isAlarm } from './alarm';
import { endAtFirst, type Rule } from './series';

/** The error-rate alarm of a SageMaker deployment guardrail: any ALARM in the bake rolls back, anything else promotes, INSUFFICIENT_DATA too. */
export const guardrail: Rule = {
  id: 'guardrail',
  title: 'guardrail alarm',
  source:
    'SageMaker, Auto-Rollback Configuration and Monitoring: rolls back when an alarm trips while baking; the alarm with 1 evaluation period and TreatMissingData missing',
  end: (series, limit) =>
    endAtFirst(series, (_, index) => isAlarm(series, { datapoints: 1, periods: 1, limit, index })),
};
