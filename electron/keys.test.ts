import { describe, expect, it } from 'vitest';
import { developerAct, isShortcut, type KeyPress } from './keys.ts';

const press = (keys: string): KeyPress => {
  const parts = keys.split('+');
  return {
    key: parts.at(-1) ?? '',
    control: parts.includes('Ctrl'),
    alt: parts.includes('Alt'),
    meta: parts.includes('Meta'),
    shift: parts.includes('Shift'),
  };
};

describe('keys', () => {
  it.each([
    'Ctrl+r',
    'Ctrl+Shift+R',
    'Ctrl+w',
    'Ctrl+p',
    'Ctrl+=',
    'Ctrl+-',
    'Ctrl+0',
    'Ctrl+Shift+I',
    'Ctrl+q',
    'Alt+F4',
    'Alt+ArrowLeft',
    'Meta+l',
    'F1',
    'F5',
    'F11',
    'F12',
    'F24',
    'BrowserBack',
    'BrowserHome',
    'ContextMenu',
    'PrintScreen',
    'LaunchApplication1',
    'MediaPlayPause',
    'Power',
  ])('%s never reaches the page', (keys) => {
    expect(isShortcut(press(keys))).toBe(true);
  });

  it.each([
    'a',
    'F',
    'ع',
    '1',
    'Tab',
    'Shift+Tab',
    'Enter',
    'Escape',
    'ArrowLeft',
    'Backspace',
    ' ',
  ])('%s does', (keys) => {
    expect(isShortcut(press(keys))).toBe(false);
  });

  it('gives developers two', () => {
    expect(developerAct(press('Ctrl+q'))).toBe('quit');
    expect(developerAct(press('Ctrl+Shift+I'))).toBe('inspect');
    expect(developerAct(press('q'))).toBeNull();
    expect(developerAct(press('Ctrl+i'))).toBeNull();
  });
});
