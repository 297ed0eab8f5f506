import type { ContainerClient } from './container-client';

/** SageMaker asks /ping again and again; how often, and how many failures it takes, it does not say. */
const pingEveryMs = 5_000;
const mostFailures = 3;

export interface HealthWatch {
  /** Resolves with a sentence when health checks failed several times in a row; else never. */
  readonly failed: Promise<string>;
  readonly stop: () => void;
}

/** Goes on asking a container in service for its health. */
export function watchHealth(client: Pick<ContainerClient, 'isHealthy'>): HealthWatch {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let failures = 0;
  const failed = new Promise<string>((resolve) => {
    const wait = (): void => {
      timer = setTimeout(() => void ask(), pingEveryMs).unref();
    };
    const ask = async (): Promise<void> => {
      failures = (await client.isHealthy()) ? 0 : failures + 1;
      if (isStopped) return;
      if (failures < mostFailures) wait();
      else resolve(`/ping did not answer 200 ${failures} times in a row`);
    };
    wait();
  });
  return {
    failed,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
