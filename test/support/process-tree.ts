import { readdirSync, readFileSync } from 'node:fs';

/** The process and all that it started, and they in turn, by /proc. */
export function processTree(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
  const tree = [root];
  for (const above of tree)
    tree.push(...parents.filter(({ parent }) => parent === above).map(({ pid }) => pid));
  return tree;
}

/** False too for one that has ended and was not waited for yet. */
export function isRunning(pid: number): boolean {
  return !['', 'Z', 'X'].includes(statOf(pid)[0] ?? '');
}

const parentOf = (pid: number): number => Number(statOf(pid)[1]);

/** State, parent and so on; the name before them is in brackets and may hold anything. */
function statOf(pid: number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [''];
  }
}
