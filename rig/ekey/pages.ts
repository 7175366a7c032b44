/** The phone's pages, both languages on each: nobody has said yet which one they read. */
import ar from '../../locales/ar/ekey.json' with { type: 'json' };
import en from '../../locales/en/ekey.json' with { type: 'json' };
import type { Person } from './people.ts';

type Key = keyof typeof en;

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (char) => `&#${String(char.codePointAt(0))};`);

const both = (key: Key, tag: 'h1' | 'p'): string =>
  `<${tag} lang="ar" dir="rtl">${ar[key]}</${tag}><${tag === 'h1' ? 'p class="h"' : tag} lang="en" dir="ltr">${en[key]}</${tag === 'h1' ? 'p' : tag}>`;
const label = (key: Key): string =>
  `<span lang="ar" dir="rtl">${ar[key]}</span> <span lang="en" dir="ltr">${en[key]}</span>`;

const STYLE = `body{margin:0 auto;max-width:34rem;padding:1.5rem;font:1.15rem/1.6 "IBM Plex Sans Arabic",sans-serif;color:#1b1a18}
h1,.h{font-size:1.6rem;line-height:1.4;margin:0;font-weight:600}p{margin:.4rem 0}.code{font-size:2.4rem;font-weight:600;text-align:center}
button,input{box-sizing:border-box;width:100%;min-height:3.5rem;margin:.5rem 0;font:inherit;border:2px solid #857a6b;border-radius:.6rem;background:#fff;color:#1b1a18}
input{text-align:center;text-transform:uppercase}.main{background:#ce1126;border-color:#ce1126;color:#fff;font-weight:600}
button span{display:block}.small{color:#5d5347;font-size:1rem}`;

const page = (body: string): string =>
  `<!doctype html><html lang="ar"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${ar.title} · ${en.title}</title><style>${STYLE}</style></head><body><main>${body}</main><footer class="small">${both('demo', 'p')}</footer></body></html>`;

export const inputPage = (form: string, wrong: boolean): string =>
  page(
    `${both('enter', 'h1')}${wrong ? both('wrong', 'p') : ''}${form.replace('placeholder="Enter code"', `aria-label="${ar.enter} · ${en.enter}"`)}<button class="main" type="submit" form="op.deviceInputForm">${label('continue')}</button>`,
  );

export const confirmPage = (
  form: string,
  code: string,
  place: { readonly ar: string; readonly en: string },
): string =>
  page(
    `${both('confirm', 'h1')}<p lang="ar" dir="rtl">${escaped(place.ar)}</p><p lang="en" dir="ltr">${escaped(place.en)}</p>${both('check', 'p')}<p class="code"><bdi dir="ltr">${escaped(code)}</bdi></p>${both('warn', 'p')}${form}<button class="main" type="submit" form="op.deviceConfirmForm">${label('yes')}</button><button type="submit" form="op.deviceConfirmForm" name="abort" value="yes">${label('no')}</button>`,
  );

export const peoplePage = (action: string, people: readonly Person[]): string =>
  page(
    `${both('who', 'h1')}<form method="post" action="${escaped(action)}">${people
      .map(
        ({ personalNumber, name }) =>
          `<button name="person" value="${personalNumber}"><span lang="ar" dir="rtl">${name.ar}</span><span lang="en" dir="ltr">${name.en}</span></button>`,
      )
      .join('')}</form>`,
  );

export const saidPage = (what: 'done' | 'stopped' | 'trouble'): string => page(both(what, 'h1'));
