import { setHandler } from '@temporalio/workflow';
import { decisionsQuery, dossierQuery, evidenceQuery, helpQuery, planQuery } from './messages';
import type { Release } from './release';

const help = `Queries: status, plan, decisions, evidence, dossier.
Signals (Web UI: Send a Signal; one JSON payload or none):
  approve  {"code":"7f3a9c","reason":"metrics reviewed","by":"you@example.com"}  or  "7f3a9c metrics reviewed"
  reject   the same form
  abort    no input needed, optional {"reason":"…","by":"…"}
  pause, resume   no input needed
  promote  ends the waiting of a bake: its verdict is computed at once
  retryUndo, resolved, giveUp   only while the release needs a human`;

/** The read-only side of a release. */
export function answerQueries(release: Release): void {
  setHandler(planQuery, () => release.plan, { description: 'The plan this release carries out' });
  setHandler(decisionsQuery, () => release.people.decisions, {
    description: 'Every decision of people and of the registry, counted or refused, with why',
  });
  setHandler(evidenceQuery, () => release.log.entries, {
    description: 'References and one sentence for each verdict, action and decision',
  });
  setHandler(dossierQuery, () => release.log.dossier(), {
    description: 'The hash-chained dossier, as slipway report writes it',
  });
  setHandler(helpQuery, () => help, { description: 'What can be asked and sent, with examples' });
}
