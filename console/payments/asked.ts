export type Sought = {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly kiosk: string;
  readonly service: string;
  /** Dinars as people write them. */
  readonly amount: string;
  readonly only: '' | 'refused' | 'returned';
};

/** Fils of `32.569`, `32` or `32.5`; `null` for anything else. */
export const filsOf = (text: string): number | null => {
  const parts = /^([0-9]{1,9})(?:\.([0-9]{1,3}))?$/u.exec(text.replaceAll(',', ''));
  return parts === null ? null : Number(parts[1]) * 1_000 + Number((parts[2] ?? '').padEnd(3, '0'));
};

/** What central is asked, as a query; what says nothing is left out. */
export const paymentsAddress = (
  { number, from, to, kiosk, service, amount, only }: Sought,
  after: string,
): string => {
  const fils = amount === '' ? null : filsOf(amount);
  const said: readonly (readonly [string, string])[] = [
    ['from', from],
    ['to', to],
    ['number', number],
    ['kiosk', kiosk],
    ['service', service],
    ['fils', fils === null ? '' : String(fils)],
    ['only', only],
    ['after', after],
  ];
  return new URLSearchParams(
    said.filter(([, value]) => value !== '').map((pair) => [...pair]),
  ).toString();
};
