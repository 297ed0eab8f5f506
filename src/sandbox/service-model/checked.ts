/**
 * An input of the SDK's type as it is behind the door, the same from every wire: what AWS's model
 * requires is there at any depth, and times are Dates.
 */
export type Checked<Value> = Value extends Date | Uint8Array
  ? Value
  : Value extends object
    ? { [Name in keyof Value]: Checked<Exclude<Value[Name], undefined>> }
    : Value;
