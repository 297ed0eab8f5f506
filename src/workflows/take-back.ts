import { ApplicationFailure, CancellationScope, condition } from '@temporalio/workflow';
import { targetShape } from '../release/endpoint-shape';
import { outcomeOf, type ReleaseOutcome, type Stop } from '../release/outcome';
import { humanDeadlineSeconds } from '../release/plan';
import type { UndoFailure } from '../release/status';
import { act, reads } from './acts';
import { ended } from './ending';
import { sentenceOf } from './failure';
import type { UndoOrder } from './people';
import type { Release } from './release';
import type { RollbackReport, UndoRequest } from './rollback';

/** Takes production back to the rollback target, whatever happens meanwhile, and gives the outcome by cause. */
export function takeBack(release: Release, stop: Stop): Promise<ReleaseOutcome> {
  return CancellationScope.nonCancellable(() => restore(release, stop));
}

async function restore(release: Release, stop: Stop): Promise<ReleaseOutcome> {
  const { board, people, rollback, plan, log } = release;
  const { touched } = rollback;
  people.rollingBack = true;
  if (people.hurry) people.hurry.answer = { accepted: false, sentence: 'rolling back' };
  board.mark(board.stage, 'failed', stop.sentence);
  board.show({
    state: 'RollingBack',
    reason: touched ? 'RollingBack' : stop.reason,
    sentence: stop.sentence,
    next: {
      what: touched
        ? `production goes back to ${plan.stable.version}`
        : 'the release ends; production was not touched',
      at: null,
    },
  });
  const request: UndoRequest = { stop, overwrite: false };
  record(release, await restoreProduction(release, request));
  if (touched) log.add('undo', `production is at the rollback target, ${plan.stable.version}`);
  const cleaned = await rollback.cleanUp(request);
  record(release, cleaned);

  const outcome = outcomeOf(stop, touched);
  board.show({
    traffic: { candidate: 0, target: 0 },
    wayBack: {
      what: `${plan.stable.version} serves`,
      takes: '0s',
      verifiedAt: new Date().toISOString(),
    },
  });
  if (touched)
    release.notices.send(
      'rolled-back',
      `${plan.stable.version} serves all traffic: ${stop.sentence}`,
      'read the dossier: slipway report',
    );
  return await ended(release, {
    outcome,
    reason: stop.reason,
    sentence: stop.sentence,
    serving: plan.stable.version,
    leftBehind: cleaned.failed.map(({ what, why, command }) => `${what}: ${why}. Run: ${command}`),
  });
}

/** Runs the undos of production until they are done, or a person has said what stands instead. */
async function restoreProduction(release: Release, request: UndoRequest): Promise<RollbackReport> {
  let report = await release.rollback.restoreProduction(request);
  // With the configuration the weights went back: an undo of the traffic that failed before finds nothing left to do.
  if (report.failed.length > 0 && !release.rollback.holds('configuration')) {
    record(release, report);
    report = await release.rollback.restoreProduction(request);
  }
  while (report.failed.length > 0) {
    record(release, report);
    const order = await needsHuman(release, report.failed);
    if (order.word === 'giveUp') throw gaveUp(release, report.failed, `${order.by} gave up`);
    if (order.word === 'resolved') {
      const why = await stillDifferent(release);
      if (!why)
        return { undone: [{ summary: `repaired by hand, read back for ${order.by}` }], failed: [] };
      report = { undone: [], failed: report.failed.map((failure) => ({ ...failure, why })) };
    } else {
      report = await release.rollback.restoreProduction({ ...request, overwrite: order.overwrite });
    }
  }
  return report;
}

/** The open state in which a release waits for a person: it pages, shows the exact commands, and never closes silently. */
async function needsHuman(release: Release, failed: readonly UndoFailure[]): Promise<UndoOrder> {
  const { board, people } = release;
  const sentence = failed.map(({ what, why }) => `${what} was not undone: ${why}`).join('; ');
  const closes = new Date(Date.now() + humanDeadlineSeconds * 1000).toISOString();
  people.undoOrder = undefined;
  people.awaitsUndo = true;
  board.show({
    state: 'NeedsHuman',
    reason: 'UndoFailed',
    sentence,
    undone: failed,
    wayBack: {
      what: 'by hand, with the command of each thing that is not undone',
      takes: 'seconds to minutes',
      verifiedAt: null,
    },
    next: { what: 'waits for retryUndo, resolved or giveUp; fails at the deadline', at: closes },
  });
  release.notices.send('needs-human', sentence, failed[0]?.command ?? 'see the runbook');
  const told = await condition(() => people.undoOrder !== undefined, humanDeadlineSeconds * 1000, {
    summary: 'needs a human',
  });
  people.awaitsUndo = false;
  if (!told) throw gaveUp(release, failed, 'nobody acted before the deadline');
  board.show({ state: 'RollingBack', reason: 'RollingBack', undone: [] });
  return people.undoOrder ?? { word: 'giveUp', by: 'nobody', overwrite: false };
}

/** `resolved` is believed only after reading back. */
async function stillDifferent(release: Release): Promise<string | undefined> {
  try {
    const read = await act(reads.readBack, 'read back what was repaired by hand', {
      endpoint: release.plan.endpoint,
      shape: targetShape(release.plan),
    });
    return read.result === 'pass' ? undefined : read.sentence;
  } catch (error) {
    return sentenceOf(error);
  }
}

function gaveUp(release: Release, failed: readonly UndoFailure[], why: string): ApplicationFailure {
  const list = release.rollback.left.map(({ what, command }) => {
    const why = failed.find((failure) => failure.what === what)?.why ?? 'left as it is';
    return `${what}: ${why}. Run: ${command}`;
  });
  release.log.add('outcome', `NeedsHuman: ${why}`);
  return ApplicationFailure.create({
    type: 'NeedsHuman',
    nonRetryable: true,
    message: `${release.plan.endpoint} was left as it stands, ${why}. ${list.join(' ')}`,
    details: [release.log.dossier().head],
  });
}

function record(release: Release, report: RollbackReport): void {
  for (const { summary, evidence } of report.undone) release.log.add('undo', summary, evidence);
  for (const { what, why } of report.failed) release.log.add('undo', `NOT undone, ${what}: ${why}`);
}
