/**
 * Finds the clauses of a source and makes each a switch: operands of `||`, `&&` and `??`, conditions, elements of lists,
 * predicates of lists, and the tables of a module. The text between them stays as it is, line by line.
 */

import ts from 'typescript';
import { Names, nameOf } from './names.ts';

export interface Clause {
  /** By file, function and text: the same for as long as the clause is. */
  name: string;
}

export interface Instrumented {
  source: string;
  clauses: readonly Clause[];
}

/** Text to put around a node. Outer nodes are found first. */
interface Wrapping {
  from: number;
  to: number;
  open: string;
  close: string;
}

/** What `filter`, `some` and their like take for granted when they do not ask. */
const UNASKED: Readonly<Record<string, boolean>> = {
  filter: true,
  every: true,
  some: false,
  find: false,
  findLast: false,
  findIndex: false,
};

/** `first`: the number of its first clause. `board`: the address of the switchboard. */
export function instrument(file: string, source: string, first: number, board: string): Instrumented {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found = new Finder(tree, first);
  found.visit(tree);
  return { source: `import * as $board from '${board}';${found.applied()}`, clauses: found.clauses };
}

class Finder {
  readonly clauses: Clause[] = [];
  readonly #wrappings: Wrapping[] = [];
  readonly #tree: ts.SourceFile;
  readonly #first: number;
  readonly #names: Names;
  readonly #tables = new Map<string, { id: number; entries: readonly number[] }>();

  constructor(tree: ts.SourceFile, first: number) {
    this.#tree = tree;
    this.#first = first;
    this.#names = new Names(tree.fileName);
    for (const statement of tree.statements) if (ts.isVariableStatement(statement)) this.#tablesOf(statement);
  }

  /** The source with its switches. What ends at a position comes before what begins there, the inner one first. */
  applied(): string {
    const { text } = this.#tree;
    const closing = this.#wrappings.map(({ to, close }) => ({ at: to, text: close })).reverse();
    const opening = this.#wrappings.map(({ from, open }) => ({ at: from, text: open }));
    let [result, from] = ['', 0];
    for (const { at, text: inserted } of [...closing, ...opening].sort((a, b) => a.at - b.at)) {
      result += text.slice(from, at) + inserted;
      from = at;
    }
    return result + text.slice(from);
  }

  visit(node: ts.Node): void {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    if (isWithinFunction(node)) this.#clausesAt(node);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  #clausesAt(node: ts.Node): void {
    if (ts.isBinaryExpression(node)) this.#operands(node);
    else if (ts.isIfStatement(node)) this.#wrap(node.expression, 'operand', 'false', 'if');
    else if (ts.isConditionalExpression(node)) this.#wrap(node.condition, 'operand', 'false', 'if');
    else if (ts.isArrayLiteralExpression(node)) this.#elements(node);
    else if (ts.isCallExpression(node)) this.#predicate(node);
    else if (ts.isIdentifier(node)) this.#tableUse(node);
  }

  #operands(node: ts.BinaryExpression): void {
    const kind = node.operatorToken.kind;
    const isNullish = kind === ts.SyntaxKind.QuestionQuestionToken;
    const isOr = kind === ts.SyntaxKind.BarBarToken;
    if (!isNullish && !isOr && kind !== ts.SyntaxKind.AmpersandAmpersandToken) return;
    for (const side of [node.left, node.right]) {
      if (ts.isBinaryExpression(side) && side.operatorToken.kind === kind) continue;
      if (isNullish) this.#wrap(side, 'fallback', null, '??');
      else this.#wrap(side, 'operand', String(!isOr), isOr ? '||' : '&&');
    }
  }

  #elements(node: ts.ArrayLiteralExpression): void {
    if (isPattern(node)) return;
    for (const element of node.elements) {
      const id = this.#newClause(element, '[]');
      const inner = ts.isSpreadElement(element) ? element.expression : element;
      const [open, close] =
        inner === element ? [`...$board.elements(${id}, [`, '])'] : [`$board.elements(${id}, `, ')'];
      this.#around(inner, open, close);
    }
  }

  #predicate({ expression, arguments: [asks] }: ts.CallExpression): void {
    if (!ts.isPropertyAccessExpression(expression) || asks === undefined) return;
    const unasked = UNASKED[expression.name.text];
    if (unasked !== undefined) this.#wrap(asks, 'predicate', String(unasked), expression.name.text);
  }

  /** A constant of the module that holds what is looked for: it is emptied wherever it is used. */
  #tablesOf({ declarationList }: ts.VariableStatement): void {
    for (const { name, initializer } of declarationList.declarations) {
      if (!ts.isIdentifier(name) || initializer === undefined || !isTable(initializer)) continue;
      const id = this.#newClause(name, 'table');
      const entries = ts.isArrayLiteralExpression(initializer)
        ? initializer.elements.map((element) => this.#newClause(element, `table ${name.text}`))
        : [];
      this.#tables.set(name.text, { id, entries });
    }
  }

  #tableUse(node: ts.Identifier): void {
    const held = this.#tables.get(node.text);
    const { parent } = node;
    if (held === undefined || ts.isShorthandPropertyAssignment(parent)) return;
    const isName =
      (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === node;
    if (!isName) this.#around(node, `$board.table(${held.id}, `, `, [${held.entries.join(', ')}])`);
  }

  #wrap(node: ts.Expression, by: string, neutral: string | null, kind: string): void {
    const id = this.#newClause(node, kind);
    this.#around(node, `$board.${by}(${[id, ...(neutral === null ? [] : [neutral])].join(', ')}, `, ')');
  }

  #around(node: ts.Node, open: string, close: string): void {
    this.#wrappings.push({ from: node.getStart(this.#tree), to: node.end, open, close });
  }

  #newClause(node: ts.Node, kind: string): number {
    this.clauses.push({ name: this.#names.unique(`${nameOf(node)} ${kind} ${node.getText(this.#tree)}`) });
    return this.#first + this.clauses.length - 1;
  }
}

/** Code that runs while a module loads cannot be switched. */
function isWithinFunction(node: ts.Node): boolean {
  return ts.findAncestor(node, ts.isFunctionLike) !== undefined;
}

/** `[a, b] = …` takes apart and lists nothing. */
function isPattern(node: ts.ArrayLiteralExpression): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}

function isTable(node: ts.Expression): boolean {
  const isSet = ts.isNewExpression(node) && node.expression.getText() === 'Set';
  return (
    isSet ||
    ts.isArrayLiteralExpression(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isNumericLiteral(node)
  );
}
