/** Names of clauses: a place and a text, without lines. */

import ts from 'typescript';

const LONGEST = 90;

/** The function that a node stands in, or the constant that holds it. */
export function nameOf(node: ts.Node): string {
  const within = ts.findAncestor(node, (around) => nameAt(around) !== null && isOutermost(around));
  return within === undefined ? '' : (nameAt(within) ?? '');
}

function nameAt(node: ts.Node): string | null {
  if (ts.isFunctionDeclaration(node)) return node.name?.text ?? null;
  return ts.isVariableStatement(node) ? (node.declarationList.declarations[0]?.name.getText() ?? null) : null;
}

function isOutermost({ parent }: ts.Node): boolean {
  return ts.isSourceFile(parent);
}

export class Names {
  readonly #file: string;
  readonly #given = new Map<string, number>();

  constructor(file: string) {
    this.#file = file.replace(/\.ts$/, '');
  }

  /** The same text twice in one function is told apart by its order. */
  unique(text: string): string {
    const flat = text.replaceAll(/\s+/g, ' ');
    const short = flat.length > LONGEST ? `${flat.slice(0, LONGEST)}…` : flat;
    const times = (this.#given.get(short) ?? 0) + 1;
    this.#given.set(short, times);
    return `${this.#file} ${short}${times === 1 ? '' : ` (${times})`}`;
  }
}
