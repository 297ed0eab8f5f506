import type { Terminal } from '../terminal';

/** Draws a text over the one it drew before. */
export interface Screen {
  readonly draw: (text: string) => void;
}

/** A screen at the terminal's current line; needs no full-screen mode, so the last drawing stays readable. */
export function createScreen({ out, columns }: Pick<Terminal, 'out' | 'columns'>): Screen {
  let lines = 0;
  return {
    draw(text) {
      const back = lines > 0 ? `\u001b[${lines}A\r\u001b[0J` : '';
      out(`${back}${text}\n`);
      lines = text.split('\n').reduce((sum, line) => sum + rowsOf(line, columns), 0);
    },
  };
}

/** Rows a line takes once the terminal has wrapped it; colours take none. */
function rowsOf(line: string, columns: number): number {
  const visible = line.replace(new RegExp('\\u001b\\[[0-9;]*m', 'g'), '');
  return Math.max(1, Math.ceil(visible.length / Math.max(1, columns)));
}
