import type { Operation } from './operation.ts';

export type Found = {
  readonly operation: Operation;
  readonly signed: boolean;
  /** By the names in the operation's path; not yet checked. */
  readonly params: Readonly<Record<string, string>>;
};

/** Finds the operation of a method and a path without its query; `null` where there is none. */
export const findOperation = (
  open: readonly Operation[],
  signed: readonly Operation[],
): ((method: string, path: string) => Found | null) => {
  const known = [
    ...open.map((operation) => ({ operation, signed: false, pattern: patternOf(operation) })),
    ...signed.map((operation) => ({ operation, signed: true, pattern: patternOf(operation) })),
  ];
  return (method, path) => {
    for (const { operation, signed: isSigned, pattern } of known) {
      if (operation.method !== method) continue;
      const match = pattern.exec(path);
      if (match !== null) return { operation, signed: isSigned, params: match.groups ?? {} };
    }
    return null;
  };
};

const patternOf = ({ path }: Operation): RegExp =>
  new RegExp(`^${path.replaceAll(/:(\w+)/gu, '(?<$1>[^/]{1,64})')}$`, 'u');
