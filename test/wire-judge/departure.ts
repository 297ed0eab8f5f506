/**
 * Where AWS itself answers otherwise than its models say. The sandbox does as AWS does; each line names
 * the source that says who is right.
 */
export const departures: Readonly<Record<string, string>> = {
  // Versions of a group have no name of their own; AWS's guide shows their description without one.
  'DescribeModelPackage answer: ModelPackageName is required':
    'https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-details.html',
};
