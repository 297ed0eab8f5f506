export interface WebUiRun {
  /** Address of the Temporal Web UI, with or without a slash at its end. */
  readonly uiUrl: string;
  readonly namespace: string;
  readonly workflowId: string;
  readonly runId: string;
}

/** The tab of the Temporal Web UI that shows a run's on-call page (UI 2.40 or newer); the tab it opens by itself has none. */
export function onCallPageUrl({ uiUrl, namespace, workflowId, runId }: WebUiRun): string {
  const parts = [namespace, 'workflows', workflowId, runId].map(encodeURIComponent);
  return `${uiUrl.replace(/\/+$/, '')}/namespaces/${parts.join('/')}/user-metadata`;
}
