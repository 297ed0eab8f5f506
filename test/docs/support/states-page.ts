import { failures, type FailureType } from '../../../src/release/failures';
import { exitCodes, outcomeExitCode, type Outcome } from '../../../src/release/outcome';
import { reasons } from '../../../src/release/reasons';
import type { State } from '../../../src/release/status';

const states: Readonly<Record<State, string>> = {
  Checking: 'the plan is read again and the package is verified',
  WaitingForApproval: 'a gate is open and waits for people',
  Preparing: "the candidate's model and configs are made, or SageMaker brings up a new fleet",
  Shadowing: 'the candidate answers mirrored traffic and is watched',
  Shifting: 'weights are being changed',
  Baking: 'a fleet or a share is held and watched',
  Watching: 'the candidate serves everything, the stable is warm',
  Finishing: 'the final configuration bakes, or the release cleans up after itself',
  Paused: 'a person paused the release; it is watched and may still go back',
  Holding: 'no verdict after the extended bake; held for people, then taken back',
  RollingBack: 'production is being taken back; this can not be stopped',
  NeedsHuman: 'something could not be undone; somebody must act now',
  Ended: 'the release is over; the outcome says how',
};

const outcomes: Readonly<Record<Outcome, string>> = {
  Promoted: 'the candidate serves all traffic',
  RolledBack: 'production was changed and is at the rollback target again',
  Rejected: 'a check or a person said no before production was changed',
  Aborted: 'a person stopped the release; production is at the rollback target',
  Expired: 'nobody decided in time, before production was changed',
};

const failureTypes: Readonly<Record<FailureType, string>> = {
  NotReadyYet: 'asked too early: the normal way in which a watch asks to be called again',
  Throttled: 'AWS throttles',
  AwsUnavailable: 'AWS answers with 5xx, not in time, or not at all',
  SpecInvalid: 'the spec does not hold',
  NotFound: 'an endpoint, package, alarm or other thing that is named does not exist',
  AccessDenied: 'credentials are missing, expired or lack a permission',
  Refused: 'a fact of the endpoint, the package or an alarm forbids the release',
  PlanStale: 'what the plan was made of has changed',
  PackageRejected: 'the package is Rejected in the Model Registry',
  OutOfBandChange: 'the endpoint is not as this release left it',
  UpdateFailed: 'SageMaker could not carry an update out',
  AwsRefused: 'AWS refused a call',
  EvidenceConflict: 'a record exists already with other bytes',
  NeedsHuman: 'the release ended with something that was not undone',
};

const exits: Readonly<Record<keyof typeof exitCodes, string>> = {
  ok: 'done, or the state asked for with `--until` is reached',
  unexpected: 'AWS, Temporal or the machine did not do what was needed',
  usage: 'bad usage or a bad spec; or the release refused a word',
  auth: 'AWS or Temporal refused the credentials',
  rolledBack: 'rolled back; the stable serves',
  rejected: 'rejected by a person, a policy or a check, or expired',
  notFound: 'not found',
  expectation: 'an expectation of the caller does not hold',
  aborted: 'aborted by a person',
  timeout: 'waiting timed out; the release goes on',
  needsHuman: 'needs a human now',
  busy: 'another release holds the endpoint',
  detached: 'detached by Ctrl-C; the release goes on',
  bug: 'a bug of Slipway; please report it',
};

/** The whole of docs/states.md. A word of the code that has no meaning here does not compile. */
export function statesPage(): string {
  return `${[
    '# States, reasons, outcomes, failures, exit codes',
    'Generated from the code: `UPDATE_DOCS=1 npx jest test/docs` writes this page, and a test fails when it is stale. These words are stable; scripts may rely on them.',
    '## States',
    'Where a release is: `state` in `slipway status -o json`.',
    table(['state', 'meaning'], Object.entries(states).map(word)),
    'The search attribute `ReleaseState` is coarser, so that views stay steady: it says `Running` for the states in which the release works by itself.',
    '## Outcomes',
    'How a release ended: `outcome` in `slipway status -o json`, null while it runs.',
    table(
      ['outcome', 'meaning', 'exit code'],
      keysOf(outcomes).map((name) => [...word([name, outcomes[name]]), `${outcomeExitCode[name]}`]),
    ),
    '## Reasons',
    'Why a release is where it is, or ended as it did: `reason` in `slipway status -o json`.',
    table(['reason', 'meaning'], Object.entries(reasons).map(word)),
    '## Failure types',
    'Types of the failures that activities and workflows give. A retryable one is asked again by Temporal.',
    table(
      ['type', 'meaning', 'retryable', 'exit code'],
      keysOf(failureTypes).map((type) => [
        ...word([type, failureTypes[type]]),
        failures[type].retryable ? 'yes' : 'no',
        `${failures[type].exit}`,
      ]),
    ),
    '## Exit codes',
    'What the CLI returns; explained in [exit-codes.md](exit-codes.md).',
    table(
      ['code', 'meaning'],
      keysOf(exits).map((name) => [`${exitCodes[name]}`, exits[name]]),
    ),
  ].join('\n\n')}\n`;
}

const word = ([name, meaning]: readonly [string, string]): string[] => [`\`${name}\``, meaning];

const keysOf = <Key extends string>(words: Readonly<Record<Key, unknown>>): Key[] =>
  Object.keys(words) as Key[];

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
