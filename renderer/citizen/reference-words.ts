import type { BilledService } from '../../contract/catalogue.ts';
import type { Translate } from '../i18n.ts';

/** `Account number` → `account number` inside a sentence; `CR number` stays. */
export const insideSentence = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** How many digits a reference has: `9 digits`, or `6 to 10 digits`. */
export const digitsWanted = (rule: BilledService['reference'], t: Translate): string =>
  rule.minDigits === rule.maxDigits
    ? t('reference.digits', { count: rule.minDigits })
    : t('reference.digitsBetween', {
        min: rule.minDigits,
        max: rule.maxDigits,
        count: rule.maxDigits,
      });
