/** What a line of a capture file is about. */
export interface Answered {
  readonly id: string;
  readonly at: number;
  readonly label?: string;
}

/** A line as SageMaker's data capture writes it. */
export const captureLine = ({ id, at, label = 'good' }: Answered): string =>
  JSON.stringify({
    captureData: {
      endpointInput: { mode: 'INPUT', data: '{}', encoding: 'JSON' },
      endpointOutput: { mode: 'OUTPUT', data: JSON.stringify({ label }), encoding: 'JSON' },
    },
    eventMetadata: { eventId: `${id}-own`, inferenceId: id, inferenceTime: second(at) },
    eventVersion: '0',
  });

const second = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
