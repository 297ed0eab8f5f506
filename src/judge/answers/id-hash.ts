const prime = 0x01000193;

/** 53 bits of a text, evenly spread: FNV-1a twice, each finished as MurmurHash3 does. Not for secrets. */
export function idHash(text: string): number {
  const high = finished(fnv(text, 0x811c9dc5)) & 0x1fffff;
  return high * 2 ** 32 + finished(fnv(text, 0x9e3779b9));
}

function fnv(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), prime);
  }
  return hash;
}

function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
