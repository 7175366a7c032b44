import type { ReactNode } from 'react';
import { unreachable } from '../../contract/result.ts';
import type { Screen } from '../../contract/view.ts';
import { AmountEntry } from './amount-entry.tsx';
import { AskReceipt } from './ask-receipt.tsx';
import { Attract } from './attract.tsx';
import { Bills } from './bills.tsx';
import { Confirm } from './confirm.tsx';
import { FindingReceipt, ReceiptFound } from './found-receipt.tsx';
import { Goodbye } from './goodbye.tsx';
import { LanguageChoice } from './language.tsx';
import { Notice } from './notice.tsx';
import { OutOfService } from './out-of-service.tsx';
import { OutcomeScreen } from './outcome.tsx';
import { PartEntry } from './part-entry.tsx';
import { Paying } from './paying.tsx';
import { ReferenceEntry } from './reference.tsx';
import { Searching } from './searching.tsx';
import { Services } from './services.tsx';
import { SendReceipt } from './send-receipt.tsx';
import { TawasulScreen } from './tawasul/tawasul.tsx';
import { Dues } from './dues.tsx';
import { FindingDues, SignedIn, SignIn } from './sign-in.tsx';
import './citizen.css';

/** One file a screen. */
export const CitizenScreen = ({ screen }: { readonly screen: Screen }): ReactNode => {
  switch (screen.name) {
    case 'attract':
      return <Attract screen={screen} />;
    case 'language':
      return <LanguageChoice />;
    case 'services':
      return <Services screen={screen} />;
    case 'reference':
      return (
        <ReferenceEntry key={`${screen.service.id}/${String(screen.field)}`} screen={screen} />
      );
    case 'amount':
      return <AmountEntry screen={screen} />;
    case 'part':
      return <PartEntry screen={screen} />;
    case 'searching':
      return <Searching screen={screen} />;
    case 'bills':
      return <Bills screen={screen} />;
    case 'notice':
      return <Notice screen={screen} />;
    case 'confirm':
      return <Confirm screen={screen} />;
    case 'paying':
      return <Paying screen={screen} />;
    case 'outcome':
      return <OutcomeScreen screen={screen} />;
    case 'askReceipt':
      return <AskReceipt key={screen.step} screen={screen} />;
    case 'findingReceipt':
      return <FindingReceipt />;
    case 'receipt':
      return <ReceiptFound screen={screen} />;
    case 'goodbye':
      return <Goodbye />;
    case 'outOfService':
      return <OutOfService screen={screen} />;
    case 'sendReceipt':
      return <SendReceipt screen={screen} />;
    case 'tawasul':
      return <TawasulScreen screen={screen} />;
    case 'signIn':
      return <SignIn screen={screen} />;
    case 'signedIn':
      return <SignedIn screen={screen} />;
    case 'findingDues':
      return <FindingDues />;
    case 'dues':
      return <Dues screen={screen} />;
    default:
      return unreachable(screen);
  }
};
