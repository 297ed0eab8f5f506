// Writes src/sandbox/service-model/*.json: what AWS's own service models say about the inputs of the operations the
// sandbox serves. They come with botocore (Apache-2.0), pinned in scripts/python/requirements.txt.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { inCache } from './setup/cache.mjs';
import { root, tools } from './setup/versions.mjs';

const folder = path.join(root, 'src', 'sandbox', 'service-model');

/** By the sandbox's name of the service: botocore's name, and the operations the sandbox serves. */
const served = {
  sagemaker: [
    'sagemaker',
    ['AddTags', 'CreateEndpoint', 'CreateEndpointConfig', 'CreateModel', 'CreateModelPackage'],
    ['CreateModelPackageGroup', 'DeleteEndpoint', 'DeleteEndpointConfig', 'DeleteModel'],
    [
      'DeleteModelPackage',
      'DeleteModelPackageGroup',
      'DeleteTags',
      'DescribeEndpoint',
      'DescribeEndpointConfig',
      'DescribeModel',
    ],
    ['DeleteModelPackageGroupPolicy', 'GetModelPackageGroupPolicy', 'PutModelPackageGroupPolicy'],
    ['DescribeModelPackage', 'DescribeModelPackageGroup', 'ListEndpointConfigs', 'ListEndpoints'],
    ['ListModelPackageGroups', 'ListModelPackages', 'ListModels', 'ListTags', 'UpdateEndpoint'],
    ['UpdateEndpointWeightsAndCapacities', 'UpdateModelPackage'],
  ],
  monitoring: [
    'cloudwatch',
    ['DeleteAlarms', 'DescribeAlarmHistory', 'DescribeAlarms', 'DescribeAlarmsForMetric'],
    ['DisableAlarmActions', 'EnableAlarmActions', 'GetMetricData', 'GetMetricStatistics'],
    ['ListMetrics', 'ListTagsForResource', 'PutCompositeAlarm', 'PutMetricAlarm', 'PutMetricData'],
    ['SetAlarmState', 'TagResource', 'UntagResource'],
  ],
  'application-autoscaling': [
    'application-autoscaling',
    ['DeleteScalingPolicy', 'DeleteScheduledAction', 'DeregisterScalableTarget'],
    ['DescribeScalableTargets', 'DescribeScalingActivities', 'DescribeScalingPolicies'],
    ['DescribeScheduledActions', 'ListTagsForResource', 'PutScalingPolicy', 'PutScheduledAction'],
    ['RegisterScalableTarget', 'TagResource', 'UntagResource'],
  ],
  ecr: ['ecr', ['BatchGetImage', 'DescribeImages']],
  sts: ['sts', ['AssumeRole', 'GetCallerIdentity']],
};

/** The files as they should be, by name; throws when the pinned botocore is not set up. */
function serviceModels() {
  const python = inCache(tools.python.path);
  if (!python) throw new Error('botocore is not set up. Run npm run setup -- --tests');
  const data = path.join(botocore(path.resolve(python, '..', '..')), 'data');
  return Object.entries(served).map(([service, [name, ...operations]]) => {
    const [version] = readdirSync(path.join(data, name)).sort().reverse();
    const file = path.join(data, name, version, 'service-2.json.gz');
    const model = JSON.parse(gunzipSync(readFileSync(file)));
    return [`${service}.json`, written(compact(model, operations.flat()))];
  });
}

function botocore(venv) {
  const lib = path.join(venv, 'lib');
  const [python] = readdirSync(lib).filter((name) => name.startsWith('python3'));
  return path.join(lib, python, 'site-packages', 'botocore');
}

function compact({ metadata, operations, shapes }, names) {
  const inputs = names.sort().map((name) => [name, operations[name].input?.shape ?? null]);
  const kept = new Map();
  for (const [, shape] of inputs) if (shape !== null) keep(shapes, shape, kept);
  return {
    from: `botocore ${pinned()}, Apache-2.0`,
    title: metadata.serviceId,
    operations: Object.fromEntries(inputs),
    shapes: Object.fromEntries([...kept].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function keep(shapes, name, kept) {
  if (kept.has(name)) return;
  const shape = shapes[name];
  const { type, required, enum: values, min, max, pattern, union, member, key, value } = shape;
  const members =
    shape.members && Object.entries(shape.members).map(([as, { shape: of }]) => [as, of]);
  kept.set(name, {
    type,
    ...(required?.length > 0 && { required }),
    ...(members && { members: Object.fromEntries(members) }),
    ...(member && { member: member.shape }),
    ...(key && { key: key.shape, value: value.shape }),
    ...(values && { enum: values }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(pattern !== undefined && { pattern }),
    ...(union && { union }),
  });
  const references = [...(members ?? []).map(([, of]) => of), member?.shape, key?.shape];
  for (const of of [...references, value?.shape]) if (of !== undefined) keep(shapes, of, kept);
}

const pinned = () =>
  /^botocore==(.+)$/m.exec(
    readFileSync(path.join(root, 'scripts', 'python', 'requirements.txt'), 'utf8'),
  )[1];

/** One shape a line: small, and a change of AWS shows as the lines it touches. */
function written({ shapes, ...head }) {
  const lines = Object.entries(shapes).map(
    ([name, shape]) => `    ${JSON.stringify(name)}: ${JSON.stringify(shape)}`,
  );
  const top = JSON.stringify(head, null, 2).slice(0, -2);
  return `${top},\n  "shapes": {${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}}\n}\n`;
}

const stale = serviceModels().filter(([name, text]) => {
  const file = path.join(folder, name);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
});
if (process.argv.includes('--check')) {
  for (const [name] of stale)
    process.stderr.write(`${name} is stale: run npm run service-models\n`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [name, text] of stale) writeFileSync(path.join(folder, name), text);
  process.stdout.write(`${stale.length} of ${Object.keys(served).length} models written\n`);
}
