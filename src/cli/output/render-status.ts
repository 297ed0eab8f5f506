import type { ChecklistLine, ReleaseStatus, State } from '../../release/status';
import type { CheckLine } from '../../release/verdict';
import { between, utc } from './durations';
import type { Style } from './style';

export interface StatusView {
  readonly style: Style;
  /** Milliseconds since 1970, for what is said relative to now. */
  readonly now: number;
  readonly columns: number;
  readonly uiUrl?: string;
}

const marks: Readonly<Record<ChecklistLine['state'], string>> = {
  waiting: '•',
  running: '⟳',
  passed: '✔',
  failed: '✖',
  skipped: '–',
};

/** The whole screen of one release; pure, so that it can be drawn again and compared. */
export function renderStatus(status: ReleaseStatus, view: StatusView): string {
  const { style, columns, uiUrl } = view;
  return [
    ...header(status, view),
    style.bold(`${stateMark(status)} ${status.endpoint}`),
    ...tree(status, view),
    ...checkLines(status.checks, style),
    ...gateLines(status, view),
    ...undoneLines(status, style),
    `Way back:  ${wayBackText(status)}`,
    ...(status.outcome ? [] : [`Then:      ${status.next.what}${at(status.next.at)}`]),
    ...(uiUrl ? [`UI:        ${uiUrl}`] : []),
    ...suggestion(status).map((text) => `Next:      ${style.cyan(text)}`),
  ]
    .map((line) => cut(line, columns))
    .join('\n');
}

/** What to type next, if anything. */
export function suggestion({
  state,
  outcome,
  endpoint,
  openGate,
  workflowId,
}: ReleaseStatus): string[] {
  if (outcome) return [`slipway report ${endpoint} --out dossier.json`];
  if (openGate)
    return [
      `slipway approve ${endpoint} --reason "…"   or   slipway reject ${endpoint} --reason "…"`,
    ];
  if (state === 'NeedsHuman')
    return [
      `temporal workflow signal --workflow-id ${workflowId} --name retryUndo`,
      'or, after running the commands above by hand, the same with --name resolved',
    ];
  if (state === 'RollingBack') return [`slipway status ${endpoint} --watch`];
  if (state === 'Paused') return [`slipway resume ${endpoint}`];
  return [
    `slipway status ${endpoint} --watch   ·   stop it: slipway abort ${endpoint} --reason "…"`,
  ];
}

/** One word of state with its mark and colour. */
export function stateText(status: ReleaseStatus, style: Style): string {
  const text = `${stateMark(status)} ${status.outcome ?? status.state}`;
  if (status.outcome === 'Promoted') return style.green(text);
  if (status.outcome || isAlarming(status.state)) return style.red(text);
  return status.openGate || status.state === 'Holding' ? style.yellow(text) : text;
}

function header(status: ReleaseStatus, { style, now }: StatusView): string[] {
  const { traffic, stable, candidate } = status;
  const target = traffic.target === traffic.candidate ? '' : `  (target ${traffic.target} %)`;
  return [
    `Name:      ${style.bold(status.endpoint)}`,
    `Release:   ${status.workflowId} (run ${status.runId})`,
    `Status:    ${stateText(status, style)}   Reason: ${status.reason}`,
    `           ${status.sentence}`,
    `From → To: ${stable} (stable) → ${candidate} (candidate)`,
    `Traffic:   ${bar(traffic.candidate)} ${traffic.candidate} % on ${candidate}${target}`,
    `Started:   ${between(status.startedAt, now)} ago by ${status.requestedBy}`,
  ];
}

function tree({ checklist, step, steps }: ReleaseStatus, { style }: StatusView): string[] {
  return checklist.map((line, index) => {
    const branch = index === checklist.length - 1 ? '└──' : '├──';
    const steps_ = line.stage === 'traffic' && step !== null ? `step ${step} of ${steps}` : '';
    const note = [steps_, line.note].filter(Boolean).join(' · ');
    const text = `${marks[line.state]} ${line.title.padEnd(30)} ${note}`.trimEnd();
    return `${branch} ${painted(text, line.state, style)}`;
  });
}

function checkLines(checks: readonly CheckLine[], style: Style): string[] {
  if (checks.length === 0) return [];
  const rows = checks.map((line) => [
    line.check,
    line.value,
    `limit ${line.limit}`,
    `n=${line.requests}`,
    resultText(line, style),
  ]);
  return ['Checks:', ...columnsOf(rows).map((row) => `  ${row}`)];
}

const longestResult = 'inconclusive'.length;

function resultText({ result, proof }: CheckLine, style: Style): string {
  const word =
    result === 'pass' ? style.green(result) : result === 'fail' ? style.red(result) : result;
  return proof ? `${word}${' '.repeat(longestResult - result.length)}  ${style.dim(proof)}` : word;
}

function gateLines({ openGate }: ReleaseStatus, { style, now }: StatusView): string[] {
  if (!openGate) return [];
  const { name, code, approvals, needed, closes } = openGate;
  const left = Date.parse(closes) > now ? `closes in ${between(closes, now)}` : 'past its time';
  return [
    `Gate:      ${style.yellow(name)} (${code})   ${approvals} of ${needed}   ${left}, ${utc(closes)}`,
  ];
}

function undoneLines({ undone }: ReleaseStatus, style: Style): string[] {
  return undone.flatMap(({ what, why, command }) => [
    style.red(`NOT UNDONE: ${what}: ${why}`),
    `  ${command}`,
  ]);
}

function wayBackText({ wayBack }: ReleaseStatus): string {
  const verified = wayBack.verifiedAt ? `, verified ${utc(wayBack.verifiedAt)}` : '';
  return `${wayBack.what} (takes ${wayBack.takes}${verified})`;
}

/** Rows with their columns under each other, two spaces apart; the last column as it is. */
export function columnsOf(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0)))
      .join('  '),
  );
}

function stateMark({ outcome, state, openGate }: ReleaseStatus): string {
  if (outcome) return outcome === 'Promoted' ? '✔' : '✖';
  if (isAlarming(state)) return '⚠';
  return openGate || state === 'Paused' || state === 'Holding' ? '॥' : '⟳';
}

function isAlarming(state: State): boolean {
  return state === 'NeedsHuman' || state === 'RollingBack';
}

function painted(text: string, state: ChecklistLine['state'], style: Style): string {
  if (state === 'passed') return style.green(text);
  if (state === 'failed') return style.red(text);
  return state === 'running' ? text : style.dim(text);
}

function bar(percent: number): string {
  const full = Math.min(10, Math.max(percent > 0 ? 1 : 0, Math.round(percent / 10)));
  return '▓'.repeat(full) + '░'.repeat(10 - full);
}

const at = (iso: string | null): string => (iso ? ` at ${utc(iso)}` : '');

/** Long lines are cut on narrow screens, so that redrawing counts lines right; commands and links never are. */
function cut(line: string, columns: number): string {
  if (line.length <= columns || /^(?:UI:|Next:|Release:|Way back:| {2}aws )/.test(line))
    return line;
  return line.includes('\u001b') ? line : `${line.slice(0, Math.max(20, columns - 1))}…`;
}
