import ts from 'typescript';

const countsIn = (node: ts.Node): boolean =>
  ts.isObjectLiteralExpression(node) &&
  node.properties.some(({ name }) => name?.getText() === 'count');

/** Keys of `t('key', { count })` in a source. */
export const countedIn = (name: string, text: string): ReadonlySet<string> => {
  const keys = new Set<string>();
  const kind = name.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 't') {
      const [key, values] = node.arguments;
      if (key !== undefined && ts.isStringLiteralLike(key) && values && countsIn(values))
        keys.add(key.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, kind));
  return keys;
};
