/** Lists stand tight in every Web UI; paragraphs are far apart, and a lone line break may be lost. */
export const listed = (lines: readonly string[]): string =>
  lines.map((line) => `- ${line}`).join('\n');

/** A code span wraps on a phone where a block of code is cut off; the fence is longer than any in the text. */
export function code(text: string): string {
  const ticks = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(ticks + 1);
  return ticks > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Rows of text under a head. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = `|${head.map(() => '---').join('|')}|`;
  return [row(head), rule, ...rows.map(row)].join('\n');
}

/** The Web UI gives cells no padding; a hard space on both sides keeps neighbours apart. */
const row = (texts: readonly string[]): string =>
  `|${texts.map((text) => `\u00a0${text.replaceAll('|', '\\|')}\u00a0`).join('|')}|`;
