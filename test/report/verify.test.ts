import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chain, type Dossier } from '../../src/release/dossier';
import { readDossier, verifyDossier } from '../../src/report/verify';

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-evidence-'));
const file = path.join(folder, 'verdict.json');
afterAll(() => rmSync(folder, { recursive: true }));

const dossierOf = (uri: string): Dossier => {
  const bytes = '{"result":"pass"}\n';
  writeFileSync(file, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const header = {
    schema: 'slipway.dossier/1' as const,
    workflowId: 'release/0/r/e',
    runId: 'run',
    endpoint: 'e',
    stable: 'm/1',
    candidate: 'm/2',
    planDigest: 'd',
  };
  return chain(header, [
    { at: '2026-11-21T00:00:00Z', stage: 'approval', kind: 'decision', summary: 'approved' },
    {
      at: '2026-11-21T00:01:00Z',
      stage: 'traffic',
      kind: 'verdict',
      summary: 'step 1 passed',
      evidence: { uri, sha256 },
    },
  ]);
};

const local = pathToFileURL(file).href;

test('a whole dossier with its evidence at hand', async () => {
  expect(await verifyDossier(dossierOf(local))).toEqual({ faults: [], checked: 1, unreachable: 0 });
});

test('evidence that was changed, and evidence that is elsewhere', async () => {
  const dossier = dossierOf(local);
  writeFileSync(file, '{"result":"fail"}\n');
  const { faults } = await verifyDossier(dossier);
  expect(faults).toEqual([
    expect.stringMatching(/^evidence of record 1 \(step 1 passed\) was changed: file:/),
  ]);
  for (const uri of [
    's3://bucket/key',
    pathToFileURL(folder).href,
    'file:///dev/zero',
    'file:///nowhere',
    'file://host/share',
  ])
    expect(await verifyDossier(dossierOf(uri))).toMatchObject({ checked: 0, unreachable: 1 });
});

test.each([
  [
    'a changed summary',
    (d: Dossier) => ({ ...d, records: d.records.map((r) => ({ ...r, summary: 'x' })) }),
    'was changed',
  ],
  [
    'a record cut from the end',
    (d: Dossier) => ({ ...d, records: d.records.slice(0, 1) }),
    'records were cut',
  ],
  [
    'a record cut from the start',
    (d: Dossier) => ({ ...d, records: d.records.slice(1) }),
    'does not follow',
  ],
  ['another candidate', (d: Dossier) => ({ ...d, candidate: 'm/3' }), 'does not follow'],
])('%s breaks the chain', async (_, change, message) => {
  const { faults } = await verifyDossier(change(dossierOf(local)));
  expect(faults.join()).toContain(message);
});

test.each([
  ['{', 'it is not JSON'],
  ['null', 'it is not an object'],
  ['{}', 'its schema is not'],
  ['{"schema":"slipway.dossier/1"}', 'no records'],
  ['{"schema":"slipway.dossier/1","records":[1],"head":""}', 'a record is not an object'],
])('%s is no dossier', (text, why) => {
  expect(readDossier(text)).toContain(why);
});
