import { utf8ToBytes } from '@noble/hashes/utils.js';
import { durationText } from './duration';
import { clip, plainText } from './plain-text';
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

/** How much of what may be long is shown: texts in characters, the rest in lines. */
interface Room {
  readonly sentence: number;
  readonly note: number;
  readonly checks: number;
  readonly words: number;
  readonly runbook: number;
}

const mostBytes = 2048;
const rooms: readonly Room[] = [
  { sentence: 300, note: 120, checks: 20, words: 5, runbook: 1024 },
  { sentence: 240, note: 60, checks: 8, words: 3, runbook: 1024 },
  { sentence: 160, note: 40, checks: 4, words: 1, runbook: 300 },
  { sentence: 60, note: 0, checks: 0, words: 1, runbook: 150 },
];

/**
 * The on-call page in Temporal's markdown, rewritten at each transition; no images, no HTML, times in UTC. It has at
 * most 2 KB: what may be long is cut down, but never the state, the way back, a command or what a person can do.
 */
export function onCallPage(
  plan: ReleasePlan,
  status: ReleaseStatus,
  heard: readonly HeardWord[],
): string {
  let page = '';
  for (const room of rooms) {
    page = pageIn(room, plan, status, heard);
    if (utf8ToBytes(page).length <= mostBytes) break;
  }
  return page;
}

function pageIn(
  room: Room,
  plan: ReleasePlan,
  status: ReleaseStatus,
  heard: readonly HeardWord[],
): string {
  return [
    headline(room, plan, status),
    ...needsHuman(room, status),
    `**Next:** ${status.next.what}${status.next.at ? ` · at ${utc(status.next.at)}` : ''}`,
    `**Way back:** ${status.wayBack.what} · takes ${status.wayBack.takes}${status.wayBack.verifiedAt ? ` · verified ${utc(status.wayBack.verifiedAt)}` : ''}`,
    ...youCan(status),
    ...checksTable(room, status),
    checklistLines(room, status),
    ...lastWords(room, heard),
    links(room, plan),
  ].join('\n\n');
}

function checklistLines({ note }: Room, { checklist }: ReleaseStatus): string {
  const lines = checklist.map((line) => {
    const said = note > 0 && line.note ? ` · ${plainText(line.note, note)}` : '';
    return `${icons[line.state]} ${line.title}${said}`;
  });
  return lines.join(note > 0 ? '\n\n' : ' ');
}

function headline(room: Room, plan: ReleasePlan, status: ReleaseStatus): string {
  const where = plan.account === '000000000000' ? 'SANDBOX · ' : '';
  const step = status.step ? ` · step ${status.step} of ${status.steps}` : '';
  return `**${where}${status.outcome ?? status.state}** · ${status.reason}${step} · ${status.traffic.candidate} % on ${status.candidate} (stable ${status.stable})\n\n${plainText(status.sentence, room.sentence)}`;
}

function needsHuman(room: Room, status: ReleaseStatus): string[] {
  return status.undone.map(
    (failure) =>
      `**Not undone:** ${plainText(failure.what, room.sentence)}: ${plainText(failure.why, room.sentence)}\n\n\`\`\`\n${failure.command}\n\`\`\``,
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

/** What is no pass comes first, so that a cut leaves it standing. */
function checksTable(room: Room, { checks }: ReleaseStatus): string[] {
  if (checks.length === 0) return [];
  const urgent = [...checks].sort(
    (a, b) => Number(a.result === 'pass') - Number(b.result === 'pass'),
  );
  const shown = urgent.slice(0, room.checks);
  const left = checks.length - shown.length;
  const more = `${left} ${shown.length > 0 ? 'more ' : ''}check${left > 1 ? 's' : ''}: query status`;
  if (shown.length === 0) return [more];
  const rows = shown.map(
    (line) =>
      `| ${line.check} | ${line.value} | ${line.limit} | ${line.requests} | ${line.result} |`,
  );
  const head = ['| Check | Value | Limit | Requests | Verdict |', '|---|---|---|---|---|'];
  return [[...head, ...rows].join('\n'), ...(left > 0 ? [more] : [])];
}

function lastWords(room: Room, heard: readonly HeardWord[]): string[] {
  if (heard.length === 0) return [];
  const words = heard
    .slice(0, room.words)
    .map(
      (word) =>
        `${utc(word.at)} ${plainText(word.what, 60)}: ${word.counted ? 'counted' : 'NOT counted'}${word.why ? `, ${plainText(word.why, Math.max(40, room.note))}` : ''}`,
    );
  return [`**Last words:**\n\n${words.join('\n\n')}`];
}

function links(room: Room, plan: ReleasePlan): string {
  const address = plan.runbook?.replace(/[()<>]/g, percentCoded) ?? '';
  const runbook = address && address.length <= room.runbook ? [`[Runbook](${address})`] : [];
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

/** Brackets would end the link early. */
const percentCoded = (bracket: string): string =>
  `%${bracket.charCodeAt(0).toString(16).toUpperCase()}`;
