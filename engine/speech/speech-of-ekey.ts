import { sumFils } from '../../contract/money.ts';
import type { Screen } from '../../contract/view.ts';
import { inEnglish } from './spelling.ts';
import type { Telling } from './telling.ts';

type EKeyScreen = Screen & { name: 'signIn' | 'signedIn' | 'findingDues' | 'dues' };

export const eKeySpeech = (screen: EKeyScreen, tell: Telling): string => {
  const { say } = tell;
  switch (screen.name) {
    case 'signIn':
      return screen.code === null
        ? say('screen.signInAsking')
        : say('screen.signIn', {
            page: inEnglish(screen.code.page.replace(/^https?:\/\//u, '')),
            code: tell.spelt(screen.code.text),
            minutes: say('minutes', { count: screen.code.minutes }),
          });
    case 'signedIn':
      // Masked on the screen, and no more of it in the ear.
      return say('screen.signedIn', {
        letters: tell.spelt(screen.maskedName[tell.language].replaceAll(/[^\p{L}]/gu, '')),
      });
    case 'findingDues':
      return say('screen.findingDues');
    case 'dues': {
      const bills = screen.ministries.flatMap(({ groups }) =>
        groups.flatMap((group) => group.bills),
      );
      return say('screen.dues', {
        found: say('found', { count: bills.length }),
        total: tell.money(sumFils(bills.map(({ amountFils }) => amountFils))),
        most: tell.money(screen.mostFils),
      });
    }
  }
};
