export type Status =
  | 'Creating'
  | 'InService'
  | 'Updating'
  | 'SystemUpdating'
  | 'RollingBack'
  | 'UpdateRollbackFailed'
  | 'OutOfService'
  | 'Failed'
  | 'Deleting';

/** States in which weights and counts can be changed. */
export const changeable: readonly Status[] = ['InService'];

/** States in which another config can be deployed; a failed rollback is mended so. */
export const updatable: readonly Status[] = ['InService', 'UpdateRollbackFailed'];

/** States in which an endpoint can be deleted. */
export const deletable: readonly Status[] = [
  'InService',
  'UpdateRollbackFailed',
  'OutOfService',
  'Failed',
];

/** AWS's words when a change is not possible in this state; undefined when it is. */
export function refusal(
  arn: string,
  status: Status,
  allowed: readonly Status[],
): string | undefined {
  if (allowed.includes(status)) return undefined;
  switch (status) {
    case 'Failed':
      return `Cannot update endpoint "${arn}" with status Failed; delete it instead.`;
    case 'OutOfService':
    case 'UpdateRollbackFailed':
      return `Cannot update endpoint "${arn}" with status ${status}.`;
    default:
      return `Cannot update in-progress endpoint "${arn}".`;
  }
}
