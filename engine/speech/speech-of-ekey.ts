import { sumFils } from '../../contract/money.ts';
import type { Screen } from '../../contract/view.ts';
import type { Telling, Told } from './telling.ts';

type EKeyScreen = Screen & { name: 'signIn' | 'signedIn' | 'findingDues' | 'dues' };

/** From then on the time that is left is said. */
const LAST_MINUTES = 2;

export const eKeySpeech = (screen: EKeyScreen, tell: Telling): Told => {
  const { say } = tell;
  const only = (main: string): Told => ({ main, news: '' });
  switch (screen.name) {
    case 'signIn': {
      if (screen.code === null) return only(say('screen.signInAsking'));
      // The code itself is said to nobody: the phone's camera reads it from the screen.
      const { minutes } = screen.code;
      const left = say('screen.signInLeft', { minutes: say('minutes', { count: minutes }) });
      return { main: say('screen.signIn'), news: minutes <= LAST_MINUTES ? left : '' };
    }
    case 'signedIn':
      // Masked on the screen, and no more of it in the ear.
      return only(
        say('screen.signedIn', {
          letters: tell.spelt(screen.maskedName[tell.language].replaceAll(/[^\p{L}]/gu, '')),
        }),
      );
    case 'findingDues':
      return only(say('screen.findingDues'));
    case 'dues': {
      const bills = screen.ministries.flatMap(({ groups }) =>
        groups.flatMap((group) => group.bills),
      );
      return only(
        say('screen.dues', {
          found: say('found', { count: bills.length }),
          total: tell.money(sumFils(bills.map(({ amountFils }) => amountFils))),
          most: tell.money(screen.mostFils),
        }),
      );
    }
  }
};
