/** A line of ground truth as AWS documents it. */
export const labelLine = (id: string, data: string, encoding = 'CSV'): string =>
  JSON.stringify({
    groundTruthData: { data, encoding },
    eventMetadata: { eventId: id },
    eventVersion: '0',
  });

/** Labels of requests of a minute of the captures, of all where nothing is said. */
export const labelsOfMinute = (index: number, label = 'good', count = 120): string[] =>
  Array.from({ length: count }, (_, each) => labelLine(`${index}-${each}`, label));
