import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes begins first, so that no processor waits for it alone at the end. */
const RANKS: readonly RegExp[] = [/\/killed-at-/u, /\/tests\//u];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = RANKS.findIndex((pattern) => pattern.test(moduleId));
  return found === -1 ? RANKS.length : found;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => rank(a) - rank(b));
  }
}
