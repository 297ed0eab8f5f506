import { parentPort } from 'node:worker_threads';
import { play, type Task } from './simulation';

parentPort?.on('message', (task: Task) => parentPort?.postMessage(play(task)));
