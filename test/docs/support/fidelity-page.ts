import path from 'node:path';
import { gaps } from '../../sandbox/gaps';
import { readClaims, type Claim } from './claims';
import { servedServices, subjectOf, topics, type ServedService } from './served-operations';
import { unreadMembers } from './unread-members';

/** The whole of docs/sandbox-fidelity.md, from the claims that stand above the sandbox's tests. */
export function fidelityPage(): string {
  const { claims } = readClaims();
  const claimed = servedServices.map((service) => ({
    service,
    rows: operationRows(service, claims),
  }));
  return `${[
    '# What the sandbox does as AWS does, and what it does not',
    'Generated from the claims above the tests of `test/sandbox` and `test/contract` and from `test/sandbox/gaps.ts`: `UPDATE_DOCS=1 npx jest test/docs` writes this page, and a test fails when it is stale. Each behaviour is tried by the test it names. How to use the sandbox: [sandbox.md](sandbox.md).',
    sourcesText,
    '## Behaviours of no single operation',
    table(['about', ...columns], topicRows(claims)),
    ...claimed.flatMap(({ service, rows }) => [
      `## ${service.title}`,
      table(['operation', ...columns], rows),
    ]),
    '## Known gaps',
    'What AWS does and the sandbox does not, or does in another way. One that is missing here is a defect.',
    table(
      ['about', 'the sandbox', 'AWS'],
      sorted(gaps, ({ about }) => about).map(({ about, gap, aws }) => [shown(about), gap, aws]),
    ),
    '## Members without effect',
    "Members of inputs that no code of the sandbox names. They are checked by AWS's model, kept, and shown where AWS shows the whole of what was given; nothing else happens. Those of something that is refused by name are refused with it.",
    table(
      ['service', 'structure', 'members', 'in'],
      servedServices.flatMap(({ title, model }) =>
        model === undefined
          ? []
          : unreadMembers(model).map(({ structure, members, operations }) => [
              title,
              `\`${structure}\``,
              members.map(code).join(', '),
              operations.map(code).join(', '),
            ]),
      ),
    ),
  ].join('\n\n')}\n`;
}

const columns = ['behaviour', 'source', 'test'] as const;

const sourcesText =
  'Sources: `AWS` is a page of its documentation or API reference by its name, `botocore` its service model, `reported` what users and SDKs of AWS report. `undocumented` is what AWS does not say: there the sandbox does the simplest thing, and says so in its log. `sandbox` is our own.';

function operationRows({ title, operations }: ServedService, claims: readonly Claim[]) {
  return operations.flatMap((operation) =>
    claims
      .filter(({ subjects }) =>
        subjects.some(({ service, name }) => service === title && name === operation),
      )
      .map((claim) => [code(operation), ...cells(claim)]),
  );
}

function topicRows(claims: readonly Claim[]) {
  return topics.flatMap((topic) =>
    claims
      .filter(({ subjects }) =>
        subjects.some(({ service, name }) => service === undefined && name === topic),
      )
      .map((claim) => [topic, ...cells(claim)]),
  );
}

function cells({ behaviour, source, file }: Claim): string[] {
  const name = path.posix.basename(file).replace(/\.(?:test|contract)\.ts$/, '');
  return [behaviour, source, `[${name}](../${file})`];
}

/** A topic as it is, an operation as code. */
function shown(about: string): string {
  const subject = subjectOf(about);
  if (subject?.service === undefined) return about;
  return about === subject.name ? code(about) : `${subject.service} ${code(subject.name)}`;
}

const code = (word: string): string => `\`${word}\``;

const sorted = <Item>(items: readonly Item[], key: (item: Item) => string): readonly Item[] =>
  [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const escaped = rows.map((cells) => cells.map((text) => text.replaceAll('|', '\\|')));
  return [head, head.map(() => '---'), ...escaped]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
