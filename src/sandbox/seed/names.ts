/** What a seeded world is called: its endpoint, and the group of its packages. */
export interface SeedNames {
  readonly endpoint: string;
  readonly group: string;
}

/** The world every sandbox begins with. */
export const seedNames: SeedNames = { endpoint: 'fraud-scorer', group: 'fraud' };
