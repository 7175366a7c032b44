/**
 * `khidma/no-ignored-result`: an expected failure is a value, so a `Result` that nobody looks at
 * is a failure that nobody sees. Flags expression statements that are one, or a promise or list of them.
 */
import type { Rule } from 'eslint';
import ts from 'typescript';

type ExpressionStatement = Parameters<NonNullable<Rule.RuleListener['ExpressionStatement']>>[0];
type Expression = ExpressionStatement['expression'];

/** The part of typescript-eslint's parser services that this rule needs. */
type TypedServices = {
  readonly program: ts.Program | null;
  readonly getTypeAtLocation: (node: Expression) => ts.Type;
};

const WRAPPERS = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);

/** The expressions whose values the statement throws away; `void` and `await` hide nothing. */
const discarded = (node: Expression): Expression[] => {
  if (WRAPPERS.has(node.type))
    return discarded((node as unknown as { expression: Expression }).expression);
  switch (node.type) {
    case 'AwaitExpression':
      return discarded(node.argument);
    case 'UnaryExpression':
      return node.operator === 'void' ? discarded(node.argument) : [];
    case 'ChainExpression':
      return discarded(node.expression);
    case 'LogicalExpression':
      return discarded(node.right);
    case 'ConditionalExpression':
      return [...discarded(node.consequent), ...discarded(node.alternate)];
    case 'SequenceExpression':
      return node.expressions.flatMap(discarded);
    case 'AssignmentExpression':
      return [];
    default:
      return [node];
  }
};

export const noIgnoredResult: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'disallow statements that drop a Result' },
    messages: { ignored: 'This Result is ignored: look at `ok`, or return it.' },
    schema: [],
  },
  create(context) {
    const services = context.sourceCode.parserServices as Partial<TypedServices>;
    const { program, getTypeAtLocation } = services;
    if (!program || !getTypeAtLocation) {
      throw new Error('khidma/no-ignored-result needs typed linting');
    }
    const checker = program.getTypeChecker();

    const literalOf = (type: ts.Type, name: string): string | null => {
      const property = checker.getPropertyOfType(type, name);
      return property ? checker.typeToString(checker.getTypeOfSymbol(property)) : null;
    };
    const isResult = (type: ts.Type): boolean => {
      const members = type.isUnion() ? type.types : [type];
      return members.some(
        (member) =>
          literalOf(member, 'ok') === 'false' && checker.getPropertyOfType(member, 'error'),
      );
    };
    const holdsResult = (type: ts.Type): boolean => {
      const settled = checker.getAwaitedType(type) ?? type;
      if (isResult(settled)) return true;
      if (!checker.isArrayLikeType(settled)) return false;
      const element = checker.getIndexTypeOfType(settled, ts.IndexKind.Number);
      return element !== undefined && holdsResult(element);
    };

    return {
      ExpressionStatement(statement) {
        for (const node of discarded(statement.expression)) {
          if (holdsResult(getTypeAtLocation(node))) context.report({ node, messageId: 'ignored' });
        }
      },
    };
  },
};
