import { z } from 'zod';

/** IAM lets a list of one be written without the list; gives a list. */
export function oneOrMore<Item extends z.ZodType>(item: Item) {
  return z.preprocess(
    (given): unknown => (Array.isArray(given) ? given : [given]),
    z.array(item).min(1),
  );
}
