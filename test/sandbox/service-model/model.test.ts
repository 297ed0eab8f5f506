import { spawnSync } from 'node:child_process';
import path from 'node:path';
import * as applicationAutoScaling from '@aws-sdk/client-application-auto-scaling';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as ecr from '@aws-sdk/client-ecr';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import { createSageMakerService } from '../../../src/sandbox/sagemaker/service';
import { serviceModels, type ServiceModel } from '../../../src/sandbox/service-model/model';
import { patternOf } from '../../../src/sandbox/service-model/pattern';
import { describeWith } from '../../support/tools';
import { startWire } from '../wire/wire-stack';

const models = Object.entries(serviceModels);

describeWith('python', 'the models of the sandbox', () => {
  test('are those of the pinned botocore', () => {
    const script = path.resolve(__dirname, '../../../scripts/service-models.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
      encoding: 'utf8',
      timeout: 60_000,
    });

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

test('they hold exactly the operations that are served', async () => {
  // Only named here, never called.
  const wire = await startWire({ sagemaker: createSageMakerService({} as never) });
  await wire.stop();

  for (const [service, { operations }] of models) {
    const served = wire.services[service as keyof typeof wire.services];
    expect(Object.keys(operations).sort()).toEqual(Object.keys(served).sort());
  }
});

test.each(models)('every pattern of %s can be read here', (_service, { shapes }) => {
  const patterns = Object.values(shapes).flatMap(({ pattern }) => pattern ?? []);

  expect(patterns.map((pattern) => patternOf(pattern))).toHaveLength(patterns.length);
});

// The product's own clients may be newer than botocore: what they can send must have a place here.
test.each([
  ['sagemaker', sagemaker],
  ['monitoring', cloudwatch],
  ['ecr', ecr],
  ['application-autoscaling', applicationAutoScaling],
] as const)("%s knows every member of the SDK's inputs", (service, sdk) => {
  const model: ServiceModel = serviceModels[service]!;
  const missing: string[] = [];
  for (const [operation, shape] of Object.entries(model.operations)) {
    const schema = Reflect.get(sdk, `${operation}$`) as readonly unknown[];
    if (shape !== null) compare(model, shape, schema[4], operation, new Set(), missing);
  }

  expect(missing).toEqual([]);
});

/** The SDK's schemas are `[kind, namespace, name, traits, members, types]`; kinds: list 1, map 2, structure 3, union 4. */
function compare(
  model: ServiceModel,
  name: string,
  reference: unknown,
  at: string,
  seen: Set<string>,
  missing: string[],
): void {
  const schema: unknown =
    typeof reference === 'function' ? (reference as () => unknown)() : reference;
  const shape = model.shapes[name]!;
  if (!Array.isArray(schema) || seen.has(name)) return;
  seen.add(name);
  if (schema[0] === 1) compare(model, shape.member!, schema[4], at, seen, missing);
  if (schema[0] === 2) compare(model, shape.value!, schema[5], at, seen, missing);
  if (schema[0] !== 3 && schema[0] !== 4) return;
  const [members = [], types = []] = schema.slice(4) as [string[], unknown[]];
  for (const [index, member] of members.entries()) {
    const of = shape.members?.[member];
    if (of === undefined) missing.push(`${at}.${member}`);
    else compare(model, of, types[index], `${at}.${member}`, seen, missing);
  }
}
