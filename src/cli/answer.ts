import type { Context } from './context';
import { jsonText, plain } from './output/plain';

interface PrintedAnswer {
  readonly endpoint: string;
  readonly sentence: string;
  readonly gate?: string;
  readonly code?: string;
}

/** Prints what the release answered. */
export function printAnswer(
  { terminal, flags, records, style, say }: Context,
  verb: string,
  answer: PrintedAnswer,
): void {
  records.write('answered', { verb, ...answer });
  if (flags.output === 'json') terminal.out(`${jsonText({ verb, ...answer }, 2)}\n`);
  if (flags.output !== 'text') return;
  const { endpoint, sentence } = answer;
  terminal.out(`${style.green('✔')} ${plain(endpoint)}: ${plain(sentence)}\n`);
  say(`Next: slipway status ${plain(endpoint)} --watch`);
}
