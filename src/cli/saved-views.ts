const all = 'WorkflowType="promoteModel"';

const queries: Readonly<Record<string, string>> = {
  'Waiting for approval': `${all} AND ReleaseAwaitingApproval=true`,
  'Running releases': `${all} AND ExecutionStatus="Running"`,
  'Rolled back': `${all} AND ReleaseOutcome="RolledBack"`,
  'Needs a human': `${all} AND (ReleaseState="NeedsHuman" OR ExecutionStatus="Failed")`,
};

/** Links that install a saved view in the Temporal Web UI when they are opened. */
export function savedViews(base: string, namespace: string): { name: string; url: string }[] {
  const page = `${base.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;
  return Object.entries(queries).map(([name, query]) => ({
    name,
    url: `${page}?${new URLSearchParams({ query, savedQuery: name }).toString()}`,
  }));
}
