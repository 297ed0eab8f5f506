import { readText } from './compose';

export interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** Instructions of the Dockerfile by stage, with continued lines joined and comments dropped. */
export function readStages(): readonly (readonly Instruction[])[] {
  const stages: Instruction[][] = [];
  for (const instruction of instructionsOf(readText('Dockerfile'))) {
    if (instruction.name === 'FROM') stages.push([]);
    stages.at(-1)?.push(instruction);
  }
  return stages;
}

function instructionsOf(text: string): Instruction[] {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.trim().split(/\s+/);
      return { name, rest: rest.join(' ') };
    });
}

/** What the instructions of that name say, in order. */
export function all(instructions: readonly Instruction[], name: string): string[] {
  return instructions.filter((one) => one.name === name).map(({ rest }) => rest);
}

/** Words of an instruction in exec form: `CMD ["node", "main.js"]`. */
export function words(instruction: string | undefined): readonly string[] {
  const list = /\[.*\]$/.exec(instruction ?? '')?.[0] ?? '[]';
  return JSON.parse(list) as string[];
}
