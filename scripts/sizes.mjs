import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './setup/versions.mjs';

// Prints how long our files are, room by room, so that drift shows: median up to 80 lines, p90 up to 180, none over 300.
const limit = 300;
const folders = readdirSync(path.join(root, 'src')).map((room) => `src/${room}`);
const sizes = [...folders, 'src', 'test'].map((folder) => [folder, measure(folder)]);

console.log('room               files  lines  median   p90   max  comments');
for (const [folder, files] of sizes.filter(([, { length }]) => length > 0)) print(folder, files);
const long = sizes.flatMap(([, files]) => files).filter(({ lines }) => lines > limit);
for (const { file, lines } of new Map(long.map((one) => [one.file, one])).values())
  console.log(`${file}: ${lines} lines, limit ${limit}`);
if (long.length > 0) process.exitCode = 1;

function print(folder, files) {
  const lines = files.map((file) => file.lines).sort((a, b) => a - b);
  const total = lines.reduce((sum, n) => sum + n, 0);
  const comments = files.reduce((sum, file) => sum + file.comments, 0);
  const at = (share) => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))];
  const figures = [lines.length, total, at(0.5), at(0.9), lines.at(-1)];
  const columns = figures.map((n, i) => String(n).padStart([6, 7, 8, 6, 6][i]));
  console.log(
    `${folder.padEnd(18)}${columns.join('')}${`${Math.round((100 * comments) / total)} %`.padStart(10)}`,
  );
}

function measure(folder) {
  return readdirSync(path.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const text = readFileSync(path.join(root, folder, name), 'utf8')
        .trimEnd()
        .split('\n');
      const comments = text.filter((line) => /^\s*(\/\/|\/?\*)/.test(line)).length;
      return { file: path.join(folder, name), lines: text.length, comments };
    });
}
