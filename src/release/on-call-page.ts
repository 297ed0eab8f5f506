import { durationText } from './duration';
import type { ReleasePlan } from './plan';
import type { ChecklistLine, ReleaseStatus } from './status';

const icons: Readonly<Record<ChecklistLine['state'], string>> = {
  waiting: '•',
  running: '⟳',
  passed: '✔',
  failed: '✖',
  skipped: '–',
};

/** A person's last words and whether they counted. */
export interface HeardWord {
  readonly at: string;
  readonly what: string;
  readonly counted: boolean;
  readonly why: string;
}

/** The on-call page in Temporal's markdown, rewritten at each transition; about 2 KB, no images, times in UTC. */
export function onCallPage(
  plan: ReleasePlan,
  status: ReleaseStatus,
  heard: readonly HeardWord[],
): string {
  return [
    headline(plan, status),
    ...needsHuman(status),
    `**Next:** ${status.next.what}${status.next.at ? ` · at ${utc(status.next.at)}` : ''}`,
    `**Way back:** ${status.wayBack.what} · takes ${status.wayBack.takes}${status.wayBack.verifiedAt ? ` · verified ${utc(status.wayBack.verifiedAt)}` : ''}`,
    ...youCan(status),
    ...checksTable(status),
    status.checklist
      .map((line) => `${icons[line.state]} ${line.title}${line.note ? ` · ${line.note}` : ''}`)
      .join('\n\n'),
    ...lastWords(heard),
    links(plan),
  ].join('\n\n');
}

function headline(plan: ReleasePlan, status: ReleaseStatus): string {
  const where = plan.account === '000000000000' ? 'SANDBOX · ' : '';
  const step = status.step ? ` · step ${status.step} of ${status.steps}` : '';
  return `**${where}${status.outcome ?? status.state}** · ${status.reason}${step} · ${status.traffic.candidate} % on ${status.candidate} (stable ${status.stable})\n\n${clip(status.sentence, 300)}`;
}

function needsHuman(status: ReleaseStatus): string[] {
  return status.undone.map(
    (failure) =>
      `**Not undone:** ${failure.what}: ${clip(failure.why, 200)}\n\n\`\`\`\n${failure.command}\n\`\`\``,
  );
}

function youCan(status: ReleaseStatus): string[] {
  if (status.outcome) return [];
  if (status.state === 'NeedsHuman')
    return [
      '**You can:** Send a Signal → `retryUndo` · `resolved` (repaired by hand; read back first) · `giveUp`',
    ];
  if (status.state === 'RollingBack') return ['**You can:** wait; the way back can not be stopped'];
  const gate = status.openGate;
  const decide = gate
    ? [
        `**If nobody acts:** gate ${gate.name} closes at ${utc(gate.closes)} · ${gate.approvals} of ${gate.needed} approvals`,
        `**You can:** Send a Signal → \`approve\` with \`{"code":"${gate.code}","reason":"…","by":"you@example.com"}\` (or just \`"${gate.code} reason"\`) · \`reject\` the same way · \`abort\` without input`,
      ]
    : [
        '**You can:** Send a Signal → `abort` · `pause` · `resume` (no input) · `promote` (ends the waiting, not the verdict)',
      ];
  return decide;
}

function checksTable(status: ReleaseStatus): string[] {
  if (status.checks.length === 0) return [];
  const rows = status.checks.map(
    (line) =>
      `| ${line.check} | ${line.value} | ${line.limit} | ${line.requests} | ${line.result} |`,
  );
  return [
    ['| Check | Value | Limit | Requests | Verdict |', '|---|---|---|---|---|', ...rows].join('\n'),
  ];
}

function lastWords(heard: readonly HeardWord[]): string[] {
  if (heard.length === 0) return [];
  const words = heard.map(
    (word) =>
      `${utc(word.at)} ${word.what}: ${word.counted ? 'counted' : 'NOT counted'}${word.why ? `, ${clip(word.why, 120)}` : ''}`,
  );
  return [`**Last words:**\n\n${words.join('\n\n')}`];
}

function links(plan: ReleasePlan): string {
  const runbook = plan.runbook ? [`[Runbook](${plan.runbook})`] : [];
  return [
    ...runbook,
    '[Timeline](/namespaces/{namespace}/workflows/{workflowId}/{runId}/timeline)',
  ].join(' · ');
}

/** `2026-11-22 03:01:20 UTC`. */
export function utc(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

/** The one-line title of a run in the Web UI's list, at most 200 characters. */
export function summaryLine(plan: ReleasePlan): string {
  const shares = plan.steps.map((step) => step.percent).join('/');
  const shadow = plan.shadow ? `shadow ${durationText(plan.shadow.seconds)}, ` : '';
  return clip(
    `${plan.endpoint}: ${plan.stable.version} → ${plan.candidate.version} (${shadow}steps ${shares} %)`,
    200,
  );
}

const clip = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;
