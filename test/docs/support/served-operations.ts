import { createS3Service } from '../../../src/sandbox/s3/service';
import { serviceModels, type ServiceModel } from '../../../src/sandbox/service-model/model';

export interface ServedService {
  readonly title: string;
  readonly operations: readonly string[];
  /** What AWS says about the inputs; S3 and the runtime have none in the sandbox. */
  readonly model?: ServiceModel;
}

const modelled: readonly ServedService[] = Object.values(serviceModels).map((model) => ({
  title: model.title,
  operations: Object.keys(model.operations),
  model,
}));

/** All that the sandbox answers, by the names AWS gives its services. */
export const servedServices: readonly ServedService[] = [
  ...modelled,
  { title: 'SageMaker Runtime', operations: ['InvokeEndpoint'] },
  { title: 'S3', operations: Object.keys(createS3Service().service).sort() },
];

/** Behaviour that belongs to no single operation. */
export const topics = [
  'deployments',
  'endpoint states',
  'routing',
  'instances',
  'models',
  'data capture',
  'metrics',
  'metric math',
  'alarms',
  'autoscaling',
  'events',
  'validation',
  'wires',
  'limits',
  'IAM',
  'faults',
  'accounts and regions',
  'time',
  'restarts',
] as const;

/** A topic, or an operation of one service. */
export interface Subject {
  readonly service?: string;
  readonly name: string;
}

/**
 * Reads `UpdateEndpoint`, `CloudWatch TagResource` where two services have the operation, or a topic.
 * Undefined when it is none of them.
 */
export function subjectOf(text: string): Subject | undefined {
  if ((topics as readonly string[]).includes(text)) return { name: text };
  const found = servedServices.flatMap(({ title, operations }) =>
    operations
      .filter((name) => text === name || text === `${title} ${name}`)
      .map((name) => ({ service: title, name })),
  );
  return found.length === 1 ? found[0] : undefined;
}
