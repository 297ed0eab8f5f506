import { capturesOf } from '../../release/capture-config';
import { durationText } from '../../release/duration';
import { forecastLines } from '../../release/forecast-line';
import type { ApprovalGate, ReleasePlan, Step } from '../../release/plan';
import { isSandboxAccount } from '../../release/sandbox-account';
import type { GatePoint } from '../../release/spec';
import type { Style } from './style';

/** A plan for the person who has to agree to it: what changes, in which steps, who is asked, and the way back. */
export function renderPlan(plan: ReleasePlan, style: Style): string {
  return [
    style.bold(`Release plan  ${plan.endpoint} (${plan.region}, ${accountText(plan)})`) +
      `   digest ${plan.digest.slice(0, 12)}`,
    ...(plan.description ? [`  ${plan.description}`] : []),
    ...changes(plan, style),
    ...differenceLines(plan),
    '  Steps',
    ...stepLines(plan).map((line) => `   ${line}`),
    ...forecastText(plan),
    `  Checks      ${plan.checks.map(checkText).join(', ')}`,
    `  Budget      ${budgetText(plan)}`,
    `  Alarms      ${plan.alarms.length === 0 ? 'none, as the spec accepts' : plan.alarms.map(alarmText).join(', ')}`,
    `  Rollback to ${plan.stable.version} on any failed check, any alarm, reject or abort: ${wayBack(plan)}`,
    total(plan),
  ].join('\n');
}

function changes(plan: ReleasePlan, style: Style): string[] {
  const { stable, candidate, rollbackTarget, names, peakInstances, finish, observed } = plan;
  const arrow = style.yellow('~');
  const last = finish === 'keep-both' ? names.canaryConfig : names.finalConfig;
  return [
    `  ${arrow} model package   ${stable.version}  →  ${style.bold(candidate.version)}      ${observed.approvalStatus}, ${candidate.images.length} image${plural(candidate.images.length)} by digest, ${candidate.artifacts.length} artifact${plural(candidate.artifacts.length)} pinned`,
    `  ${arrow} endpoint config ${rollbackTarget.config} → ${last}   (kept for rollback: ${rollbackTarget.config})`,
    `  = instances       ${instancesText(plan)}          at most ${peakInstances} during the release`,
    ...scalingLines(plan),
  ];
}

function instancesText({ rollbackTarget, scaling, ...plan }: ReleasePlan): string {
  const count = scaling ? `${scaling.min} to ${scaling.max}` : `${rollbackTarget.instances}`;
  return `${count} × ${instanceType(plan)}`;
}

/** What of the stable's autoscaling the candidate gets, and what stands still meanwhile. */
function scalingLines({ scaling, stable, candidate }: ReleasePlan): string[] {
  if (!scaling) return [];
  const { policies, scheduledActions } = scaling;
  const copied = [
    `${policies.length} ${policies.length === 1 ? 'policy' : 'policies'}`,
    ...(scheduledActions.length > 0
      ? [`${scheduledActions.length} scheduled action${plural(scheduledActions.length)}`]
      : []),
  ].join(' and ');
  return [
    `  = autoscaling     ${candidate.variant} gets the ${copied} of ${stable.variant}; ${stable.variant} scales out, not in, until the release ends`,
  ];
}

function differenceLines({ differences }: ReleasePlan): string[] {
  if (differences.length === 0) return ['  Nothing differs between the stable and the candidate.'];
  return [
    '  Differences',
    ...differences.map(
      ({ of, path, stable, candidate }) =>
        `   ~ ${of} ${path}: ${clip(stable, candidate)} → ${clip(candidate, stable)}`,
    ),
  ];
}

/** The stages in the order they come, each gate before what it stands before. */
function stepLines(plan: ReleasePlan): string[] {
  const { shadow, steps, watchSeconds, finish, finalBakeSeconds, fleetBakeSeconds, gates } = plan;
  const before = (point: GatePoint): string[] =>
    gates.filter((gate) => samePoint(gate.before, point)).map(gateText);
  return [
    line('package verified', 'pinned artifact and image, lineage, alarms OK'),
    ...before('production'),
    ...before('shadow'),
    ...(shadow ? shadowLines(plan, shadow) : []),
    ...before('traffic'),
    line('new fleet', `bake ${durationText(fleetBakeSeconds)} at 0 %, smoke request`),
    ...steps.flatMap((step) => [...before({ step: step.index }), stepText(step)]),
    ...before('watch'),
    line('watch', `${durationText(watchSeconds)}, stable kept warm`),
    ...before('final'),
    ...(finish === 'replace'
      ? [
          line(
            'final config',
            `bake ${durationText(finalBakeSeconds)}, then the stable's fleet is gone`,
          ),
        ]
      : []),
  ];
}

/** What each window can prove, under the traffic it is reckoned with. */
function forecastText({ observed: { forecast } }: ReleasePlan): string[] {
  if (!forecast) return [];
  const [traffic = '', ...windows] = forecastLines(forecast);
  return [`  Forecast    ${traffic}`, ...windows.map((each) => `   ${each}`)];
}

