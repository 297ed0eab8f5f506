import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAccount } from './account/account';
import { Accounts } from './account/accounts';
import { AwsTime } from './aws-time';
import { controlRoutes } from './control/control-routes';
import { createControlServer, type ControlRoutes } from './control/control-server';
import { readFaultPlan } from './control/fault-plan';
import { Faults } from './control/faults';
import { createHappenings } from './control/happenings';
import { createRecordingDoor } from './control/recording-door';
import { LogFile, type EventLog } from './event-log';
import { readPolicy } from './iam/policy';
import type { Limits } from './limits/guards';
import type { Quotas } from './limits/quotas';
import type { SandboxOptions } from './options';
import { pageRoutes } from './page/page-routes';
import { withFaults } from './runtime/faulty-runtime';
import { createS3Service } from './s3/service';
import type { World } from './sagemaker/world';
import { seedNames } from './seed/names';
import { keptDoor, keptRoutes } from './state/kept-answers';
import { openState, type SandboxState } from './state/sandbox-state';
import { createStsService, type Sts } from './sts/service';
import { createWireServer } from './wire/server';
import { openWireLog } from './wire/wire-log';

export interface Sandbox {
  readonly endpointUrl: string;
  readonly controlUrl: string;
  readonly log: string;
  /** Ends every process and closes the log. */
  readonly close: () => Promise<void>;
}

/** A local AWS on 127.0.0.1; resolves when it answers, with the seeded endpoint in service. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const plan = readFaultPlan(options.faults);
  const log = new LogFile(options.log);
  log.write({ kind: 'sandbox', event: 'started', detail: { ...options } });
  const time = new AwsTime(options.clock);
  const sts = createStsService();
  let endpointUrl = '';
  const ground = {
    log,
    time,
    s3: createS3Service({ directory: options.s3 }),
    sts: sts.service,
    limits: limitsOf(options, plan.quotas),
    eventTargets: options.events,
    metricDelayMs: options.metricDelay * 1000,
    endpointUrl: () => endpointUrl,
    worldOf: (id: string): World | undefined => accounts.find(id)?.world,
  };
  const accounts: Accounts = new Accounts((id) => createAccount(id, ground));
  const faults: Faults = faultsIn(accounts, log, () => routes);
  const state =
    options.state === undefined
      ? undefined
      : openState(options.state, accounts, { sts: sts.state }, log);
  if (state?.isRestored === true) state.start();

  const wireLog = options.wireLog === undefined ? undefined : openWireLog(options.wireLog);
  const wire = createWire({ accounts, sts, faults, state, wireLog });
  endpointUrl = await listen(wire, options.port, options.host);

  const routes = controlRoutes(accounts, faults, sts);
  const control = createControl(accounts, { faults, routes, state });
  const controlUrl = await listen(control, options.controlPort, options.host);

  if (state?.isRestored !== true) {
    if (options.seed) await accounts.first.seed(seedNames);
    state?.start();
  }
  accounts.start();
  if (options.load > 0) accounts.first.loads.setRate(seedNames.endpoint, options.load);
  for (const fault of plan.faults) faults.add(fault);
  log.write({ kind: 'sandbox', event: 'ready', detail: { endpointUrl, controlUrl } });

  const close = async (): Promise<void> => {
    await accounts.endLoads();
    accounts.stop();
    faults.stop();
    state?.stop();
    time.stop();
    accounts.kill();
    for (const server of [wire, control]) {
      server.closeAllConnections();
      server.close();
    }
    log.write({ kind: 'sandbox', event: 'stopped', detail: {} });
    wireLog?.close();
    log.close();
  };
  return { endpointUrl, controlUrl, log: log.path, close };
}

function limitsOf(options: SandboxOptions, quotas: Quotas | undefined): Limits {
  const { throttle, consistencyDelay, iam } = options;
  return {
    throttle,
    consistencyDelay,
    quotas,
    ...(iam !== undefined && { policy: readPolicy(iam) }),
  };
}

/** Faults act on the calls of all accounts; what happens in the world happens to the first. */
function faultsIn(accounts: Accounts, log: EventLog, routes: () => ControlRoutes): Faults {
  const { services, cloudwatch, images, disturbances: metrics, log: own } = accounts.first;
  const surroundings = { services, cloudwatch, images, metrics, log: own, routes };
  return new Faults(log, createHappenings(surroundings));
}

function createWire(parts: {
  readonly accounts: Accounts;
  readonly sts: Sts;
  readonly faults: Faults;
  readonly state: SandboxState | undefined;
  readonly wireLog: ReturnType<typeof openWireLog> | undefined;
}): http.Server {
  const { accounts, sts, faults, state, wireLog } = parts;
  const of = ({ account }: { readonly account: string }) => accounts.of(account);
  const door = createRecordingDoor(faults, ({ caller }) => of(caller));
  return createWireServer({
    wireLog,
    identify: (credential) => sts.sessions.identify(credential),
    services: (caller) => of(caller).services,
    runtime: withFaults(
      (invoked, ...exchange) => of(invoked.caller).runtime(invoked, ...exchange),
      faults,
      (caller) => of(caller).guards.invocations,
    ),
    door: state === undefined ? door : keptDoor(door, state.keeper),
  });
}

/** The control port, with the page, which shows the first account. */
function createControl(
  { first }: Accounts,
  parts: {
    readonly faults: Faults;
    readonly routes: ControlRoutes;
    readonly state: SandboxState | undefined;
  },
): http.Server {
  const { faults, routes, state } = parts;
  const all = { ...routes, ...pageRoutes(first, faults, routes) };
  return createControlServer(state === undefined ? all : keptRoutes(all, state.keeper));
}

async function listen(server: http.Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound, address, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`;
}
