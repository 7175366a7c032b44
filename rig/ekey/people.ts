/** The demonstration's people; made up, with numbers that central's demonstration knows dues of. */
export type Person = {
  readonly personalNumber: string;
  readonly name: { readonly ar: string; readonly en: string };
};

export const PEOPLE: readonly Person[] = [
  { personalNumber: '900101123', name: { ar: 'مريم علي حسن', en: 'Maryam Ali Hasan' } },
  { personalNumber: '900101124', name: { ar: 'سلمان يوسف أحمد', en: 'Salman Yusuf Ahmed' } },
  { personalNumber: '900101125', name: { ar: 'حصة راشد خالد', en: 'Hessa Rashid Khalid' } },
];
