import { setTimeout as delay } from 'node:timers/promises';
import { awsSeconds, type AwsTime } from '../aws-time';
import type { EventLog } from '../event-log';
import type { InstanceLine } from '../log-line';
import type { Artifact } from './behaviour';
import { startContainer, type Container, type Usage } from './container';
import { ContainerClient, type ContainerAnswer, type ContainerRequest } from './container-client';
import { watchHealth, type HealthWatch } from './health-watch';

export interface InstanceOptions {
  readonly id: string;
  readonly endpoint: string;
  readonly variant: string;
  readonly model: string;
  readonly version: string;
  readonly artifact: Artifact | undefined;
  /** How long /ping may take to answer 200, ms. */
  readonly healthCheckMs: number;
  readonly time: AwsTime;
  readonly log: EventLog;
}

const pingEveryMs = 50;

const gone: ContainerAnswer = {
  status: 0,
  body: Buffer.alloc(0),
  failure: 'the container is gone',
};

/** One instance of a variant: a container, started again when it dies in service or fails its health checks. */
export class Instance {
  outstanding = 0;
  #container: Container | undefined;
  #client: ContainerClient | undefined;
  #watch: HealthWatch | undefined;
  #isStopping = false;

  constructor(readonly options: InstanceOptions) {}

  get isHealthy(): boolean {
    return this.#client !== undefined && !this.#isStopping;
  }

  usage(): Usage | undefined {
    return this.#container?.usage();
  }

  /** Resolves when /ping answers 200; rejects with a sentence when the process dies or stays unhealthy. */
  async start(): Promise<void> {
    const container = startContainer(this.options.artifact);
    this.#container = container;
    this.#tell('starting');
    try {
      this.#client = await this.#untilHealthy(container);
    } catch (cause) {
      container.kill();
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.#tell(this.#isStopping ? 'stopped' : 'died', reason);
      throw cause;
    }
    this.#tell('healthy');
    this.#watch = watchHealth(this.#client);
    void Promise.race([container.ended, this.#watch.failed]).then((how) => this.#lost(how));
  }

  /** Asks the container, on a machine that is slow for so long, ms. */
  async invoke(request: ContainerRequest, slowness = 0): Promise<ContainerAnswer> {
    this.outstanding += 1;
    try {
      if (slowness > 0) await delay(slowness);
      return (await this.#client?.invoke(request)) ?? gone;
    } finally {
      this.outstanding -= 1;
    }
  }

  /** Waits for the requests under way, at most a minute, then ends the process. */
  async stop(): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (this.outstanding > 0 && Date.now() < deadline && !this.options.time.isStopped) {
      await delay(10);
    }
    this.kill();
  }

  /** Ends the process at once; with a reason, because the machine is gone. */
  kill(lost?: string): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    this.#watch?.stop();
    this.#client?.close();
    this.#container?.kill();
    if (this.#client !== undefined) this.#tell(lost === undefined ? 'stopped' : 'died', lost);
  }

  async #untilHealthy(container: Container): Promise<ContainerClient> {
    const { healthCheckMs, time } = this.options;
    const deadline = Date.now() + healthCheckMs;
    const late = new Error(`/ping did not answer 200 within ${healthCheckMs} ms`);
    const client = new ContainerClient(await before(container.address, healthCheckMs, late));
    let death: string | undefined;
    void container.ended.then((how) => (death = how));
    while (!(await client.isHealthy())) {
      if (death !== undefined) throw new Error(death);
      if (Date.now() > deadline || time.isStopped || this.#isStopping) throw late;
      await delay(pingEveryMs);
    }
    return client;
  }

  /** AWS replaces what dies or is unhealthy in service; until then the instance takes no requests. */
  async #lost(how: string): Promise<void> {
    this.#watch?.stop();
    this.#client?.close();
    this.#client = undefined;
    this.#container?.kill();
    if (this.#isStopping) return;
    this.#tell('died', how);
    while (!this.#isStopping && !this.isHealthy) {
      try {
        await this.options.time.wait(awsSeconds.instanceRestart);
        if (!this.#isStopping) await this.start();
      } catch {
        if (this.options.time.isStopped) return;
      }
    }
  }

  #tell(event: InstanceLine['event'], reason?: string): void {
    const { id, endpoint, variant, model, version, log } = this.options;
    const pid = this.#container?.pid;
    log.write({
      kind: 'instance',
      event,
      endpoint,
      variant,
      instance: id,
      model,
      version,
      ...(pid !== undefined && { pid }),
      ...(reason !== undefined && { reason }),
    });
  }
}

async function before<Value>(value: Promise<Value>, ms: number, late: Error): Promise<Value> {
  const timer = new AbortController();
  try {
    return await Promise.race([
      value,
      delay(ms, undefined, { signal: timer.signal }).then(() => Promise.reject(late)),
    ]);
  } finally {
    timer.abort();
  }
}
