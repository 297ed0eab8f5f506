/** Whether a text is what a policy writes with `*` for anything and `?` for one character. */
export function matchesPattern(pattern: string, text: string): boolean {
  let [at, from] = [0, 0];
  let star = -1;
  let kept = 0;
  // Going back to the last star only keeps this linear enough for any pattern: no regular expression could.
  while (from < text.length) {
    if (pattern[at] === '*') {
      star = at;
      kept = from;
      at += 1;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[from])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      kept += 1;
      from = kept;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
