import { execFileSync } from 'node:child_process';

/** Resident memory of processes together, MB. */
export function residentMb(pids) {
  const listed = execFileSync('ps', ['-o', 'rss=', '-p', pids.join(',')], { encoding: 'utf8' });
  return (
    listed
      .trim()
      .split(/\s+/)
      .reduce((sum, kilobytes) => sum + Number(kilobytes), 0) / 1024
  );
}
