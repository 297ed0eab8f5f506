import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { svgOf } from './chart';
import { measureCost } from './cost';
import { charts } from './curves';
import { decisionsDigest } from './decisions';
import { beyond, goals, isMet, measure } from './goals';
import { goalsPage, shareText } from './goals-page';
import { latencyRates } from './latency-run';
import { allTasks, type Counted } from './simulation';
import { playAll } from './threads';

export interface JudgeBench {
  readonly root: string;
  readonly replicates: number;
  readonly seed: number;
  /** Writes page and pictures anew from the last simulation. */
  readonly again?: boolean;
  readonly print: (line: string) => void;
}

interface Kept {
  readonly seed: number;
  readonly replicates: number;
  /** Of the judge that was played. */
  readonly decisions: string;
  readonly counted: Counted;
}

/** Plays the simulation, prints the goals, and writes docs/judge-goals.md and docs/images/judge-*.svg. */
export async function benchJudge({ root, replicates, seed, again, print }: JudgeBench) {
  const file = path.join(root, '.slipway/bench/judge.json');
  if (!again) {
    const counted = await simulate(replicates, seed, print);
    mkdirSync(path.dirname(file), { recursive: true });
    const kept: Kept = { seed, replicates, decisions: decisionsDigest(seed), counted };
    writeFileSync(file, JSON.stringify(kept));
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  const cost = measureCost();
  for (const goal of [...goals, ...beyond]) {
    const found = measure(goal, kept.counted, 'judge');
    if (!found) continue;
    const met = isMet(goal, found) ? 'met   ' : 'MISSED';
    print(`${goal.id} ${met} ${shareText(found.share)}: ${goal.title} (${found.where})`);
  }
  print(`G11 ${cost.ms.toFixed(1)} ms, ${cost.ratio.toFixed(0)} times adding up the same counts`);
  const page = goalsPage(kept.counted, { ...kept, cost });
  writeFileSync(path.join(root, 'docs/judge-goals.md'), page);
  for (const [name, chart] of Object.entries(charts(kept.counted)))
    writeFileSync(path.join(root, 'docs/images', name), svgOf(chart));
}

async function simulate(
  replicates: number,
  seed: number,
  print: (line: string) => void,
): Promise<Counted> {
  const threads = cpus().length;
  const tasks = allTasks(replicates, seed, latencyRates);
  const start = performance.now();
  const before = process.cpuUsage();
  let reported = start;
  const counted = await playAll(tasks, threads, (done) => {
    if (performance.now() - reported < 20_000) return;
    reported = performance.now();
    print(`${done} of ${tasks.length} parts after ${seconds(start)} s`);
  });
  const { user, system } = process.cpuUsage(before);
  const cpu = Math.round((user + system) / 1e6);
  print(
    `${replicates} replicates a cell, ${threads} threads: ${seconds(start)} s, ${cpu} s of CPU`,
  );
  return counted;
}

const seconds = (start: number): number => Math.round((performance.now() - start) / 1000);
