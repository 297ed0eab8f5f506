/** The rows of CSV text (RFC 4180: quotes around a field, doubled inside); blank lines are none. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/gy;
  for (let at = 0; at <= text.length;) {
    fields.lastIndex = at;
    const found = fields.exec(text);
    // A quote in the middle of a field: the rest is taken as it stands.
    const [whole, quoted, bare = '', end = ''] = found ?? [
      text.slice(at),
      undefined,
      text.slice(at),
    ];
    row.push(quoted?.replaceAll('""', '"') ?? bare.trim());
    at += whole.length;
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}
