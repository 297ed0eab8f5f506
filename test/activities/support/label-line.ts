/** A line of ground truth as AWS documents it. */
export const labelLine = (id: string, data: string, encoding = 'CSV'): string =>
  JSON.stringify({
    groundTruthData: { data, encoding },
    eventMetadata: { eventId: id },
    eventVersion: '0',
  });
