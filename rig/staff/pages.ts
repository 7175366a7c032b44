import ar from '../../locales/ar/staff.json' with { type: 'json' };
import en from '../../locales/en/staff.json' with { type: 'json' };
import type { StaffMember } from './people.ts';

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (char) => `&#${String(char.codePointAt(0))};`);

const STYLE = `body{margin:0 auto;max-width:30rem;padding:3rem 1.5rem;font:1rem/1.6 "IBM Plex Sans","IBM Plex Sans Arabic",sans-serif;color:#1b1a18}
h1,.h{font-size:1.4rem;margin:0;font-weight:600}button{box-sizing:border-box;width:100%;min-height:3.2rem;margin:.4rem 0;padding:.4rem 1rem;font:inherit;text-align:start;border:2px solid #857a6b;border-radius:.5rem;background:#fff;color:#1b1a18;cursor:pointer}
button span{display:block}.small{color:#5d5347;font-size:.9rem}`;

const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${en.title} · ${ar.title}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;

/** Who of the demonstration's people signs in. */
export const staffPage = (action: string, staff: readonly StaffMember[]): string =>
  page(
    `<h1>${en.who}</h1><p class="h" lang="ar" dir="rtl">${ar.who}</p><form method="post" action="${escaped(action)}">${staff
      .map(
        ({ id, name, role }) =>
          `<button name="person" value="${id}"><span>${escaped(name)}</span><span class="small">${en[role]} · <span style="display:inline" lang="ar" dir="rtl">${ar[role]}</span></span></button>`,
      )
      .join(
        '',
      )}</form><p class="small">${en.demo}</p><p class="small" lang="ar" dir="rtl">${ar.demo}</p>`,
  );

export const troublePage = (): string =>
  page(`<h1>${en.trouble}</h1><p class="h" lang="ar" dir="rtl">${ar.trouble}</p>`);
