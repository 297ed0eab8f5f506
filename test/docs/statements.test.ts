import { pages, read } from './support/pages';

/** Statements about SageMaker that are often written and not true. */
const wrong: readonly RegExp[] = [
  /CreateShadowTestSchedule/,
  /hash of the request|determinist\w+ (?:based|by|on) (?:on )?(?:a |the )?hash|sticky by default/i,
  /leaves both (?:the )?blue and green/i,
  /BlueGreenUpdatePolicy\.CanarySize/,
  /ModelPackageStateChange/,
  /CodeDeploy hooks?/i,
  /[3σ]+ ?σ drift|> ?3 ?σ/,
  /shadow (?:mode )?\(0 ?% (?:of )?traffic\)/i,
  /(?:weights?|weighted) (?:between|across|over) inference components/i,
  /`?Archived`? (?:approval )?status/i,
  /two hours? of canary|WaitInterval\w* (?:of )?(?:more than|over) (?:1|one) hour/i,
];

/** Words that praise instead of saying what is. */
const praise =
  /\b(?:seamless\w*|blazing\w*|effortless\w*|world-class|best-in-class|cutting-edge|revolutionar\w*|powerful|robust\w*|leverag\w+|simply|unparalleled)\b/i;

test.each(pages)('%s states nothing that is known to be wrong', (page) => {
  for (const statement of wrong) expect(read(page)).not.toMatch(statement);
});

test.each(pages)('%s says what is, and praises nothing', (page) => {
  expect(read(page)).not.toMatch(praise);
});

test.each(pages)(
  '%s names 0.1 %% errors as a ratio of 0.001 where it names an alarm threshold',
  (page) => {
    expect(read(page)).not.toMatch(/Average > (?:0\.1|1)\b/);
  },
);
