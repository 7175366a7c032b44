import { describe, expect, it } from 'vitest';
import { flatten } from './texts.ts';
import { compareUses, usesIn } from './uses.ts';

const compared = (words: unknown, source: string, byPath = false): readonly string[] =>
  compareUses(flatten(words).texts, usesIn(new Map([['a.tsx', source]])), byPath);

describe('uses of texts', () => {
  it('are found as literals, patterns and plurals', () => {
    const words = {
      title: 'T',
      kind: { paid: { next: 'N' }, queued: { next: 'N' } },
      n_one: '1',
      n_other: '2',
    };
    const source =
      "const A = () => <b title={t('title')}>{t(`kind.${k}.next`)}{t('n', { count })}</b>;";
    expect(compared(words, source)).toEqual([]);
  });

  it('miss what nothing names', () => {
    expect(compared({ a: 'A', b: { c: 'C' } }, "t('a')")).toEqual(['b.c: nothing uses it']);
    expect(compared({ b: { c: { d: 'D' } } }, 't(`b.${x}`)')).toEqual(['b.c.d: nothing uses it']);
  });

  it('miss what is not there', () => {
    expect(compared({ a: 'A' }, "t('a'); t('b.c');")).toEqual(['b.c: used, but missing']);
  });

  it('may be by path', () => {
    const words = { act: { x: 'X', y: 'Y' }, done: 'D', old: 'O' };
    expect(compared(words, 'words.act[act]; words.done;', true)).toEqual(['old: nothing uses it']);
    expect(compared(words, 'words.act[act]; words.done;')).toHaveLength(4);
  });
});
