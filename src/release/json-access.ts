import type { Json, JsonObject } from './canonical';

/** A member that is an object, or an empty one. */
export function objectAt(value: JsonObject, key: string): JsonObject {
  const member = value[key];
  return isObject(member) ? member : {};
}

/** The objects of a member that is a list; anything else is empty. */
export function objectsAt(value: JsonObject, key: string): readonly JsonObject[] {
  const member = value[key];
  return Array.isArray(member) ? (member as readonly Json[]).filter(isObject) : [];
}

/** A member that is a text, or undefined. */
export function textAt(value: JsonObject, key: string): string | undefined {
  const member = value[key];
  return typeof member === 'string' ? member : undefined;
}

/** A member that is a number, or undefined. */
export function numberAt(value: JsonObject, key: string): number | undefined {
  const member = value[key];
  return typeof member === 'number' ? member : undefined;
}

/** The same object without these members. */
export function without(value: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** Members that are present but none of the known ones. */
export function unknownKeys(value: JsonObject, known: readonly string[]): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined && !known.includes(key));
}

export function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
