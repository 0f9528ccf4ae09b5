/** Finding a family by what a tired person types: no case, no accents, any order of words. */

export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`]/g, '')
    .toLowerCase()
    .trim();
}

/** Each typed word begins a word of the text, or lies inside it when three letters or more. */
export function matches(folded: string, typed: string): boolean {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return words.every((word) =>
    word.length > 2 ? folded.includes(word) : ` ${folded}`.includes(` ${word}`),
  );
}
