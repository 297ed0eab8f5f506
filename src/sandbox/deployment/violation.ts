import { invalid } from '../sagemaker/names';
import type { AwsError } from '../wire/operation';

/** SageMaker's ValidationException for one member that breaks one constraint of the service model. */
export function violation(
  place: string,
  constraint = 'Member must not be null',
  value: string | number | null = null,
): AwsError {
  const shown = value === null ? 'null' : `'${value}'`;
  return invalid(
    `1 validation error detected: Value ${shown} at '${place}' failed to satisfy constraint: ${constraint}`,
  );
}
