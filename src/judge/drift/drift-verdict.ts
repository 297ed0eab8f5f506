import { numberOnly } from '../number-only';
import { counted, percent } from '../figures';
import { resultOf } from '../result';
import { halvedAt, spentAt } from '../statistics/upper-bound';
import type { Look, Reason, Verdict } from '../verdict';
import type { Baseline } from './baseline';
import { compare, type Comparison } from './compare';
import { emptyDataset, soundDataset, type DatasetTally } from './dataset-tally';
import { gateFault, type DriftGate } from './drift-gate';
import type { Finding } from './finding';

/** Largest share of records that may be no rows. */
const refusedLimit = 0.01;
/** A population stability index beyond chance from which a pass is withheld. */
const stabilityLimit = 0.1;

/** The gate's comparison of current rows with a baseline at one look; each look has half the error of the one before. */
export function driftComparison(
  gate: DriftGate,
  { baseline, current }: { readonly baseline: Baseline; readonly current: DatasetTally },
  look: Look,
): Comparison {
  const at = look.look ?? 1;
  const errors = { fail: halvedAt(gate.alpha, at), pass: spentAt(at) };
  return compare(baseline, current, { shift: gate.shift, slack: gate.slack, errors });
}

/**
 * Whether data is what the baseline was made of: a mean moved by more than it may, a distribution too far away, a
 * constraint broken. Data that cannot be judged is inconclusive, never an exception.
 */
export function driftVerdict(
  gate: DriftGate,
  given: { readonly baseline: Baseline; readonly current: DatasetTally },
  look: Look,
): Verdict {
  const fault =
    gateFault(gate) ??
    (soundDataset(given.current) ? undefined : 'the counts of rows are not counts');
  const { baseline } = given;
  const current = fault === undefined ? given.current : emptyDataset();
  const seen = driftComparison(gate, { baseline, current }, look);
  const [worst] = seen.findings;
  const [reason, sentence] =
    fault === undefined
      ? finding(gate, seen, { current, look })
      : (['bad-input', `Drift cannot be judged: ${fault}.`] as const);
  return {
    result: resultOf(reason),
    gate: gate.id,
    reason,
    sentence,
    ...(worst && current.rows > 0 && { value: worst.value, limit: worst.limit }),
    unit: worst?.check === 'shift' ? 'sd' : 'ratio',
    candidate: numberOnly(current.rows),
    stable: numberOnly(baseline.rows),
    method:
      'Glass delta, robust distance, exact shares; Bonferroni over all, each proven for a pass /1',
  };
}

function finding(
  { minimum, warn }: DriftGate,
  seen: Comparison,
  { current, look }: { readonly current: DatasetTally; readonly look: Look },
): readonly [Reason, string] {
  const { rows, findings, features, uncompared, missing } = seen;
  const { refused } = current;
  const records = current.rows + refused;
  const all = `${counted(features.length, 'feature')} over ${counted(rows.current, 'row')} beside ${rows.baseline} of the baseline`;
  if (!look.final) return ['too-early', `So far ${all}; drift is judged at the end of the window.`];
  if (records === 0)
    return ['no-traffic', 'No rows were captured: there is nothing to compare with the baseline.'];
  if (refused > refusedLimit * records)
    return [
      'unreadable-rows',
      `${percent(refused / records)} of ${counted(records, 'record')} could not be read as rows (limit ${percent(refusedLimit)}).`,
    ];
  if (features.length === 0 || findings.length === 0)
    return ['baseline-unusable', `The baseline holds nothing to compare with: ${list(missing)}.`];
  if (Math.min(rows.current, rows.baseline) < minimum.rows)
    return ['too-few-rows', `Only ${all}; either side needs ${minimum.rows}.`];
  const worst = findings[0]!;
  const broken = findings.filter(({ result }) => result === 'broken');
  if (broken.length > 0) {
    const more =
      broken.length > 1 ? `, and ${broken.length - 1} more of ${findings.length} findings` : '';
    return [
      isDrift(worst) ? 'drifted' : 'constraint-broken',
      `${said(worst)}, beyond doubt at least ${amount(worst, worst.lower)}${more}; ${all}.`,
    ];
  }
  if (uncompared.length > 0)
    return [
      'baseline-unusable',
      `The baseline does not say enough of ${list(uncompared)} (missing: ${list(missing)}); ${all}.`,
    ];
  if (worst.result === 'suspected')
    return [
      'drift-suspected',
      `${said(worst)}: too much for a pass, though no proof of drift; ${all}.`,
    ];
  const shaken = features.filter(({ psiExcess = 0 }) => psiExcess > stabilityLimit);
  if (shaken.length > 0)
    return [
      'drift-suspected',
      `The population stability index of ${list(shaken.map(({ feature }) => feature))} is more than ${stabilityLimit} above what chance explains; ${all}.`,
    ];
  if (worst.result === 'unproven')
    return [
      'above-limit-not-proven',
      `${said(worst)}, and it may be up to ${amount(worst, worst.upper)}: more rows would tell; ${all}.`,
    ];
  const moved = findings.filter(({ check, value }) => check === 'shift' && value > warn);
  const warning =
    moved.length > 0
      ? ` Worth a look: ${list(moved.map((each) => `${each.feature} moved ${amount(each, each.value)}`))}.`
      : '';
  return [
    'within-limit',
    `No drift in ${all}; nearest to its limit: ${said(nearest(findings))}.${warning}`,
  ];
}

const isDrift = ({ check }: Finding): boolean =>
  check === 'shift' || check === 'baseline_drift_check';

const nearest = (findings: readonly Finding[]): Finding =>
  findings.reduce((a, b) => (b.upper - b.limit > a.upper - a.limit ? b : a));

function said(finding: Finding): string {
  const { feature, check, limit } = finding;
  const [value, most] = [amount(finding, finding.value), amount(finding, limit)];
  switch (check) {
    case 'shift':
      return `the mean of ${feature} moved ${value} of the baseline (limit ${most})`;
    case 'baseline_drift_check':
      return `the distribution of ${feature} is ${value} away from the baseline's (limit ${most})`;
    case 'completeness_check':
      return `${value} of ${feature} are missing (limit ${most})`;
    case 'data_type_check':
      return `${value} of ${feature} are of another type (limit ${most})`;
    case 'categorical_values_check':
      return `${value} of ${feature} are values that the baseline does not know (limit ${most})`;
    case 'non_negative_check':
      return `${value} of ${feature} are negative (limit ${most})`;
  }
}

function amount({ check }: Finding, value: number): string {
  if (check === 'shift') return `${Number(value.toPrecision(3))} SD`;
  return check === 'baseline_drift_check' ? String(Number(value.toPrecision(3))) : percent(value);
}

/** The first few of them. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown || 'nothing';
}
