import { expect, test } from 'vitest';
import { deleted, inserted } from './edit-text.ts';

test('a key writes at the caret, over what is selected, and not beyond what is allowed', () => {
  expect(inserted('ab', 1, 1, 'x', 10)).toEqual({ text: 'axb', caret: 2 });
  expect(inserted('abcd', 1, 3, 'x', 10)).toEqual({ text: 'axd', caret: 2 });
  expect(inserted('abc', 3, 3, 'x', 3)).toEqual({ text: 'abc', caret: 3 });
  expect(inserted('😀', 2, 2, 'xyz', 3)).toEqual({ text: '😀xy', caret: 4 });
});

test('delete takes the selection, else one character, also of two code units', () => {
  expect(deleted('abc', 3, 3)).toEqual({ text: 'ab', caret: 2 });
  expect(deleted('a😀b', 3, 3)).toEqual({ text: 'ab', caret: 1 });
  expect(deleted('abcd', 1, 3)).toEqual({ text: 'ad', caret: 1 });
  expect(deleted('abc', 0, 0)).toEqual({ text: 'abc', caret: 0 });
});
