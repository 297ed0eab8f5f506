import { utf8ToBytes } from '@noble/hashes/utils.js';
import { needsName } from './decision';
import { durationText } from './duration';
import { code, listed, table } from './markdown';
import { clip, plainText } from './plain-text';
import type { ReleasePlan } from './plan';
import { isSandboxAccount } from './sandbox-account';
import type { ChecklistLine, ReleaseStatus } from './status';
import type { CheckLine, Result } from './verdict';

const icons: Readonly<Record<ChecklistLine['state'], string>> = {
  waiting: '○',
  running: '⟳',
  passed: '✔',
  failed: '✖',
  skipped: '–',
};

const resultIcons: Readonly<Record<Result, string>> = {
  pass: '✔',
  fail: '✖',
  inconclusive: '?',
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
  /** Why something was not undone: AWS names the missing right at the end of a long sentence. */
  readonly why: number;
  readonly note: number;
  readonly checks: number;
  /** Whether a check shows its interval, bound and odds. */
  readonly proof?: true;
  readonly words: number;
  readonly runbook: number;
}

const mostBytes = 2048;
const rooms: readonly Room[] = [
  { sentence: 300, why: 300, note: 120, checks: 20, proof: true, words: 5, runbook: 1024 },
  { sentence: 300, why: 300, note: 120, checks: 20, words: 5, runbook: 1024 },
  { sentence: 240, why: 300, note: 60, checks: 8, words: 3, runbook: 1024 },
  { sentence: 160, why: 300, note: 40, checks: 4, words: 1, runbook: 300 },
  { sentence: 60, why: 160, note: 0, checks: 0, words: 1, runbook: 150 },
  { sentence: 30, why: 30, note: 0, checks: 0, words: 1, runbook: 0 },
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
    listed([next(status), wayBack(status)]),
    ...youCan(plan, status),
    ...checksTable(room, status),
    checklistLines(room, status),
    ...lastWords(room, heard),
    links(room, plan, status),
  ].join('\n\n');
}

function checklistLines({ note }: Room, { checklist, sentence }: ReleaseStatus): string {
  const lines = checklist.map((line) => {
    // Why a stage failed is the page's own sentence already.
    const worth = note > 0 && line.note && line.note !== sentence;
    const said = worth ? ` · ${plainText(line.note, note)}` : '';
    return `${icons[line.state]} ${line.title}${said}`;
  });
  return note > 0 ? listed(lines) : lines.join(' ');
}

function headline(room: Room, plan: ReleasePlan, status: ReleaseStatus): string {
  const { stable, candidate, traffic } = status;
  const where = isSandboxAccount(plan.account) ? 'SANDBOX · ' : '';
  const step = status.step ? ` · step ${status.step} of ${status.steps}` : '';
  const shares = `${traffic.candidate} % on ${candidate}, ${100 - traffic.candidate} % on ${stable} (stable)`;
  const lines = [
    `**${where}${status.outcome ?? status.state}** · ${status.reason}${step} · ${shares}`,
    // What is not undone follows, each with its why: the sentence says nothing else.
    ...(status.undone.length > 0 ? [] : [plainText(status.sentence, room.sentence)]),
  ];
  return lines.join('\n\n');
}

function next({ openGate, next: { what, at } }: ReleaseStatus): string {
  if (openGate)
    return `**If nobody acts:** ${what} · gate closes at ${utc(openGate.closes)} · ${openGate.approvals} of ${openGate.needed} approvals`;
  return `**Next:** ${what}${at ? ` · at ${utc(at)}` : ''}`;
}

function wayBack({ wayBack: { what, takes, verifiedAt } }: ReleaseStatus): string {
  return `**Way back:** ${what} · takes ${takes}${verifiedAt ? ` · verified ${utc(verifiedAt)}` : ''}`;
}

function needsHuman(room: Room, status: ReleaseStatus): string[] {
  return status.undone.map(
    (failure) =>
      `**Not undone:** ${plainText(failure.what, room.why)}: ${plainText(failure.why, room.why)}\n\n${code(failure.command)}`,
  );
}

