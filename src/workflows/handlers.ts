import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import { readDecision, refusalOf, type Decision, type Verb } from '../release/decision';
import * as messages from './messages';
import type { People, UndoWord } from './people';

/** Registers every handler; must run before the workflow's first await, or early updates are refused by the server. */
export function listen(people: People, requester: string): void {
  for (const verb of ['approve', 'reject'] as const) {
    const example = 'JSON {"code","reason","by"} or a string that starts with the code';
    setHandler(
      messages[`${verb}Signal`],
      (input) => void people.decide(verb, readDecision(input), 'signal'),
      { description: `${verb === 'approve' ? 'Approve' : 'Reject at'} the open gate. ${example}` },
    );
    setHandler(messages[`${verb}Update`], (input) => answerDecision(people, verb, input), {
      description: `As the signal ${verb}, and answers if it counted`,
      validator: (input) => {
        const refusal = refusalOf(verb, readDecision(input), people.openGate, requester);
        if (refusal) throw refused(refusal);
      },
    });
  }
  setHandler(messages.abortSignal, (remark) => void people.abort(note(remark)), {
    description: 'Stop and take production back. No input needed; optional {"reason","by"}',
  });
  setHandler(messages.abortUpdate, (remark) => ({ sentence: people.abort(note(remark)) }), {
    description: asSignal('abort'),
  });
  setHandler(messages.pauseSignal, (remark) => void people.pause(note(remark)), {
    description: 'Hold after the current change; watching goes on. No input needed',
  });
  setHandler(messages.pauseUpdate, (remark) => ({ sentence: people.pause(note(remark)) }), {
    description: asSignal('pause'),
  });
  setHandler(messages.resumeSignal, (remark) => void people.resume(note(remark)), {
    description: 'Go on after a pause. No input needed',
  });
  setHandler(messages.resumeUpdate, (remark) => ({ sentence: people.resume(note(remark)) }), {
    description: asSignal('resume'),
  });
  listenForHurry(people);
  for (const word of ['retryUndo', 'resolved', 'giveUp'] as const) {
    setHandler(messages[`${word}Signal`], (remark) => people.orderUndo(word, note(remark)), {
      description: undoHelp[word],
    });
  }
}

const asSignal = (verb: string): string => `As the signal ${verb}, and answers what came of it`;

const undoHelp: Readonly<Record<UndoWord, string>> = {
  retryUndo:
    'Only while the release needs a human: try the failed undo again. {"overwrite":true} also overwrites what somebody else changed',
  resolved:
    'Only while the release needs a human: it was repaired by hand; believed after reading back',
  giveUp:
    'Only while the release needs a human: end the release as failed, as production stands now',
};

function listenForHurry(people: People): void {
  setHandler(messages.promoteSignal, (remark) => void people.requestHurry(note(remark)), {
    description: 'End the waiting of this bake now: its verdict is computed at once, never skipped',
  });
  setHandler(
    messages.promoteUpdate,
    async (remark?: messages.Remark) => {
      const request = people.requestHurry(note(remark));
      if (!request) throw refused('no bake is waiting; there is nothing to hurry');
      await condition(() => request.answer !== undefined);
      if (!request.answer?.accepted) throw refused(request.answer?.sentence ?? 'the bake ended');
      return { sentence: request.answer.sentence };
    },
    {
      description: 'As the signal promote, and answers with the verdict',
      validator: (remark?: messages.Remark) => {
        void remark;
        if (!people.mayHurry) throw refused('no bake is waiting; there is nothing to hurry');
      },
    },
  );
}

function answerDecision(people: People, verb: Verb, input: Decision): messages.Answer {
  const recorded = people.decide(verb, readDecision(input), 'update');
  if (!recorded.accepted) throw refused(recorded.refusal);
  const open = people.openGate;
  const count = open ? ` (${open.approvals.length} of ${open.gate.count})` : '';
  return {
    sentence:
      verb === 'approve'
        ? `approved gate ${recorded.gate} as ${recorded.by}${count}`
        : `rejected at gate ${recorded.gate} as ${recorded.by}`,
  };
}

/** Reads whatever a client sent as a remark. */
function note(input: unknown): (messages.Remark & { overwrite?: boolean }) | undefined {
  if (typeof input === 'string') return { reason: input.slice(0, 500) };
  if (input === null || typeof input !== 'object') return undefined;
  const { reason, by, overwrite } = input as Record<string, unknown>;
  return {
    reason: typeof reason === 'string' ? reason.slice(0, 500) : undefined,
    by: typeof by === 'string' ? by.slice(0, 200) : undefined,
    overwrite: overwrite === true,
  };
}

const refused = (message: string): ApplicationFailure =>
  ApplicationFailure.create({ type: 'Refused', message, nonRetryable: true });
