import type { Service } from '../wire/operation';

/** STS: who the caller is, from the credential it signed with. */
export function createStsService(): Service {
  return {
    GetCallerIdentity: (_input, { caller }) => ({
      UserId: caller.accessKeyId,
      Account: caller.account,
      Arn: caller.userArn,
    }),
  };
}