function youCan(plan: ReleasePlan, status: ReleaseStatus): string[] {
  if (status.outcome) return [];
  if (status.state === 'RollingBack') return ['**You can:** wait; the way back can not be stopped'];
  return [`**You can:** More Actions → Send a Signal → ${words(plan, status)}`];
}

function words(plan: ReleasePlan, { state, openGate }: ReleaseStatus): string {
  if (state === 'NeedsHuman')
    return '`retryUndo` · `resolved` (repaired by hand; read back first) · `giveUp`; no data';
  if (openGate) return decideWith(plan, openGate);
  if (state === 'Paused') return '`resume` · `abort`; no data';
  return '`abort` · `pause` · `resume` · `promote` (ends the waiting, not the verdict); no data';
}

/** The data counts as it stands: it has all that this gate asks for. */
function decideWith(plan: ReleasePlan, open: NonNullable<ReleaseStatus['openGate']>): string {
  const gate = plan.gates.find(({ name }) => name === open.name);
  const [only, ...others] = gate?.from ?? [];
  const by = only !== undefined && others.length === 0 ? only : 'you@example.com';
  const data = `{"code":"${open.code}", "reason":"…", "by":${JSON.stringify(by)}}`;
  const short = gate && needsName(gate) ? '' : ` or ${code(`"${open.code} reason"`)}`;
  return `\`approve\` or \`reject\` with the data\n\n${code(data)}${short}\n\nor \`abort\` without data`;
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
  const proven = room.proof && shown.some(({ proof }) => proof);
  const head = ['Last verdict', 'Check', 'Value', 'Limit', ...(proven ? ['Proof'] : [])];
  const rows = shown.map((line) => [...cells(line), ...(proven ? [line.proof ?? '–'] : [])]);
  return [table(head, rows), ...(left > 0 ? [more] : [])];
}

function cells({ check, result, value, limit, requests }: CheckLine): string[] {
  // A digest need only be recognised, so that the limit beside it is still on a phone's screen.
  const seen = requests > 0 ? `${clip(value, 20)} (n=${requests})` : clip(value, 14);
  return [`${resultIcons[result]} ${result}`, check, seen, clip(limit, requests > 0 ? 20 : 14)];
}

function lastWords(room: Room, heard: readonly HeardWord[]): string[] {
  if (heard.length === 0) return [];
  const said = heard
    .slice(0, room.words)
    .map(
      (word) =>
        `${utc(word.at)} ${plainText(word.what, 60)}: ${word.counted ? 'counted' : 'NOT counted'}${word.why ? `, ${plainText(word.why, Math.max(40, room.note))}` : ''}`,
    );
  return [`**Last words:**\n\n${listed(said)}`];
}

/** The Web UI fills in {namespace}; the workflow ID it would fill in as it stands, with its slashes, which leads nowhere. */
function links(
  room: Room,
  plan: ReleasePlan,
  { workflowId, runId, outcome }: ReleaseStatus,
): string {
  const run = `/namespaces/{namespace}/workflows/${encodeURIComponent(workflowId)}/${runId}`;
  const address = plan.runbook?.replace(/[()<>]/g, percentCoded) ?? '';
  return [
    ...(address && address.length <= room.runbook ? [`[Runbook](${address})`] : []),
    ...(outcome || room.note === 0 ? [] : [`[Live numbers](${run}/pending-activities)`]),
    `[Timeline](${run}/timeline)`,
  ].join(' · ');
}

/** `2026-11-22 03:01:20 UTC`. */
export function utc(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}

/** The one-line title of a run in the Web UI's list, at most 200 characters. */
export function summaryLine(plan: ReleasePlan): string {
  // With slashes between them the Web UI makes fractions of the shares.
  const shares = plan.steps.map((step) => step.percent).join(', ');
  const shadow = plan.shadow ? `shadow ${durationText(plan.shadow.seconds)}, ` : '';
  return clip(
    `${plan.endpoint}: ${plan.stable.version} → ${plan.candidate.version} (${shadow}steps ${shares} %)`,
    200,
  );
}

/** Brackets would end the link early. */
const percentCoded = (bracket: string): string =>
  `%${bracket.charCodeAt(0).toString(16).toUpperCase()}`;
