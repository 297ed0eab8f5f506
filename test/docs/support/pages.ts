import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(__dirname, '../../..');

/** Every page of the project's own documentation, by its path from the root. */
export const pages: readonly string[] = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join('docs', name.replaceAll(path.sep, '/'))),
].sort();

export const read = (page: string): string => readFileSync(path.join(root, page), 'utf8');

/** The page without its fenced blocks: what a reader reads as text. */
export const prose = (page: string): string => read(page).replace(/^ *```[\s\S]*?^ *```/gm, '');

/** Lines of the fenced shell blocks, and the words in backticks: all that a reader may type. */
export function commands(page: string): string[] {
  const blocks = [...read(page).matchAll(/^ *```(?:sh|console)?\n([\s\S]*?)^ *```/gm)];
  const lines = blocks.flatMap(([, text = '']) => text.split('\n'));
  const words = [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
  return [...lines, ...words]
    .map((line) =>
      line
        .trim()
        .replace(/^(?:\$ |[A-Z_]+=\S+ )+/, '')
        .replace(/\s+#.*$/, ''),
    )
    .filter(Boolean);
}
