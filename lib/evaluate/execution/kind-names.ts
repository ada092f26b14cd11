/** If the name of a kind, its resource or its group carries an executor's name. */

/** `ExecutionAgents`, `execution-agents`, `execution_agent` → execution, agent(s). */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-._/:\s]+/)
    .filter((word) => word !== '');
}

/** True if the words of `of` stand in `name` one after another, or written as one; the last may be a plural. */
export function carriesName(name: string, of: string): boolean {
  const words = wordsOf(name);
  const wanted = wordsOf(of);
  const last = wanted.length - 1;
  if (last < 0) return false;
  const runs = words.some((_, at) =>
    wanted.every((word, i) => isWord(words[at + i] ?? '', word, i === last)),
  );
  return runs || words.some((word) => isWord(word, wanted.join(''), true));
}

function isWord(found: string, wanted: string, mayBePlural: boolean): boolean {
  return found === wanted || (mayBePlural && pluralsOf(wanted).includes(found));
}

function pluralsOf(word: string): string[] {
  return [`${word}s`, `${word}es`, word.replace(/y$/, 'ies')];
}
