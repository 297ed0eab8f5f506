import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { slipway } from './support/command-line';

const folder = (files: Readonly<Record<string, string>>): string => {
  const root = mkdtempSync(path.join(tmpdir(), 'slipway-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
};

const good = 'endpoint: fraud\nmodel: fraud/2\nsteps: ["5%,15m"]\nalarms: [a]\n';

test('help and version need nothing', async () => {
  const help = await slipway(['--help']);
  expect(help).toMatchObject({ exit: 0, err: '' });
  expect(help.out).toContain('slipway start --wait');
  expect((await slipway(['version'])).out).toMatch(/^slipway \d+\.\d+\.\d+ \(node /);
  expect(JSON.parse((await slipway(['version', '-o', 'json'])).out)).toHaveProperty('slipway');
});

test.each([
  [['statsu'], 'Did you mean status?'],
  [['status', '--frob'], "unknown option '--frob'"],
  [['-o', 'xml', 'version'], 'Allowed choices are text, json, jsonl'],
  [['approve', 'fraud'], "required option '--reason <text>' not specified"],
  [['abort', 'fraud'], "required option '--reason <text>' not specified"],
  [['status', 'fraud', '--timeout', '20'], '"20" is not a duration. Use 20m or 1h30m.'],
  [['status', 'fraud', '--until', 'lunch'], 'Use approval or done.'],
  [['list', '--limit', '0'], 'Use a number from 1 to 1000.'],
  [['start', '--detach', '--wait'], '--detach does not go with --wait'],
])('%j is a usage error', async (argv, message) => {
  const { exit, err, out } = await slipway(argv);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toContain(message);
});

test('validate finds release.yaml up to the root of the repository, and no further', async () => {
  const root = folder({
    'release.yaml': good,
    'repo/.git/HEAD': '',
    'repo/release.yaml': good,
    'repo/a/b/x': '',
    'bare/.git/HEAD': '',
    'loose/x': '',
  });
  const below = await slipway(['validate'], { cwd: path.join(root, 'repo/a/b') });
  expect(below).toMatchObject({
    exit: 0,
    out: `✔ ${path.join(root, 'repo/release.yaml')} is a whole spec for fraud\n`,
  });
  for (const cwd of ['bare', 'loose'])
    expect(await slipway(['validate'], { cwd: path.join(root, cwd) })).toMatchObject({
      exit: 2,
      err: expect.stringContaining('no release.yaml here or above') as string,
    });
});

test('-f goes before SLIPWAY_FILE, and - is stdin', async () => {
  const cwd = folder({ 'one.yaml': good, 'two.yaml': good.replace('fraud\n', 'other\n') });
  const env = { SLIPWAY_FILE: 'one.yaml' };
  expect((await slipway(['validate'], { cwd, env })).out).toContain(
    'one.yaml is a whole spec for fraud',
  );
  expect((await slipway(['validate', '-f', 'two.yaml'], { cwd, env })).out).toContain(
    'two.yaml is a whole spec for other',
  );
  expect((await slipway(['validate', '-f', '-'], { cwd, stdin: good })).out).toContain(
    '(stdin) is a whole spec',
  );
});

test('validate names every fault and exits 2; as JSON too', async () => {
  const cwd = folder({ 'release.yaml': good.replace('15m', '15').replace('model', 'modle') });
  const text = await slipway(['validate'], { cwd });
  expect(text).toMatchObject({ exit: 2, out: '' });
  expect(text.err.split('\n').slice(0, -1)).toEqual([
    expect.stringMatching(/^release\.yaml:1:1 model: is missing/),
    expect.stringMatching(/^release\.yaml:2:1 modle: is not a known key/),
    expect.stringMatching(/^release\.yaml:3:9 steps\[0\]\.bake: "15" is not a duration/),
  ]);
  const json = await slipway(['validate', '-o', 'json'], { cwd });
  expect(JSON.parse(json.out)).toMatchObject({
    ok: false,
    faults: [{}, {}, { path: 'steps[0].bake' }],
  });
  const lines = (await slipway(['validate', '-o', 'jsonl'], { cwd })).out.trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
    'version',
    'validated',
  ]);
});

test.each([
  ['a folder', '.', "can't be read"],
  ['nothing', 'none.yaml', "can't be read"],
  ['no text', 'bytes.yaml', 'is not text in UTF-8'],
])('%s as a spec is a usage error', async (_, file, message) => {
  const cwd = folder({});
  writeFileSync(path.join(cwd, 'bytes.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
  const { exit, err } = await slipway(['validate', '-f', file], { cwd });
  expect(exit).toBe(2);
  expect(err).toContain(message);
});

test('a Temporal that is not there is exit 1, with the address tried and what to do', async () => {
  const env = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
  const { exit, err } = await slipway(['status', 'fraud'], { env });
  expect(exit).toBe(1);
  expect(err).toMatch(/^Temporal does not answer at 127\.0\.0\.1:1: /);
  expect(err).toContain('Set TEMPORAL_ADDRESS');
});

test('a profile that is not there is a usage error', async () => {
  expect(await slipway(['status', 'fraud', '--profile', 'nowhere'])).toMatchObject({ exit: 2 });
});

test('a broken release.yaml still names the endpoint to abort', async () => {
  const cwd = folder({ 'release.yaml': 'endpoint: fraud # the one\nsteps: [[[\n' });
  const env = { TEMPORAL_ADDRESS: '127.0.0.1:1' };
  const { err } = await slipway(['abort', '--reason', 'x'], { cwd, env });
  expect(err).toContain('Temporal does not answer');
});

test('links to saved views need the address of the UI', async () => {
  expect(await slipway(['list', '--links'])).toMatchObject({ exit: 2 });
  const { out } = await slipway(['list', '--links'], {
    env: { TEMPORAL_UI_URL: 'http://ui:8233/' },
  });
  expect(out).toContain('Needs a human: http://ui:8233/namespaces/default/workflows?query=');
});
