import { durationText } from '../../release/duration';

/** Time from one moment to another as people say it; ISO in, `2m5s` out. */
export function between(from: string, to: number): string {
  return durationText(Math.abs(to - Date.parse(from)) / 1000);
}

/** `2026-11-21 03:20:11 UTC`. */
export function utc(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
