import { quoted } from './fault';
import type { Reader } from './reader';

interface NameRule {
  readonly what: string;
  readonly pattern: RegExp;
  readonly use: string;
}

/** A text that must match one linear pattern of printable ASCII. */
function name({ what, pattern, use }: NameRule): Reader<string> {
  return {
    use,
    read: (value) =>
      typeof value === 'string' && value.length <= 2048 && pattern.test(value)
        ? value
        : { refused: `${quoted(value)} is not ${what}` },
  };
}

// AWS: at most 63 of letters, digits and inner hyphens (EndpointName, ModelPackageGroupName).
const entity = '[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}';

export const endpointName = name({
  what: 'an endpoint name',
  pattern: new RegExp(`^(?=.{1,63}$)${entity}$`),
  use: 'Use the name of a SageMaker endpoint: at most 63 letters, digits and inner hyphens.',
});

export const groupName = name({
  what: 'a model package group name',
  pattern: new RegExp(`^(?=.{1,63}$)${entity}$`),
  use: 'Use the name of a model package group: at most 63 letters, digits and inner hyphens.',
});

export const packageArn = name({
  what: 'the ARN of a model package',
  pattern: new RegExp(
    `^arn:aws[a-z-]{0,12}:sagemaker:[a-z0-9-]{9,20}:[0-9]{12}:model-package/${entity}(?:/[1-9][0-9]{0,8})?$`,
  ),
  use: 'Use arn:aws:sagemaker:us-east-1:123456789012:model-package/fraud/2.',
});

export const alarmName = name({
  what: 'an alarm name',
  pattern: /^(?! )[\x20-\x7e]{1,255}(?<! )$/,
  use: 'Use the name of a CloudWatch alarm in printable ASCII.',
});

export const gateName = name({
  what: 'a gate name',
  pattern: /^(?=.{1,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/,
  use: 'Use at most 40 small letters, digits and inner hyphens, like before-traffic.',
});

export const person = name({
  what: 'the name of a person or a group',
  pattern: /^[A-Za-z0-9][A-Za-z0-9._%+@/#:=-]{0,127}$/,
  use: 'Use a name without spaces, like dana@example.com or ml-leads.',
});

export const s3Object = name({
  what: 'the address of an S3 object',
  pattern: /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/(?!\/)[\x21-\x7e]{1,1024}$/,
  use: 'Use s3://bucket/key.',
});

export const s3Prefix = name({
  what: 'the address of a prefix in S3',
  // SageMaker takes 512 characters for a destination of captures; the plan adds its own part.
  pattern: /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[A-Za-z0-9_.=-]{1,100}){0,4}$/,
  use: 'Use s3://bucket/prefix, without a slash at its end.',
});

export const sliceName = name({
  what: 'the name of a slice',
  pattern: /^[a-z][a-z0-9-]{0,39}$/,
  use: 'Use at most 40 small letters, digits and hyphens, like channel.',
});

export const contentType = name({
  what: 'a content type',
  pattern: /^[a-z]{1,20}\/[A-Za-z0-9][A-Za-z0-9.+-]{0,100}(?:; ?[a-z]{1,20}=[A-Za-z0-9-]{1,40})?$/,
  use: 'Use application/json or text/csv.',
});
