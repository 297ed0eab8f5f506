import { svgOf, type Chart, type Line } from '../../bench/judge/chart';

const axis = { title: 'x', from: 0, to: 10, ticks: [] };

function chart(points: Line['points'], log = false): string {
  const lines = [{ style: 'judge', name: 'a < b', points }];
  const whole: Chart = {
    title: 'Curves & "more"',
    description: 'a "b" & c',
    x: log ? { ...axis, from: 0.001, to: 10, log } : axis,
    y: axis,
    panels: [{ title: 'one', lines, marks: [{ at: 5, text: 'limit' }] }],
  };
  return svgOf(whole);
}

const pathOf = (svg: string): string => /<path class="line judge" d="([^"]*)"/.exec(svg)?.[1] ?? '';
const places = (svg: string): number[] =>
  [...pathOf(svg).matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x]) => Number(x));

test('a point without a value breaks the line', () => {
  const svg = chart([
    { x: 0, y: 0 },
    { x: 2, y: undefined },
    { x: 4, y: 4 },
    { x: 6, y: 6 },
  ]);

  expect(pathOf(svg).replace(/[\d. ]+/g, '')).toBe('MML');
});

test('equal factors are equally far apart on a logarithmic axis', () => {
  const [one, two, three] = places(
    chart(
      [0.01, 0.1, 1].map((x) => ({ x, y: 1 })),
      true,
    ),
  );

  expect(two! - one!).toBeCloseTo(three! - two!, 0);
  expect(two! - one!).toBeGreaterThan(10);
});

test('what is beyond an axis stands at its end', () => {
  const [left, right] = places(
    chart([
      { x: -3, y: 1 },
      { x: 30, y: 1 },
    ]),
  );
  const [first, last] = places(
    chart([
      { x: 0, y: 1 },
      { x: 10, y: 1 },
    ]),
  );

  expect([left, right]).toEqual([first, last]);
});

test('words stay words', () => {
  const svg = chart([{ x: 0, y: 0 }]);

  expect(svg).toContain('a &lt; b');
  expect(svg).toContain('aria-label="a &quot;b&quot; &amp; c"');
});
