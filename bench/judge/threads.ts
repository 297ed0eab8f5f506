import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { addCounted, type Counted, type Task } from './simulation';
import type { Tally } from './tally';

/** Plays all parts on so many threads and adds up what they count; the number of threads does not change it. */
export async function playAll(
  tasks: readonly Task[],
  threads: number,
  onPart: (done: number) => void,
): Promise<Counted> {
  const total: Record<string, Record<string, Tally>> = {};
  const left = tasks.values();
  let done = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(path.join(__dirname, 'worker.js'));
    for (const task of left) {
      const answer = once(worker, 'message');
      worker.postMessage(task);
      const [counted] = (await answer) as [Counted];
      addCounted(total, counted);
      onPart((done += 1));
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: threads }, work));
  return total;
}
