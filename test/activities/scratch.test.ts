import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileScratch } from '../../src/activities/scratch';

let room: string;
beforeEach(async () => {
  room = await mkdtemp(path.join(tmpdir(), 'slipway-scratch-'));
});
afterEach(() => rm(room, { recursive: true, force: true }));

const modeOf = async (...parts: string[]): Promise<number> =>
  (await stat(path.join(room, ...parts))).mode & 0o777;

test('the work is for its user alone; the directory it stands in is as any other', async () => {
  await mkdir(path.join(room, 'usual'));

  await fileScratch(path.join(room, 'evidence/.working')).write('run/answers.json', '{}');

  expect(await modeOf('evidence')).toBe(await modeOf('usual'));
  expect(await modeOf('evidence/.working')).toBe(0o700);
  expect(await modeOf('evidence/.working/run')).toBe(0o700);
  expect(await modeOf('evidence/.working/run/answers.json')).toBe(0o600);
});

test('what could not be written leaves no draft', async () => {
  await mkdir(path.join(room, 'run/answers.json'), { recursive: true });
  await writeFile(path.join(room, 'run/answers.json/in-the-way'), '');

  await expect(fileScratch(room).write('run/answers.json', '{}')).rejects.toThrow();

  expect(await readdir(path.join(room, 'run'))).toEqual(['answers.json']);
});
