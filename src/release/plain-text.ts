/**
 * Somebody else's words as one line of plain text, at most `length` characters: no line breaks, nothing that Markdown
 * takes for HTML, code or a link, so that a message can't dress up as part of the page.
 */
export function plainText(text: string, length: number): string {
  const line = text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/<(?=[a-z/!?])/gi, '‹')
    .replace(/`/g, "'")
    .replace(/\]\(/g, '] (')
    .trim();
  return clip(line, length);
}

/** The first characters of a text, with … where some are left out. */
export function clip(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
}
