/** Something that AWS does and the sandbox does not, or does in another way. */
export interface Gap {
  /** An operation that is served, or a topic; see test/docs/support/served-operations.ts. */
  readonly about: string;
  /** What the sandbox does. */
  readonly gap: string;
  /** What AWS does. */
  readonly aws: string;
}
