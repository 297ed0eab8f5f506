/** The smallest spec people write; tests add or replace lines of it. */
export const smallest = `endpoint: fraud-scorer
model: fraud/2
steps:
  - canary: 5%
    bake: 15m
alarms: [fraud-scorer-5xx]
`;

/** The smallest spec with some sections replaced or added, each given as its YAML text. */
export function specWith(sections: Readonly<Record<string, string>>): string {
  const own: Record<string, string> = {
    endpoint: 'fraud-scorer',
    model: 'fraud/2',
    steps: '[{ canary: 5%, bake: 15m }]',
    alarms: '[fraud-scorer-5xx]',
    ...sections,
  };
  return Object.entries(own)
    .map(([name, text]) => `${name}: ${text}\n`)
    .join('');
}
