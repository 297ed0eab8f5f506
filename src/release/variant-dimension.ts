import type { Json, JsonObject } from './canonical';
import { isObject } from './json-access';

/** The same document with every dimension VariantName that names one variant naming the other. */
export function aimedAt(document: JsonObject, from: string, to: string): JsonObject {
  if (document.Name === 'VariantName' && document.Value === from) return { ...document, Value: to };
  return Object.fromEntries(
    Object.entries(document).map(([key, member]) => [key, aimedMember(member, from, to)]),
  );
}

function aimedMember(member: Json | undefined, from: string, to: string): Json | undefined {
  if (Array.isArray(member))
    return (member as readonly Json[]).map((item) => aimedMember(item, from, to) ?? null);
  return isObject(member) ? aimedAt(member, from, to) : member;
}
