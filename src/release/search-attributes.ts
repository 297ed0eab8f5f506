/** The typed search attributes of a release: the dev server, the compose file, tests and docs all read this list. */
export const searchAttributes = [
  { name: 'ReleaseEndpoint', type: 'KEYWORD' },
  { name: 'ReleaseModelPackage', type: 'KEYWORD' },
  { name: 'ReleaseStage', type: 'KEYWORD' },
  { name: 'ReleaseState', type: 'KEYWORD' },
  { name: 'ReleaseOutcome', type: 'KEYWORD' },
  { name: 'ReleaseCandidatePercent', type: 'INT' },
  { name: 'ReleaseAwaitingApproval', type: 'BOOL' },
] as const;

export type SearchAttributeName = (typeof searchAttributes)[number]['name'];
