import ts from 'typescript';
import { baseOf, type Texts } from './texts.ts';

/** What a source says that could name a text. */
export type Uses = {
  /** Every literal text. */
  readonly literals: ReadonlySet<string>;
  /** Literal first arguments of `t(…)`. */
  readonly asked: ReadonlySet<string>;
  /** `outcome.kind.${kind}.next` as a pattern. */
  readonly patterns: readonly RegExp[];
  /** Names in `words.title`. */
  readonly properties: ReadonlySet<string>;
  /** Names in `words.act[act]`: all that stands below is used. */
  readonly indexed: ReadonlySet<string>;
};

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');

const patternOf = (node: ts.TemplateExpression): RegExp | null => {
  const fixed = node.head.text + node.templateSpans.map(({ literal }) => literal.text).join('');
  if (!fixed.includes('.') || !/^[\w.]*$/u.test(fixed)) return null;
  const spans = node.templateSpans.map(({ literal }) => `[A-Za-z0-9]+${escaped(literal.text)}`);
  return new RegExp(`^${escaped(node.head.text)}${spans.join('')}$`, 'u');
};

const lastName = (node: ts.Expression): string | null => {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) ? node.text : null;
};

/** Reads TypeScript sources without checking types: name → text. */
export const usesIn = (sources: ReadonlyMap<string, string>): Uses => {
  const literals = new Set<string>();
  const asked = new Set<string>();
  const patterns: RegExp[] = [];
  const properties = new Set<string>();
  const indexed = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) literals.add(node.text);
    if (ts.isTemplateExpression(node)) {
      const pattern = patternOf(node);
      if (pattern !== null) patterns.push(pattern);
    }
    if (ts.isPropertyAccessExpression(node)) properties.add(node.name.text);
    if (ts.isElementAccessExpression(node)) {
      const name = lastName(node.expression);
      if (name !== null) indexed.add(name);
    }
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 't'
    ) {
      const [first] = node.arguments;
      if (first !== undefined && ts.isStringLiteralLike(first)) asked.add(first.text);
    }
    ts.forEachChild(node, visit);
  };
  for (const [name, text] of sources) {
    const kind = name.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, false, kind));
  }
  return { literals, asked, patterns, properties, indexed };
};

const usedByPath = (uses: Uses, base: string): boolean => {
  const names = base.split('.');
  const last = names.length - 1;
  return names.every(
    (name, at) =>
      uses.properties.has(name) || (at === last && uses.indexed.has(names[last - 1] ?? '')),
  );
};

/** Keys that no source names, and keys that a source asks for in vain. */
export const compareUses = (texts: Texts, uses: Uses, byPath: boolean): readonly string[] => {
  const bases = new Set([...texts.keys()].map(baseOf));
  const isUsed = (base: string): boolean =>
    uses.literals.has(base) ||
    uses.patterns.some((pattern) => pattern.test(base)) ||
    (byPath && usedByPath(uses, base));
  return [
    ...[...bases].filter((base) => !isUsed(base)).map((base) => `${base}: nothing uses it`),
    ...[...uses.asked].filter((key) => !bases.has(key)).map((key) => `${key}: used, but missing`),
  ];
};
