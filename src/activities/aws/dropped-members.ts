import type { Json } from '../../release/canonical';
import { isObject } from '../../release/json-access';

/** Paths of the members that AWS sent and the SDK's reading of the same answer has lost; null counts as not sent. */
export function droppedMembers(path: string, raw: Json | undefined, read: unknown): string[] {
  if (Array.isArray(raw)) {
    const items: unknown[] = Array.isArray(read) ? read : [];
    return (raw as readonly Json[]).flatMap((item, index) =>
      droppedMembers(`${path}[${index}]`, item, items[index]),
    );
  }
  if (!isObject(raw) || read instanceof Date) return [];
  const known = (typeof read === 'object' && read !== null ? read : {}) as Record<string, unknown>;
  return Object.entries(raw).flatMap(([key, member]) => {
    if (member === null || member === undefined) return [];
    if (known[key] === undefined) return [`${path}.${key}`];
    return droppedMembers(`${path}.${key}`, member, known[key]);
  });
}
