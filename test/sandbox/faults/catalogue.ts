/** A fault that Slipway must bear: its id, what happens, and how a sandbox is told to let it happen. */
export interface CataloguedFault {
  readonly id: string;
  readonly what: string;
  /** Files of examples/faults, without `.yaml`. */
  readonly plans: readonly string[];
  /** How it comes about where that is no plan, or what of it waits for something. */
  readonly note?: string;
  /** Path from the root of the test that proves it, where that is no test of a plan. */
  readonly proof?: string;
}

type Row = readonly [id: string, what: string, plans: string, more?: Partial<CataloguedFault>];

const rows: readonly Row[] = [
  [
    'A11',
    'the tag of an image moves, an artifact changes under its key',
    'image-tag-moved artifact-overwritten',
  ],
  [
    'A12',
    'a spec is edited after its plan was made',
    '',
    { note: 'no call of AWS: a file of its team', proof: 'test/cli/saved-plan.test.ts' },
  ],
  ['B9', 'the package is rejected in the registry after its approval', 'package-rejected'],
  ['C5', 'an alarm goes off while no worker runs', 'alarm-flaps'],
  ['C9', 'two workers make the same change', 'late-write call-hangs'],
  ['C10', 'a change lands long after its caller gave up', 'late-write'],
  ['C13', 'a release stands still while an alarm goes off', 'alarm-flaps'],
  ['D1', 'all calls are throttled for ten minutes', 'throttled'],
  [
    'D2',
    'a call ends with 500, 502, 503, 504 or a reset',
    'server-errors',
    { note: 'a name that does not resolve: no server can do that' },
  ],
  ['D3', 'a change takes effect and its answer is lost', 'answer-dropped answer-held'],
  ['D4', 'the caller loses its permissions in the middle', 'access-denied'],
  ['D5', 'the credentials expire in the middle', 'credentials-expired'],
  [
    'D6',
    'what was just created is not there yet, what was changed is shown as it was',
    'not-there-yet stale-reads',
    { note: 'for all names: `--consistency-delay`' },
  ],
  ['D7', 'a quota is reached, or AWS has no instances', 'quota-reached no-capacity'],
  ['D8', 'two of three resources are made', 'half-created'],
  [
    'D9',
    'a name is taken: by an own call whose answer was lost, by somebody else',
    'already-exists',
  ],
  ['D10', 'pages without end, pages with nothing in them', 'endless-pages'],
  ['D11', 'a status that no client knows', 'unknown-status'],
  ['D12', 'error bodies of HTML, of a megabyte, cut off', 'broken-bodies'],
  ['D13', 'credentials of another account, an endpoint of another region', 'wrong-account'],
  ['E1', 'staging stays Creating', 'staging-stuck'],
  ['E2', 'staging ends Failed', 'staging-failed'],
  ['E9', 'clean-up fails', 'clean-up-fails'],
  ['F1', 'the endpoint has two variants already', 'two-variants'],
  ['F2', 'the update that adds a shadow fails, or never ends', 'no-capacity stuck'],
  ['F3', 'a shadow gets no requests', 'shadow-unused'],
  ['F4', 'production slows down beside its shadow', 'production-slow'],
  [
    'F5',
    'the bucket of captures is denied, busy or elsewhere',
    'capture-refused',
    { note: 'to clients; what the sandbox itself captures is lost where the bucket is missing' },
  ],
  ['G1', 'an alarm is in ALARM before the release', 'alarm-ringing'],
  ['G2', 'an alarm has no data before the release', 'metrics-absent'],
  ['G3', 'the data of an alarm ends in a bake, or comes late', 'metrics-stop metrics-late'],
  ['G4', 'an alarm is deleted in a bake', 'alarm-deleted'],
  ['G5', 'an alarm is reconfigured in a bake and keeps its state', 'alarm-reconfigured'],
  [
    'G6',
    "an alarm's actions are turned off",
    'alarm-actions-off',
    { note: 'mute rules: not served yet' },
  ],
  ['G7', 'a composite alarm cannot be read', 'composite-unreadable'],
  [
    'G8',
    'an alarm is OK without a whole evaluation',
    'alarm-half-evaluated',
    { note: 'PromQL alarms: not served yet' },
  ],
  ['G9', 'an alarm goes off and is quiet again between two looks', 'alarm-flaps'],
  ['G10', 'alarms cannot be read: throttled, then down', 'alarms-unreadable'],
  ['G11', 'events are late, twice, out of order or lost', 'events-unreliable'],
  ['G12', 'an alarm watches another variant', 'alarm-elsewhere'],
  [
    'G13',
    'a variant has weight and no instances',
    'no-instances',
    { note: 'unhealthy ones: the model `flaky-health`' },
  ],
  ['G14', 'the endpoint stays Updating, or is maintained', 'stuck maintenance'],
  ['G15', 'SageMaker takes a change of a scaled endpoint back itself', 'rolling-back'],
  ['G16', 'a rollback fails: two fleets serve', 'rollback-failed'],
  ['G20', 'a variant is removed or renamed in a bake', 'endpoint-updated'],
  ['G21', 'autoscaling shrinks the stable as its share falls', 'stable-scaled-in'],
  ['G22', 'a scaled variant cannot be updated', 'scaled-variant'],
  ['G23', 'the artifact changes while a release is paused', 'artifact-overwritten'],
  ['G24', 'an alarm goes off right after the promotion', 'alarm-after-promotion'],
  ['H1', 'the call that restores production is throttled', 'restore-throttled'],
  ['H2', 'an alarm goes off while the endpoint is Updating', 'alarm-while-updating'],
  ['H3', 'the stable variant is gone', 'endpoint-updated'],
  ['H4', "the stable's config, model, image and artifact are deleted", 'rollback-target-gone'],
  ['H5', 'the stable is smaller than is needed now', 'stable-scaled-in'],
  ['H13', 'the rollback itself sets an alarm off', 'alarm-after-rollback'],
  ['H15', 'what was answered as done is not so', 'silent-revert'],
  ['I-3', 'somebody changes weights by hand', 'weights-by-hand'],
  ['I-4', "somebody's pipeline updates the endpoint", 'endpoint-updated'],
  [
    'I-5',
    'the package is deleted, the artifact is overwritten',
    'package-gone artifact-overwritten',
  ],
  ['I-6', 'the endpoint is deleted', 'endpoint-deleted'],
  [
    'I-8',
    'the container serves many models',
    'multi-model',
    { note: 'inference components: not served yet' },
  ],
  [
    'J11',
    'the policy of the callers lacks an action',
    '',
    { note: '`--iam`', proof: 'test/sandbox/iam/iam.test.ts' },
  ],
];

/** Every fault of the catalogue that the world of AWS lets happen. */
export const catalogue: readonly CataloguedFault[] = rows.map(([id, what, plans, more]) => ({
  id,
  what,
  plans: plans.split(' ').filter(Boolean),
  ...more,
}));
