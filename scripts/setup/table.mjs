import os from 'node:os';

/** One line a tool: where it is, or what is missing and what that costs. */
export function printTable(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, found, missing } of rows) {
    const text = found ? found.replace(os.homedir() + '/', '~/') : missing;
    console.log(`${found ? '✔' : '✖'} ${name.padEnd(width)}  ${text}`);
  }
}
