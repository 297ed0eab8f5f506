import type { Gate } from '../judge/gate';
import { warmUpPeriods } from '../judge/latency-readings';
import { applies, combine, observe, queries, verdict } from '../judge/judge';
import type { Context, Window } from '../judge/observation';
import type { AnsweredQuery, GateInputs } from '../judge/record/gate-inputs';
import { otherText } from '../judge/record/counterfactual';
import { judgeRecord, type GateRecord } from '../judge/record/gate-record';
import type { Verdict } from '../judge/verdict';
import { checkLine, reasonOf } from '../release/check-line';
import type { ReleaseVerdict } from '../release/verdict';
import type { AlarmsQuiet } from './alarm-finding';
import { answersFinding } from './answers-finding';
import type { AwsClients } from './aws/clients';
import type { ActivityContext } from './context';
import type { EvidenceAddress } from './evidence-store';
import { readMetrics } from './metrics';
import type { Finding } from './finding';
import type { JudgedWindow } from './watch-input';

interface Place {
  readonly endpoint: string;
  readonly window: JudgedWindow;
  readonly evidence: EvidenceAddress;
}

/** Judges every gate over the settled part of the window; before its end only harm ends the watch. */
export async function windowFinding(
  context: ActivityContext,
  place: Place,
  alarms: AlarmsQuiet,
  at: number,
): Promise<Finding> {
  const { window } = place;
  if (window.gates.length === 0)
    return at >= Date.parse(window.end) ? byAlarmsAlone(alarms) : { live: alarms.live };
  const final = at >= Date.parse(window.end) + window.settleSeconds * 1000;
  const settled = settledPart(window, at);
  const judged = await Promise.all(
    window.gates
      .map((gate) => ({ gate, context: contextOf(gate, window) }))
      .filter(({ gate, context }) => applies(gate, context))
      .map((asked) => readGate(context.clients, asked, place, settled, final)),
  );
  const answers =
    window.answers &&
    (await answersFinding(context, { ...place, answers: window.answers }, at, {
      final,
      look: window.look,
    }));
  const verdicts = [...judged.map(verdictOf), ...(answers ? [answers.verdict] : [])];
  const worst = combine(verdicts);
  const live = verdicts.map(({ gate, sentence }) => `${gate}: ${sentence}`).join(' · ');
  const soon = answers?.unfinished === true;
  if (worst.result !== 'fail' && (!final || soon))
    return { live: `${live} · ${alarms.live}`, ...(soon && { soon }) };
  const report = await answers?.conclude();
  const lacking = worst.result === 'pass' && alarms.lacking.length > 0;
  const records = judged.map(judgeRecord);
  const concluded: Omit<ReleaseVerdict, 'evidence' | 'at'> = {
    result: lacking ? 'inconclusive' : worst.result,
    reason: lacking ? 'AlarmNoData' : reasonOf(worst),
    sentence: lacking ? alarms.live : worst.sentence,
    checks: verdicts.map(checkLine),
    comparators: comparatorsOf(verdicts),
    carried: carriedOf(verdicts),
    otherRules: otherRulesOf(records),
    ...(report && { answers: report }),
  };
  return { verdict: concluded, seen: { judged: records, alarms, settled } };
}

function byAlarmsAlone(alarms: AlarmsQuiet): Finding {
  const quiet = alarms.lacking.length === 0;
  return {
    verdict: {
      result: quiet ? 'pass' : 'inconclusive',
      reason: quiet ? 'ChecksPassed' : 'AlarmNoData',
      sentence: alarms.live,
      checks: [],
      comparators: {},
    },
    seen: { alarms },
  };
}

function contextOf(gate: Gate, window: JudgedWindow): Context {
  const { arms, frozen, carried = {}, plannedShare, afterChange } = window;
  return {
    stableServes: arms.stableServes,
    exceedance: window.exceedance ?? 'counts',
    ...(frozen[gate.id] && { frozen: frozen[gate.id] }),
    ...(carried[gate.id] && { carried: carried[gate.id] }),
    ...(plannedShare !== undefined && { plannedShare }),
    ...(afterChange && { warmUpPeriods }),
  };
}

/** The judge asks in rounds: latency needs the stable's quantile before it can count what is above it. */
async function readGate(
  clients: AwsClients,
  { gate, context }: { readonly gate: Gate; readonly context: Context },
  { endpoint, window: { arms, look } }: Place,
  window: Window,
  final: boolean,
): Promise<GateInputs> {
  const readings: AnsweredQuery[] = [];
  for (;;) {
    const asked = queries(gate, window, context, readings);
    if (asked.length === 0) break;
    const answers = await readMetrics(clients, endpoint, arms, asked);
    readings.push(...asked.map((query, index) => ({ ...query, ...answers[index]! })));
  }
  return { gate, window, context, look: { final, look }, readings };
}

/** The verdict of the record, without what only a record needs: most looks end in none. */
function verdictOf({ gate, window, context, look, readings }: GateInputs): Verdict {
  return verdict(gate, observe(gate, window, context, readings), look);
}

/** Whole periods inside the window that can't change any more at this time. */
function settledPart(window: JudgedWindow, at: number): Window {
  const period = window.periodSeconds * 1000;
  const start = Math.ceil(Date.parse(window.start) / period) * period;
  const last = Math.min(Date.parse(window.end), at - window.settleSeconds * 1000);
  const end = Math.max(start, Math.floor(last / period) * period);
  return {
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    period: window.periodSeconds,
  };
}

function comparatorsOf(verdicts: readonly Verdict[]): ReleaseVerdict['comparators'] {
  return Object.fromEntries(
    verdicts.flatMap(({ gate, result, comparator }) =>
      comparator && result === 'pass' ? [[gate, comparator]] : [],
    ),
  );
}

function otherRulesOf(records: readonly GateRecord[]): NonNullable<ReleaseVerdict['otherRules']> {
  return Object.fromEntries(
    records.map(({ gate, counterfactual }) => [gate.id, counterfactual.map(otherText)]),
  );
}

function carriedOf(verdicts: readonly Verdict[]): NonNullable<ReleaseVerdict['carried']> {
  return Object.fromEntries(
    verdicts.flatMap(({ gate, result, carry }) =>
      carry && result === 'pass' ? [[gate, carry]] : [],
    ),
  );
}
