import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readFaultPlan } from '../../../src/sandbox/control/fault-plan';
import type { FaultOrder } from '../../../src/sandbox/control/fault';
import { root } from './pages';

/** A plan of examples/faults, as the sandbox itself reads it. */
export interface WrittenPlan {
  readonly name: string;
  /** What it asks for, in the words of a plan, each once. */
  readonly words: readonly string[];
  /** Tests that play it, as paths from the root. */
  readonly tests: readonly string[];
}

const plans = 'examples/faults';
const folder = 'test/sandbox/faults';

/** Every plan there is, by name; throws what the sandbox would say of one that cannot be read. */
export function writtenPlans(): readonly WrittenPlan[] {
  const tests = readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => ({ file: `${folder}/${file}`, played: playedIn(`${folder}/${file}`) }));
  return readdirSync(path.join(root, plans))
    .sort()
    .map((file) => {
      const name = path.basename(file, '.yaml');
      const { faults, quotas } = readFaultPlan(path.join(root, plans, file));
      const words = [...faults.map(wordOf), ...(quotas === undefined ? [] : ['quotas'])];
      return {
        name,
        words: [...new Set(words)],
        tests: tests.filter(({ played }) => played.includes(name)).map((test) => test.file),
      };
    });
}

/** Names of the plans that a file of tests gives to a sandbox. */
function playedIn(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/\bgiven\(\s*'([^']+)'/g)].map(([, name = '']) => name);
}

function wordOf(order: FaultOrder): string {
  if ('action' in order) {
    return order.phase === undefined ? order.action : `${order.action} ${order.phase}`;
  }
  switch (order.happens) {
    case 'call':
      return `call ${order.operation}`;
    case 'control':
      return fateOf(order.body) ?? order.call;
    default:
      return order.happens;
  }
}

function fateOf(body: unknown): string | undefined {
  const { fate } = body as { readonly fate?: string };
  return fate === undefined ? undefined : `fate ${fate}`;
}
