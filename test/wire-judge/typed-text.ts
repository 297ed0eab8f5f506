/** A text as the simple type it stands for; one that cannot be read stays text, and is judged as such. */
export function typedText(type: string, text: string): unknown {
  switch (type) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'timestamp': {
      const date = new Date(text);
      // ISO 8601 only: what else JavaScript reads as a date is no timestamp of AWS.
      return /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(date.getTime()) ? date : text;
    }
    default:
      return text;
  }
}
