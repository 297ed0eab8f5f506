import { explanationOf, type Explanation } from '../../judge/record/explanation';
import { exitCodes } from '../../release/outcome';
import type { Context } from '../context';
import { jsonText, plain, plainDeep } from '../output/plain';
import { readEvidence } from './evidence-files';

/** `slipway judge explain`: each gate of an evidence file in plain sentences. */
export async function explain(context: Context, name: string): Promise<number> {
  const { terminal, flags, style } = context;
  const { records } = await readEvidence(terminal, name);
  const explanations = records.map(({ record }) => explanationOf(record));
  if (flags.output !== 'text')
    terminal.out(`${jsonText(explanations, flags.output === 'json' ? 2 : undefined)}\n`);
  else terminal.out(`${explanations.map((one) => textOf(plainDeep(one), style)).join('\n\n')}\n`);
  return exitCodes.ok;
}

function textOf(told: Explanation, style: Context['style']): string {
  return [
    style.bold(`${told.gate}: ${told.verdict}`),
    `What was tested.  ${told.tested}`,
    `What was seen.    ${told.seen}`,
    `Why.              ${told.why}`,
    `What would have changed it.  ${told.change}`,
    `What other rules would have said.  ${told.others}`,
  ]
    .map(plain)
    .join('\n');
}
