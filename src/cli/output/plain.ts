// Escape sequences of terminals first, then every control and direction-changing character that is left.
const escapes = new RegExp(
  '\\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)?|.)',
  'g',
);
const controls = new RegExp(
  '[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]',
  'g',
);

/** Text from outside that can't move the cursor, change colours or turn the line around; keeps line ends. */
export function plain(text: string): string {
  return text.replace(escapes, '').replace(controls, ' ');
}

/** The same for every text in a value, each on one line. */
export function plainDeep<T>(value: T): T {
  if (typeof value === 'string') return plain(value).replace(/\n/g, ' ') as T;
  if (Array.isArray(value)) return value.map(plainDeep) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, plainDeep(member as unknown)]),
  ) as T;
}

/** JSON that is safe to show as well: JSON leaves some control characters as they are. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(
    new RegExp('[\\u007f-\\u009f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]', 'g'),
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
