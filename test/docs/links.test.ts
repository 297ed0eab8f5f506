import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pages, prose, read, root } from './support/pages';

interface Link {
  readonly page: string;
  readonly to: string;
}

const links: readonly Link[] = pages.flatMap((page) =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, to = '']) => ({ page, to }))
    .filter(({ to }) => !/^[a-z]+:/.test(to)),
);

/** GitHub's anchor of a heading: lower case, punctuation gone, blanks as hyphens. */
function anchors(page: string): string[] {
  return [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
}

function target({ page, to }: Link): string {
  const [file = ''] = to.split('#');
  return file === '' ? page : path.posix.join(path.posix.dirname(page), file);
}

test('the pages link each other', () => {
  expect(links.length).toBeGreaterThan(20);
});

test.each(links)('$page: $to leads somewhere', (link) => {
  const file = target(link);
  expect(existsSync(path.join(root, file))).toBe(true);
  const [, anchor] = link.to.split('#');
  if (anchor === undefined || statSync(path.join(root, file)).isDirectory()) return;
  expect(anchors(file)).toContain(anchor);
});
