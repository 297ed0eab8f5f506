/** One line of a panel; a point without a value breaks it. */
export interface Line {
  /** Colour and dash: `judge`, or `peer-1` to `peer-4`. */
  readonly style: string;
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number | undefined }[];
}

export interface Axis {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly log?: boolean;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

export interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Upright lines with a word, such as a limit. */
  readonly marks: readonly { readonly at: number; readonly text: string }[];
}

export interface Chart {
  readonly title: string;
  /** For who does not see it. */
  readonly description: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly panels: readonly Panel[];
}

const panelSize = { width: 380, height: 246 };
const margin = { left: 62, right: 22, top: 46, bottom: 46 };
const head = { title: 34, legend: 26 };
const plot = {
  width: panelSize.width - margin.left - margin.right,
  height: panelSize.height - margin.top - margin.bottom,
};

// A card of its own, so that it is readable on a light and on a dark page.
const style = `
  .card { fill: #ffffff; stroke: #d0d7de; } text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 15px; font-weight: 600; } .panel { font-weight: 600; } .soft { fill: #59636e; }
  .grid { stroke: #d8dee4; stroke-width: 1; } .frame { fill: none; stroke: #8c959f; } .mark { stroke: #59636e; stroke-dasharray: 2 3; }
  .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
  .judge { stroke: #0550ae; stroke-width: 3.2; } .peer-1 { stroke: #bc4c00; stroke-dasharray: 7 3; }
  .peer-2 { stroke: #1a7f37; stroke-dasharray: 2 3; } .peer-3 { stroke: #8250df; stroke-dasharray: 9 3 2 3; } .peer-4 { stroke: #a40e26; }
  @media (prefers-color-scheme: dark) {
    .card { fill: #0d1117; stroke: #3d444d; } text { fill: #f0f6fc; } .soft { fill: #9198a1; }
    .grid { stroke: #262c36; } .frame { stroke: #656c76; } .mark { stroke: #9198a1; }
    .judge { stroke: #4493f8; } .peer-1 { stroke: #f0883e; } .peer-2 { stroke: #3fb950; } .peer-3 { stroke: #ab7df8; } .peer-4 { stroke: #f85149; }
  }`;

/** Panels two by two, with one legend, as an SVG document. */
export function svgOf(chart: Chart): string {
  const columns = Math.min(2, chart.panels.length);
  const rows = Math.ceil(chart.panels.length / columns);
  const width = columns * panelSize.width;
  const top = head.title + head.legend;
  const height = top + rows * panelSize.height;
  const panels = chart.panels.map((panel, index) => {
    const left = (index % columns) * panelSize.width + margin.left;
    const upper = top + Math.floor(index / columns) * panelSize.height + margin.top;
    return `<g transform="translate(${left} ${upper})">\n${panelOf(chart, panel)}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(chart.description)}">`,
    `<style>${style}\n</style>`,
    `<rect class="card" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    `<text class="title" x="16" y="24">${escaped(chart.title)}</text>`,
    legendOf(chart),
    ...panels,
    '</svg>\n',
  ].join('\n');
}

function legendOf({ panels }: Chart): string {
  const lines = new Map(
    panels.flatMap((panel) => panel.lines.map(({ name, style: key }) => [name, key] as const)),
  );
  let x = 16;
  const y = head.title + 10;
  const parts: string[] = [];
  for (const [name, key] of lines) {
    parts.push(
      `<line class="line ${key}" x1="${x}" y1="${y}" x2="${x + 26}" y2="${y}"/>`,
      `<text x="${x + 32}" y="${y + 4}">${escaped(name)}</text>`,
    );
    x += 56 + 6.6 * name.length;
  }
  return parts.join('\n');
}

function panelOf({ x, y }: Chart, { title, lines, marks }: Panel): string {
  const across = (value: number): string => rounded(plot.width * partOf(x, value));
  const down = (value: number): string => rounded(plot.height * (1 - partOf(y, value)));
  const ticksDown = y.ticks.map(
    ({ at, text }) =>
      `<line class="grid" x1="0" x2="${plot.width}" y1="${down(at)}" y2="${down(at)}"/><text class="soft" x="-8" y="${down(at)}" dy="4" text-anchor="end">${text}</text>`,
  );
  const ticksAcross = x.ticks.map(
    ({ at, text }) =>
      `<line class="grid" y1="0" y2="${plot.height}" x1="${across(at)}" x2="${across(at)}"/><text class="soft" x="${across(at)}" y="${plot.height + 16}" text-anchor="middle">${text}</text>`,
  );
  return [
    ...ticksDown,
    ...ticksAcross,
    ...marks.map(
      ({ at, text }) =>
        `<line class="mark" x1="${across(at)}" x2="${across(at)}" y1="0" y2="${plot.height}"/><text class="soft" x="${across(at)}" y="-5" text-anchor="middle">${text}</text>`,
    ),
    `<rect class="frame" width="${plot.width}" height="${plot.height}"/>`,
    // The first line is what the picture is about: it lies on top.
    ...lines
      .toReversed()
      .map((line) => `<path class="line ${line.style}" d="${pathOf(line, across, down)}"/>`),
    `<text class="panel" x="0" y="-24">${escaped(title)}</text>`,
    `<text class="soft" x="${plot.width / 2}" y="${plot.height + 34}" text-anchor="middle">${escaped(x.title)}</text>`,
    `<text class="soft" transform="translate(-46 ${plot.height / 2}) rotate(-90)" text-anchor="middle">${escaped(y.title)}</text>`,
  ].join('\n');
}

type Place = (value: number) => string;

function pathOf({ points }: Line, across: Place, down: Place): string {
  let open = false;
  const steps = points.map(({ x, y }) => {
    const step = y === undefined ? '' : `${open ? 'L' : 'M'}${across(x)} ${down(y)}`;
    open = y !== undefined;
    return step;
  });
  return steps.join('');
}

/** Where on an axis, from 0 to 1; what is beyond its ends stands at them. */
function partOf({ from, to, log = false }: Axis, value: number): number {
  const place = log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.min(1, Math.max(0, place));
}

const rounded = (value: number): string => String(Number(value.toFixed(1)));

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
