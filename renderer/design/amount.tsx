import type { ReactNode } from 'react';
import type { Language } from '../../contract/language.ts';
import { filsDigits, type Fils } from '../../contract/money.ts';

/** `BHD 12.500` or `12.500 د.ب`: the number large, the currency smaller, the digits left to right. */
export const Amount = ({
  fils,
  language,
  size = 'large',
}: {
  readonly fils: Fils;
  readonly language: Language;
  readonly size?: 'large' | 'medium';
}): ReactNode => {
  const digits = (
    <bdi dir="ltr" className="digits">
      {filsDigits(fils)}
    </bdi>
  );
  const currency = <span className="amount-currency">{language === 'ar' ? 'د.ب' : 'BHD'}</span>;
  return (
    <span className={`amount ${size}`}>
      {language === 'ar' ? (
        <>
          {digits} {currency}
        </>
      ) : (
        <>
          {currency} {digits}
        </>
      )}
    </span>
  );
};

/** An amount with what it is, for the head of a screen. */
export const Cost = (props: {
  readonly label: string;
  readonly fils: Fils;
  readonly language: Language;
}): ReactNode => (
  <div className="cost">
    <p className="cost-label">{props.label}</p>
    <p>
      <Amount fils={props.fils} language={props.language} />
    </p>
  </div>
);
