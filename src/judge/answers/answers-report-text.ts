import { counted, percent } from '../figures';
import type { AnswersReport } from './answers-report';
import { kinds, pairsText, shareText } from './answers-wording';
import type { LabelTally } from './label-join';

const mostRows = 10;

/** What became of the labels, and where they were read. */
export interface LabelsRead extends LabelTally {
  /** `s3://bucket/prefix`. */
  readonly place: string;
  readonly files: number;
  /** Why they could not be read; then none counts. */
  readonly fault?: string;
}

/** The report as Markdown: short tables, the worst first, nothing of any payload. */
export function answersReportText(report: AnswersReport, labels?: LabelsRead): string {
  const blocks = [
    `**${report.verdict.result}** ${report.verdict.sentence}`,
    pairingLine(report),
    section('Classes', ['stable', 'candidate', 'pairs'], confusionRows(report)),
    section('Scores', ['figure', 'value'], scoreRows(report)),
    section('Slices', ['slice', 'pairs', 'agree', 'at most', 'finding'], sliceRows(report)),
    section('Facets', ['facet', 'pairs', 'candidate', 'stable', 'difference'], facetRows(report)),
    section(
      'Right answers',
      ['labels', 'candidate', 'stable', 'difference', 'p', 'loss of half a point'],
      truthRows(report),
    ),
    labels ? labelsLine(labels, report) : '',
    section('Schema', ['path', 'what', 'answers'], schemaRows(report)),
    section('Disagreements, a sample', ['id', 'at', 'differs'], sampleRows(report)),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function pairingLine({
  pairing,
  refused,
  unreadable,
  kappa,
  ranks,
  differs,
}: AnswersReport): string {
  const { pairs, candidateOnly, stableOnly, ambiguous, late, overflow } = pairing;
  const unmatched = { candidateOnly, stableOnly, ambiguous, late, overflow };
  const found = [
    ['without counterpart', kinds(withoutZeros(unmatched))],
    ['lines refused of the candidate', kinds(refused.candidate)],
    ['lines refused of the stable', kinds(refused.stable)],
    ['unreadable of the candidate', kinds(unreadable.candidate)],
    ['unreadable of the stable', kinds(unreadable.stable)],
    ['disagreements', kinds(differs)],
    ["Cohen's kappa", kappa === undefined ? '' : figure(kappa)],
    ['mean overlap', ranks ? figure(ranks.overlap) : ''],
    ["mean Kendall's tau", ranks ? figure(ranks.tau) : ''],
  ].filter(([, value]) => value !== '');
  return [`pairs: ${pairs}`, ...found.map(([name, value]) => `${name}: ${value}`)].join('; ');
}

function confusionRows({ confusion = {} }: AnswersReport): string[][] {
  const cells = Object.entries(confusion).flatMap(([stable, row]) =>
    Object.entries(row).map(([candidate, pairs]) => ({ stable, candidate, pairs })),
  );
  return cells
    .filter(({ stable, candidate }) => stable !== candidate)
    .sort((a, b) => b.pairs - a.pairs || (nameOf(a) < nameOf(b) ? -1 : 1))
    .map(({ stable, candidate, pairs }) => [stable, candidate, String(pairs)]);
}

const nameOf = (cell: { stable: string; candidate: string }): string =>
  JSON.stringify([cell.stable, cell.candidate]);

function scoreRows({ scores }: AnswersReport): string[][] {
  if (!scores) return [];
  return [
    ['pairs beyond the tolerance', percent(scores.beyond)],
    ['distance within a pair, median', figure(scores.median)],
    ['distance within a pair, p99', figure(scores.p99)],
    [
      'candidate minus stable, mean (± 1.96 SD)',
      `${figure(scores.bias)} (${figure(scores.low)} to ${figure(scores.high)})`,
    ],
    ['Kolmogorov-Smirnov', figure(scores.ks)],
    ['Wasserstein / SD', scores.w1 === undefined ? '–' : figure(scores.w1)],
    ['Jensen-Shannon, bits', figure(scores.jsd)],
    ['PSI (beyond chance)', `${figure(scores.psi)} (${figure(scores.psiExcess)})`],
  ];
}

function sliceRows({ assessment }: AnswersReport): string[][] {
  return assessment.slices.map((found) => [
    `${found.slice} = ${found.value}`,
    String(found.n),
    shareText(found.agreement),
    shareText(found.upper),
    found.result,
  ]);
}

function facetRows({ facets }: AnswersReport): string[][] {
  return facets.map((rate) => [
    `${rate.facet} = ${rate.value}`,
    String(rate.n),
    percent(rate.candidate),
    percent(rate.stable),
    differenceText(rate),
  ]);
}

function truthRows({ truth }: AnswersReport): string[][] {
  if (!truth) return [];
  const { n, candidate, stable, p, loss } = truth;
  return [
    [
      String(n),
      percent(candidate),
      percent(stable),
      differenceText(truth),
      figure(p),
      losses[loss],
    ],
  ];
}

const losses = {
  'within-margin': 'ruled out',
  'beyond-margin': 'exceeded',
  open: 'neither',
} as const;

function labelsLine(labels: LabelsRead, { truth }: AnswersReport): string {
  const { place, files, fault, lines, refused, strangers, awaited, share } = labels;
  if (fault !== undefined) return `labels: those under ${place} cannot be read: ${fault}`;
  const { missing, contradictory, ambiguous } = labels;
  const sampled = share < 1 ? `, ${percent(share)} of all, drawn by their ids` : '';
  const found = [
    ['lines', `${lines} in ${counted(files, 'file')}`],
    ['not used', kinds(withoutZeros({ contradictory, ambiguous }))],
    ['lines refused', kinds(refused)],
    ['of no pair', strangers > 0 ? String(strangers) : ''],
    ['pairs without one', missing > 0 ? String(missing) : ''],
  ].filter(([, value]) => value !== '');
  return [
    `labels: ${truth?.n ?? 0} of ${pairsText(awaited)}${sampled}`,
    ...found.map(([name, value]) => `${name}: ${value}`),
  ].join('; ');
}

function schemaRows({ assessment }: AnswersReport): string[][] {
  return assessment.schema.violations.map(({ path, what, answers }) => [
    path,
    what,
    String(answers),
  ]);
}

function sampleRows({ sample }: AnswersReport): string[][] {
  return sample.map(({ id, at, differs }) => [id, at, differs.join(', ')]);
}

function section(title: string, head: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  const shown = rows.slice(0, mostRows);
  const rule = `|${head.map(() => '---').join('|')}|`;
  const more = rows.length - shown.length;
  return [
    `### ${title}`,
    '',
    line(head),
    rule,
    ...shown.map(line),
    ...(more > 0 ? ['', `and ${more} more`] : []),
  ].join('\n');
}

/** Labels and ids come from outside: none of them may end a cell or a row. */
const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replace(/[\r\n]+/g, ' ').replace(/[\\|]/g, '\\$&')).join(' | ')} |`;

/** Percentage points, with the 95 % interval. */
function differenceText(of: { difference: number; low: number; high: number }): string {
  const points = (ratio: number) => `${ratio > 0 ? '+' : ''}${Number((100 * ratio).toFixed(2))}`;
  return `${points(of.difference)} (${points(of.low)} to ${points(of.high)}) points`;
}

const figure = (value: number): string => String(Number(value.toPrecision(3)));

const withoutZeros = (counts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).filter(([, times]) => times > 0));