function shadowLines(
  plan: ReleasePlan,
  { seconds, answers }: NonNullable<ReleasePlan['shadow']>,
): string[] {
  const mirrored = line('shadow', `${durationText(seconds)} of mirrored traffic`);
  if (!answers) return [mirrored];
  return [
    mirrored,
    line(
      '',
      `answers (${answers.gate.spec.form.kind}) agree ≥ ${percent(answers.gate.spec.required)}`,
    ),
    line('', `turns data capture on for the shadow: 100 %, to ${capturesOf(plan)}`),
    ...(answers.labels === undefined
      ? []
      : [line('', `true labels from ${answers.labels}, for the report`)]),
  ];
}

function stepText({ index, kind, percent, bakeSeconds }: Step): string {
  const word = kind === 'bake' ? 'hold' : kind;
  return line(
    `${index} ${word}`,
    `${percent} %`.padStart(5) + `   bake ${durationText(bakeSeconds)}`,
  );
}

function gateText({
  name,
  from,
  count,
  withinSeconds,
  onTimeout,
  notRequester,
}: ApprovalGate): string {
  const who = from.length > 0 ? from.join(', ') : 'anyone';
  const not = notRequester ? ', not the requester' : '';
  return line(
    `gate ${name}`,
    `${count} of ${who}${not}, within ${durationText(withinSeconds)}, else ${onTimeout}`,
  );
}

/** `5xx ≤ 0.1 %`, `p99 ≤ +20 %`, `ConversionRate ≥ 0.1`. */
function checkText(gate: ReleasePlan['checks'][number]): string {
  if (gate.kind === 'split') return 'requests split by the weights';
  if (gate.kind === 'ratio') return `${gate.id} ≤ ${percent(gate.limit)}`;
  const most = [
    ...(gate.increase === undefined ? [] : [`+${percent(gate.increase)}`]),
    ...(gate.max === undefined
      ? []
      : [gate.kind === 'latency' ? `${gate.max / 1000} ms` : String(gate.max)]),
  ];
  const limits = [
    ...(most.length > 0 ? [`≤ ${most.join(' and ')}`] : []),
    ...(gate.kind === 'level' && gate.min !== undefined ? [`≥ ${gate.min}`] : []),
  ];
  return `${gate.id} ${limits.join(' and ')}`;
}

/** The chances that a gate takes back a candidate that keeps its limit, which add up at worst. */
function budgetText({ checks, shadow }: ReleasePlan): string {
  const spent = [...checks, ...(shadow?.answers ? [shadow.answers.gate] : [])].flatMap((gate) =>
    gate.kind === 'split' ? [] : [gate],
  );
  const total = spent.reduce((sum, { alpha }) => sum + alpha, 0);
  const parts = spent.map(({ id, alpha }) => `${id} ${percent(alpha)}`).join(', ');
  return `at most ${percent(total)} that a candidate within its limits is taken back: ${parts}`;
}

function alarmText({ name, twin }: ReleasePlan['alarms'][number]): string {
  return twin ? `${name} (twin on the candidate)` : name;
}

function wayBack({ stable, rollbackTarget }: ReleasePlan): string {
  return `one weight change while ${stable.variant} is warm, after the final configuration a swap to ${rollbackTarget.config}`;
}

function total(plan: ReleasePlan): string {
  const { steps, gates, shadow, watchSeconds, finish, finalBakeSeconds, fleetBakeSeconds } = plan;
  const seconds =
    steps.reduce((sum, { bakeSeconds }) => sum + bakeSeconds, 0) +
    (shadow?.seconds ?? 0) +
    watchSeconds +
    fleetBakeSeconds +
    (finish === 'replace' ? finalBakeSeconds : 0);
  return `Plan: 1 endpoint to change, ${steps.length} step${plural(steps.length)}, at least ${durationText(seconds)} plus fleet updates and ${gates.length} approval${plural(gates.length)}.`;
}

function instanceType({ liveConfig }: Pick<ReleasePlan, 'liveConfig'>): string {
  const [variant] = (liveConfig.ProductionVariants ?? []) as readonly { InstanceType?: string }[];
  return variant?.InstanceType ?? 'instances';
}

function accountText({ account }: ReleasePlan): string {
  return isSandboxAccount(account) ? 'SANDBOX' : `account ${account}`;
}

function samePoint(a: GatePoint, b: GatePoint): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : a.step === b.step;
}

/** A stage and what happens in it, in two columns. */
const line = (title: string, text: string): string => `${title.padEnd(24)} ${text}`;
const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(4))} %`;
const plural = (count: number): string => (count === 1 ? '' : 's');

/** A long text without what it begins with in common with the other: of two digests the part that differs is seen. */
function clip(text: string, other: string): string {
  if (text.length <= 60) return text;
  const differs = [...text].findIndex((character, index) => character !== other[index]);
  const start = Math.max(0, Math.min(differs - 12, text.length - 58));
  const part = text.slice(start, start + 58);
  return `${start > 0 ? '…' : ''}${part}${start + 58 < text.length ? '…' : ''}`;
}
