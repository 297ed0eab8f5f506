import { condition } from '@temporalio/workflow';
import type { JudgedWindow } from '../activities/watch-input';
import { capturesSettleSeconds } from '../release/compared-answers';
import { durationText } from '../release/duration';
import { dossierChecks, type ReleaseVerdict } from '../release/verdict';
import { act, watches } from './acts';
import { beside } from './beside';
import type { Release } from './release';

/** A window that a share, a fleet or a shadow is held for, and who is compared in it. */
export interface Bake {
  readonly title: string;
  readonly seconds: number;
  readonly arms: JudgedWindow['arms'];
  /** The candidate's part of production's requests by the weights, 0..1; absent where it is mirrored or alone. */
  readonly share?: number;
  /** Whether weights or fleets changed right before, so that the first minutes are a warm-up. */
  readonly afterChange?: boolean;
  /** The comparison of answers of a shadow. */
  readonly answers?: JudgedWindow['answers'];
  /** False where no traffic reaches the candidate: alarms and the endpoint are watched, counts are not judged. */
  readonly judged: boolean;
}

/** How long after a window has settled its verdict may take before people are told. */
const overdueSeconds = 120;

/** From when to when, ms; `looks` counts the final looks at this window, each of which spends its own part of the error. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly looks: { count: number };
}

/**
 * Holds the endpoint as it is and gives the verdict of the window. Inconclusive: the bake is extended to twice
 * its length, then held for people, and at the end of that the last verdict stands. Nothing passes by time alone.
 */
export async function bake(release: Release, input: Bake): Promise<ReleaseVerdict> {
  const { onInconclusive } = release.plan;
  const start = input.judged ? nextPeriod(release) : Date.now();
  let end = start + input.seconds * 1000;
  const looks = { count: 1 };
  let verdict = await look(release, input, { start, end, looks });
  if (verdict.result === 'inconclusive' && onInconclusive.extend) {
    end += input.seconds * 1000;
    looks.count++;
    verdict = await look(
      release,
      { ...input, title: `${input.title}, extended` },
      { start, end, looks },
    );
  }
  if (verdict.result === 'inconclusive' && onInconclusive.holdSeconds > 0) {
    end += onInconclusive.holdSeconds * 1000;
    hold(release, verdict, end);
    looks.count++;
    verdict = await look(
      release,
      { ...input, title: `${input.title}, held` },
      { start, end, looks },
    );
  }
  release.watchedSince = verdict.at;
  release.board.show({ checks: verdict.checks });
  logVerdict(release, input.title, verdict);
  if (verdict.result !== 'pass') return verdict;
  release.comparators = { ...release.comparators, ...verdict.comparators };
  release.carried = { ...release.carried, ...verdict.carried };
  return (await release.checkpoint()) ?? verdict;
}

function logVerdict(release: Release, title: string, verdict: ReleaseVerdict): void {
  const { sentence, evidence } = verdict;
  release.log.add('verdict', `${title}: ${sentence}`, evidence, dossierChecks(verdict));
}

/** A judged window is made of whole CloudWatch periods, so it begins with the first one after the shift was read back. */
function nextPeriod(release: Release): number {
  const period = release.plan.metrics.periodSeconds * 1000;
  return Math.ceil(Date.now() / period) * period;
}

function hold(release: Release, verdict: ReleaseVerdict, end: number): void {
  const sentence = `no verdict yet: ${verdict.sentence}`;
  release.board.show({
    state: 'Holding',
    reason: verdict.reason,
    sentence,
    checks: verdict.checks,
    next: {
      what: 'the window is judged again at its end, or now with promote; without a pass production goes back',
      at: new Date(end).toISOString(),
    },
  });
  release.notices.send('stalled', sentence, 'promote to judge now, or abort');
}

/**
 * One look: a watch that ends with the window's verdict, read after its end on the server's clock, and a durable timer
 * over it. The timer passes nothing: where it fires, the verdict is overdue, and people hear that nobody watches.
 */
async function look(release: Release, input: Bake, span: Span): Promise<ReleaseVerdict> {
  const { end } = span;
  for (;;) {
    const until = window(release, input, span);
    const watching = beside(() =>
      act(watches.watch, `watch ${input.title}`, release.watchInput(input.title, until)),
    );
    release.people.mayHurry = true;
    try {
      const heard = (): boolean => watching.ended() || release.people.hurry !== undefined;
      const left = Math.max(0, end - Date.now()) / 1000;
      const allowed = left + until.settleSeconds + overdueSeconds;
      const summary = `${input.title}: ${durationText(left)}`;
      if (!(await condition(heard, allowed * 1000, { summary }))) overdue(release, input);
      await condition(heard);
    } finally {
      release.people.mayHurry = false;
      watching.stop();
    }
    const verdict = watching.result();
    if (verdict) return answerHurry(release, verdict, end);
    const hurried = await hurry(release, input, span);
    if (hurried) return hurried;
  }
}

function overdue(release: Release, { title }: Bake): void {
  const sentence = `the verdict of ${title} is ${durationText(overdueSeconds)} overdue: no worker may be watching`;
  release.board.show({ reason: 'VerdictOverdue', sentence });
  release.notices.send(
    'stalled',
    sentence,
    'see that workers run; the verdict comes first when they are back',
  );
}

/** Judges what there is now. A pass ends the bake, harm ends the release, anything less lets the bake go on. */
async function hurry(
  release: Release,
  input: Bake,
  { start, looks }: Span,
): Promise<ReleaseVerdict | undefined> {
  const settleSeconds = settlingSeconds(release, input);
  const end = Math.max(start, Date.now() - settleSeconds * 1000);
  const until = window(release, input, { start, end, looks });
  looks.count++;
  const title = `${input.title}, judged early for ${release.people.hurry?.by ?? 'a person'}`;
  const verdict = await act(watches.watch, title, release.watchInput(title, until));
  const accepted = verdict.result !== 'inconclusive';
  settleHurry(release, accepted, verdict.sentence);
  logVerdict(release, title, verdict);
  return accepted ? verdict : undefined;
}

function answerHurry(release: Release, verdict: ReleaseVerdict, end: number): ReleaseVerdict {
  settleHurry(release, verdict.result === 'pass', verdict.sentence);
  if (verdict.result !== 'fail' && Date.parse(verdict.at) < end)
    throw new Error(`a verdict of ${verdict.at} came before the end of its window`);
  return verdict;
}

function settleHurry(release: Release, accepted: boolean, sentence: string): void {
  if (release.people.hurry) release.people.hurry.answer = { accepted, sentence };
  release.people.hurry = undefined;
}

/** How long after its end a window is complete: captures take longer than metrics. */
function settlingSeconds({ plan }: Release, { answers }: Bake): number {
  const { settleSeconds } = plan.metrics;
  return answers ? Math.max(settleSeconds, capturesSettleSeconds(answers)) : settleSeconds;
}

function window(release: Release, input: Bake, { start, end, looks }: Span): JudgedWindow {
  const { metrics, checks, observed } = release.plan;
  return {
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    periodSeconds: metrics.periodSeconds,
    settleSeconds: settlingSeconds(release, input),
    gates: input.judged ? checks : [],
    ...(input.answers && { answers: input.answers }),
    arms: input.arms,
    frozen: release.comparators,
    ...(release.carried && { carried: release.carried }),
    ...(input.share !== undefined && { plannedShare: input.share }),
    ...(input.afterChange && { afterChange: true }),
    ...(observed.exceedance && { exceedance: observed.exceedance }),
    look: looks.count,
  };
}
