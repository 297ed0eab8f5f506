import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startStack, type Stack } from '../../local/stack';
import { exitCodes } from '../../release/outcome';
import { onCallPageUrl } from '../../release/web-ui';
import { loadByVersion, readLog, type Interval, type Tally } from '../../sandbox/log-reader';
import type { Context } from '../context';
import { unexpected } from '../failure';
import { inForeground } from '../foreground';
import { specOf } from '../load-spec';
import { readSpecFile } from '../spec-file';
import { findTemporalServer } from '../temporal-server';
import { openSession, type Session } from '../temporal/session';
import { narratorFor, type Narrator } from './narrator';
import { playRelease, type PlayedRelease } from './play-release';

/** One release of the demo, as `.slipway/demo.json` holds it. */
interface DemoRelease {
  readonly workflowId: string;
  readonly candidate: string;
  readonly outcome: string;
  readonly reason: string;
  readonly servingBefore: string;
  readonly servingAfter: string;
  readonly historyEvents: number;
  /** As callers were answered, by the version that answered. */
  readonly requests: Tally & { readonly byVariant: Readonly<Record<string, Tally>> };
}

const acts = [
  { file: 'fraud-2.yaml', outcome: 'Promoted', story: 'fraud/2 is good: it shall end at 100 %' },
  {
    file: 'fraud-3.yaml',
    outcome: 'RolledBack',
    story: 'fraud/3 fails 2 % of its answers: it shall be taken back by itself',
  },
] as const;

/** AWS waits 60 times shorter, metrics don't: they are measured. */
const clock = 60;
const requestsPerSecond = 200;

/** Plays the main job on real parts; 0 only if both releases end as they must. `keep` leaves all running to explore. */
export async function playDemo(
  context: Context,
  { keep }: { readonly keep: boolean },
): Promise<number> {
  const { terminal } = context;
  const binary = findTemporalServer(terminal.env);
  if (!binary) throw unexpected('no Temporal server is set up', 'Run `npm run setup`.');
  const narrator = narratorFor(context);
  const folder = path.resolve(terminal.cwd, '.slipway', `demo-${process.pid}`);
  const foreground = inForeground();
  const stack = await startStack({ binary, folder, clock, load: requestsPerSecond, worker: true });
  try {
    introduce(stack, narrator);
    const session = await openSession({
      ...terminal,
      env: { ...terminal.env, ...stack.environment },
    });
    const played = await Promise.race([
      playAll(context, stack, session, narrator),
      stack.broken.then((how) => {
        throw unexpected(`the local stack broke: ${how}`, `Its logs are in ${folder}.`);
      }),
      foreground.stopped,
    ]);
    if (typeof played === 'string') return exitCodes.detached;
    await session.close();
    const file = await writeResult(terminal.cwd, played);
    const wrong = played.filter(({ outcome }, index) => outcome !== acts[index]?.outcome);
    narrator.say(closing(wrong.length === 0, file));
    if (keep) {
      narrator.say(explore(stack));
      await Promise.race([stack.broken, foreground.stopped]);
    }
    return wrong.length === 0 ? exitCodes.ok : exitCodes.unexpected;
  } finally {
    await stack.stop();
    foreground.release();
  }
}

async function playAll(
  context: Context,
  stack: Stack,
  session: Session,
  narrator: Narrator,
): Promise<DemoRelease[]> {
  const releases: DemoRelease[] = [];
  for (const { file, story } of acts) {
    const yaml = path.resolve(__dirname, '..', '..', '..', 'examples', 'demo', file);
    narrator.say(`\n${story}\n$ slipway start -f ${path.relative(context.terminal.cwd, yaml)}`);
    const spec = specOf(await readSpecFile(context.terminal, yaml));
    if (spec.description) narrator.say(spec.description);
    const played = await playRelease(session, spec, narrator);
    // The load's last answers are written within a tenth of a second.
    await wait(1_500);
    const release = judgeFromOutside(stack, played);
    narrator.say(summary(release, played, stack));
    releases.push(release);
  }
  return releases;
}

/** Who served before and after, and what callers were answered, from the sandbox's log alone. */
function judgeFromOutside(stack: Stack, played: PlayedRelease): DemoRelease {
  const log = readLog(stack.sandbox.log);
  const { workflowId, candidate, outcome, reason, startedAt, endedAt, historyEvents } = played;
  const figures = (interval: Interval): DemoRelease['requests'] => {
    const { sent, failed, byVersion } = loadByVersion(log, interval);
    return { sent, failed, byVariant: byVersion };
  };
  const serving = (from: string): string => {
    const { byVariant } = figures({ from, to: new Date(Date.parse(from) + 1_000).toISOString() });
    return Object.entries(byVariant).sort(([, a], [, b]) => b.sent - a.sent)[0]?.[0] ?? 'nothing';
  };
  return {
    workflowId,
    candidate,
    outcome,
    reason,
    servingBefore: serving(startedAt),
    servingAfter: serving(endedAt),
    historyEvents,
    requests: figures({ from: startedAt, to: endedAt }),
  };
}

function introduce({ temporal, sandbox, folder }: Stack, narrator: Narrator): void {
  narrator.say(
    [
      'Slipway demo on real parts: a Temporal dev server, a worker, and the SANDBOX (a local AWS) with real HTTP models.',
      `  Temporal Web UI  ${temporal.uiUrl}/namespaces/default/workflows`,
      `  Sandbox log      ${sandbox.log}`,
      `  Demo settings    ${requestsPerSecond} requests/s, AWS's own waiting ${clock} times shorter (metrics are not), specs in examples/demo`,
      `  Logs             ${folder}`,
    ].join('\n'),
  );
}

function summary(release: DemoRelease, { runId }: PlayedRelease, { temporal }: Stack): string {
  const { sent, failed, byVariant } = release.requests;
  const versions = Object.entries(byVariant)
    .map(([version, figures]) => `${version} ${figures.sent} (${figures.failed} failed)`)
    .join(', ');
  const { workflowId } = release;
  const link = onCallPageUrl({ uiUrl: temporal.uiUrl, namespace: 'default', workflowId, runId });
  return [
    `${release.candidate}: ${release.outcome}${release.reason === release.outcome ? '' : ` (${release.reason})`}. Serving before: ${release.servingBefore}, after: ${release.servingAfter}.`,
    `  ${sent} requests, ${failed} failed; answered by ${versions}. ${release.historyEvents} history events.`,
    `  ${link}`,
  ].join('\n');
}

function closing(right: boolean, file: string): string {
  return right
    ? `\nBoth releases ended as they must. Figures: ${file}. Explore it yourself: slipway sandbox`
    : `\nNOT as it must be: see ${file} and the Web UI.`;
}

async function writeResult(cwd: string, releases: readonly DemoRelease[]): Promise<string> {
  const file = path.resolve(cwd, '.slipway', 'demo.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ releases }, undefined, 2)}\n`);
  return path.relative(cwd, file);
}

function explore({ environment }: Stack): string {
  const lines = Object.entries(environment).map(([key, value]) => `export ${key}=${value}`);
  return `All keeps running (--keep). In another terminal:\n${lines.join('\n')}\nCtrl-C ends it.`;
}
